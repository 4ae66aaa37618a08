package dev.zproc.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on one line why a command line makes no sense, and on another whose help tells more. */
final class WrongUsage implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException wrong, String[] words) {
    CommandLine read = wrong.getCommandLine();
    CommandLine meant = read;
    String why = String.valueOf(wrong.getMessage());
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      if (first.startsWith("-")) {
        meant = meant(read, words);
        why = options(unmatched, read, meant);
      } else if (!read.getSubcommands().isEmpty()) {
        String similar = suggested(unmatched);
        why =
            "there is no command '"
                + nameOf(read)
                + " "
                + first
                + "'"
                + (similar.isEmpty() ? "; there are " + below(read.getCommandSpec()) : similar);
      }
    }
    PrintWriter err = read.getErr();
    err.println("zproc: " + Words.printable(why));
    err.println("see '" + nameOf(meant) + " --help'");
    return ExitCode.USAGE;
  }

  /** The command that is named by {@code words}, some of which stand before it. */
  private static CommandLine meant(CommandLine read, String[] words) {
    CommandLine meant = read;
    for (String word : words) {
      meant = meant.getSubcommands().getOrDefault(word, meant);
    }
    return meant;
  }

  private static String options(
      UnmatchedArgumentException unmatched, CommandLine read, CommandLine meant) {
    String first = unmatched.getUnmatched().get(0);
    String option = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
    String misplaced = read.getSubcommands().isEmpty() ? null : owner(meant, option);
    return misplaced == null
        ? unmatched.getMessage() + suggested(unmatched)
        : option + " stands behind the command: " + misplaced + " " + option;
  }

  /** How the command is called, or one below it, that has the option; null if none has. */
  private static @Nullable String owner(CommandLine command, String option) {
    if (command.getCommandSpec().optionsMap().containsKey(option)) {
      return nameOf(command);
    }
    boolean isBelow =
        command.getSubcommands().values().stream().anyMatch(each -> owner(each, option) != null);
    return isBelow ? nameOf(command) + " COMMAND" : null;
  }

  private static String suggested(UnmatchedArgumentException unmatched) {
    List<String> similar = unmatched.getSuggestions();
    return similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
  }

  /** The names of the commands that a command has. */
  static String below(CommandSpec command) {
    return String.join(", ", command.subcommands().keySet());
  }

  private static String nameOf(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}
