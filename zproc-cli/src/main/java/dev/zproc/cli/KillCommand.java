package dev.zproc.cli;

import dev.zproc.runtime.Signal;
import dev.zproc.runtime.internal.console.ToolSignal;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.ToolWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zproc kill}. */
@Command(
    name = "kill",
    description = {
      "Sends a signal to the process of a child: SIGTERM, which asks it to end, unless told"
          + " otherwise.",
      "",
      "The context must have been opened for control: ZProc.open(o -> o.control()). The signal is"
          + " sent by the child's own parent, and to no process that is not its live child. It does"
          + " not say that the child is to end for good: for the parent it has failed, and the"
          + " restart policy of the child decides whether it is started again."
    })
final class KillCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();

  @Option(
      names = {"-s", "--signal"},
      paramLabel = "SIGNAL",
      description = "Which: TERM, KILL, QUIT, STOP, CONT, USR1, USR2, HUP, INT. Default: TERM.")
  private @Nullable String signal;

  @Option(
      names = "--force",
      description = "Sends SIGKILL, which ends the process at once: nothing of it runs any more.")
  private boolean force;

  @Parameters(
      arity = "1..2",
      paramLabel = "[CONTEXT] CHILD",
      hideParamSyntax = true,
      description =
          "The name of a child, as 'zproc events' and 'zproc tree' show it, or the id of its"
              + " process; lead/bake for the child of a child. The context may stand before it, in"
              + " place of -c.")
  private List<String> names = new ArrayList<>();

  private final CompletableFuture<ToolSignal.Answer> answer = new CompletableFuture<>();

  @Override
  public Integer call() {
    String name = signal();
    if (names.size() == 2 && !where.named(names.get(0))) {
      throw wrong("the context is named twice: with --context or --uri, and before the child");
    }
    String child = names.get(names.size() - 1);
    try (Connection connection = where.control()) {
      connection.session.listen(new Listener());
      connection.sayToProgram(ToolWord.SIGNAL, new ToolSignal(0, child, name).encode());
      ToolSignal.Answer told = connection.get(answer);
      if (told.pid() == 0) {
        throw new Failure(ExitCode.BAD_KEY, connection.target + ": " + told.text());
      }
      print(name, told);
    }
    return ExitCode.OK;
  }

  private String signal() {
    if (signal == null) {
      return (force ? Signal.KILL : Signal.TERM).name();
    } else if (force) {
      throw wrong("--force is --signal KILL; name one of them");
    }
    String name = signal.toUpperCase(Locale.ROOT);
    String wanted = name.startsWith("SIG") ? name.substring("SIG".length()) : name;
    List<String> known = Arrays.stream(Signal.values()).map(Signal::name).toList();
    if (!known.contains(wanted)) {
      throw wrong(
          "there is no signal '"
              + signal
              + "'; there are "
              + known.stream().collect(Collectors.joining(", ")));
    }
    return wanted;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(command.commandLine(), why);
  }

  private void print(String name, ToolSignal.Answer told) {
    if (printing.isJson()) {
      Map<String, Object> object = Values.object();
      object.put("child", told.text());
      object.put("pid", told.pid());
      object.put("signal", name);
      printing.json(object);
    } else {
      printing
          .out()
          .println(
              Words.printable("SIG" + name + " is sent to " + told.text())
                  + " (pid "
                  + told.pid()
                  + ")");
    }
  }

  private final class Listener implements ProgramListener {

    @Override
    public void fromParent(byte kind, Bytes payload) {
      if (kind == ToolWord.SIGNALLED) {
        answer.complete(ToolSignal.Answer.decode(payload));
      }
    }

    @Override
    public void closed(EngineException cause) {
      answer.completeExceptionally(cause);
    }
  }
}
