package dev.zproc.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code zproc}. */
@Command(
    name = "zproc",
    mixinStandardHelpOptions = true,
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
    subcommands = {
      PsCommand.class,
      PingCommand.class,
      WaitsCommand.class,
      TreeCommand.class,
      TopCommand.class,
      EventsCommand.class,
      KillCommand.class,
      StateCommand.class,
      DumpCommand.class,
      ShutdownCommand.class,
      TopologyCommand.class,
      ServerCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Zproc implements Callable<Integer> {

  private static final Map<String, String> EXIT_CODES = new LinkedHashMap<>();

  static {
    EXIT_CODES.put(" 0", "done");
    EXIT_CODES.put(" 1", "something that should not happen, or stdout cannot be written");
    EXIT_CODES.put(" 2", "the command line makes no sense");
    EXIT_CODES.put(" 3", "there is no such context, or several, and it is not said which");
    EXIT_CODES.put(" 4", "the context has ended, does not answer, or speaks another version");
    EXIT_CODES.put(" 5", "that is not allowed: another's secret, or not opened for control");
    EXIT_CODES.put(" 6", "there is no such key or child, or the value does not fit it");
    EXIT_CODES.put(" 7", "what was waited for has not come in time");
  }

  @Spec private CommandSpec command;

  private Zproc() {}

  /** Runs a command, and ends this JVM with its exit code. */
  public static void main(String[] args) {
    Stdout stdout = new Stdout();
    PrintWriter out = new PrintWriter(stdout, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    String failure = stdout.failure();
    if (failure != null && !AtEnd.isAsked()) {
      err.println("zproc: cannot write to stdout: " + Words.printable(failure));
      code = code == ExitCode.OK ? ExitCode.FAILED : code;
    }
    System.exit(code);
  }

  /** Runs a command, and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Zproc()).setOut(out).setErr(err);
    line.registerConverter(Duration.class, Zproc::duration);
    line.setExecutionExceptionHandler((thrown, at, parsed) -> failed(thrown, err));
    line.setParameterExceptionHandler(new WrongUsage());
    line.setExpandAtFiles(false); // a value that begins with @ is a value
    complete(line);
    // So that a number below 0 is a value; what else looks like an option is one too many.
    line.getSubcommands()
        .get("state")
        .getSubcommands()
        .get("set")
        .setUnmatchedOptionsArePositionalParams(true);
    int code = execute(line, err, args);
    out.flush();
    err.flush();
    return code;
  }

  private static int execute(CommandLine line, PrintWriter err, String... args) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError full) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      err.println(
          "zproc: that is too much for its memory of "
              + megabytes
              + " MiB; ask for less, or give it more: ZPROC_JAVA_OPTIONS=-Xmx1g");
      return ExitCode.FAILED;
    }
  }

  /** What all commands have: help, and exit codes unless they have their own. */
  private static void complete(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    if (usage.exitCodeList().isEmpty()) {
      usage.exitCodeList(EXIT_CODES);
    }
    usage.exitCodeListHeading("%nExit codes:%n");
    for (CommandLine each : line.getSubcommands().values()) {
      if (!each.getCommandSpec().optionsMap().containsKey("--help")) {
        each.getCommandSpec()
            .addOption(
                OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help message and exit.")
                    .build());
      }
      complete(each);
    }
  }

  private static Duration duration(String text) {
    try {
      return Words.duration(text);
    } catch (IllegalArgumentException unfit) {
      throw new TypeConversionException(String.valueOf(unfit.getMessage()));
    }
  }

  private static int failed(Exception thrown, PrintWriter err) {
    if (AtEnd.isAsked()) {
      return ExitCode.FAILED; // which nobody sees: the process ends of the signal
    } else if (thrown instanceof Failure failure) {
      err.println("zproc: " + Words.printable(String.valueOf(failure.getMessage())));
      return failure.exitCode();
    }
    err.println("zproc: this should not happen, please report it:");
    thrown.printStackTrace(err);
    return ExitCode.FAILED;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(), "which command? There are " + WrongUsage.below(command));
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
