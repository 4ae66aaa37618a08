package dev.zproc.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code zproc}. */
@Command(
    name = "zproc",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Zproc.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Looks into zproc contexts: methods in JVMs of their own, and the state they share.",
    description = {
      "",
      "Finds the open contexts of this user by itself. Looking changes nothing in them and waits for"
          + " nobody; to write, a context must have been opened for control.",
      ""
    },
    footer = {"", "'zproc COMMAND --help' tells more of each."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something that should not happen",
      "2:the command line makes no sense",
      "3:there is no such context, or several, and it is not said which",
      "4:the context has ended, does not answer, or speaks another version",
      "5:that is not allowed: another's secret, or not opened for control",
      "6:there is no such key, or the value does not fit it",
      "7:what was waited for has not come in time"
    },
    subcommands = {
      PsCommand.class,
      PingCommand.class,
      WaitsCommand.class,
      StateCommand.class,
      ServerCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Zproc implements Callable<Integer> {

  @Spec private CommandSpec command;

  private Zproc() {}

  /** Runs a command, and ends this JVM with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs a command, and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Zproc()).setOut(out).setErr(err);
    line.registerConverter(Duration.class, Zproc::duration);
    line.setExecutionExceptionHandler((thrown, at, parsed) -> failed(thrown, err));
    // So that a number below 0 is a value; what else looks like an option is one too many.
    line.getSubcommands()
        .get("state")
        .getSubcommands()
        .get("set")
        .setUnmatchedOptionsArePositionalParams(true);
    int code = line.execute(args);
    out.flush();
    err.flush();
    return code;
  }

  private static Duration duration(String text) {
    try {
      return Words.duration(text);
    } catch (IllegalArgumentException unfit) {
      throw new TypeConversionException(String.valueOf(unfit.getMessage()));
    }
  }

  private static int failed(Exception thrown, PrintWriter err) {
    if (thrown instanceof Failure failure) {
      err.println("zproc: " + Words.printable(String.valueOf(failure.getMessage())));
      return failure.exitCode();
    }
    err.println("zproc: this should not happen, please report it:");
    thrown.printStackTrace(err);
    return ExitCode.FAILED;
  }

  @Override
  public Integer call() {
    throw new ParameterException(command.commandLine(), "which command?");
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Zproc.class.getPackage().getImplementationVersion();
      return new String[] {
        "zproc " + (version == null ? "(not packaged)" : version),
        "Java " + Runtime.version() + " (" + System.getProperty("java.home") + ")"
      };
    }
  }
}
