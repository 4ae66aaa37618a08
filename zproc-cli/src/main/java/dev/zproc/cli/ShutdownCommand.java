package dev.zproc.cli;

import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zproc shutdown}. */
@Command(
    name = "shutdown",
    description = {
      "Ends a background context: its children in order, the last started first, and then its host.",
      "",
      "Sends SIGTERM to the host, and waits until it has ended; ends with 7 if it has not within"
          + " --timeout. Other contexts end with their programs."
    })
final class ShutdownCommand implements Callable<Integer> {

  @Mixin private Printing printing = new Printing();

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The name of the context, or its id, as 'zproc ps' shows them.")
  private String name = "";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long it may take: 500ms, 30s, 2m. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(30);

  @Override
  public Integer call() throws InterruptedException {
    RuntimeFolder.Told told = Contexts.find().background(name);
    ContextRecord context = told.context();
    // First this, which remembers when that one was started, so that no other is sent anything.
    ProcessHandle host = ProcessHandle.of(context.pid()).orElse(null);
    if (host == null || !context.isAlive()) {
      throw new Failure(
          ExitCode.DENIED,
          "its host, process "
              + context.pid()
              + " of another process namespace, cannot be told from here; do so where it runs");
    }
    host.destroy();
    try {
      host.onExit().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException late) {
      throw new Failure(
          ExitCode.TIMED_OUT, "process " + context.pid() + " has been told, and has not ended yet");
    }
    if (printing.isJson()) {
      Map<String, Object> object = Values.object();
      object.put("background", told.background());
      object.put("pid", context.pid());
      printing.json(object);
    } else {
      printing.out().println("background context '" + told.background() + "' has ended");
    }
    return ExitCode.OK;
  }
}
