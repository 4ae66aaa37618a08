package dev.zproc.cli;

import dev.zproc.runtime.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zproc server}. */
@Command(
    name = "server",
    description = {
      "Runs a state server that several programs share: ZProc.connect(uri, credentials).",
      "",
      "Prints one line with its address when it is ready, and ends in an orderly way at SIGTERM and"
          + " Ctrl-C. What it may keep is shares of its heap: JAVA_TOOL_OPTIONS=-Xmx2g."
    },
    exitCodeList = {
      "0:it was asked to end",
      "1:it cannot start: the address is taken, a file is not there, not private or damaged",
      "2:the command line is wrong",
      "3:its memory was full",
      "70:it has failed otherwise"
    })
final class ServerCommand implements Callable<Integer> {

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "URI",
      description =
          "Where: zproc+unix:///path/of/a/socket, or zproc+tcp://127.0.0.1:PORT (0 is any that is"
              + " free).")
  private String listen = "";

  @Option(
      names = "--credentials",
      required = true,
      paramLabel = "FILE",
      description = "The secrets; the file must be its owner's alone (chmod 600).")
  private String credentials = "";

  @Option(
      names = "--create",
      description = "Makes that file, with new secrets, if it is not there.")
  private boolean create;

  @Option(
      names = "--durable",
      paramLabel = "FILE",
      description = "Keeps the state in that file, and goes on with what is there.")
  private @Nullable String durable;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "What a write survives: memory (an orderly end), process (kill -9; the default) or disk"
              + " (the loss of power).")
  private @Nullable String level;

  @Override
  public Integer call() {
    List<String> words = new ArrayList<>(List.of("--listen", listen, "--credentials", credentials));
    if (create) {
      words.add("--create");
    }
    if (durable != null) {
      words.addAll(List.of("--durable", durable));
    }
    if (level != null) {
      words.addAll(List.of("--level", level));
    }
    Server.main(words.toArray(new String[0])); // which ends this process itself when it has failed
    return ExitCode.OK;
  }
}
