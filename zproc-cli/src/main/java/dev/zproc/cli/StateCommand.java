package dev.zproc.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code zproc state}. */
@Command(
    name = "state",
    description = "Reads, watches and writes the state of a context.",
    subcommands = {StateGet.class, StateSet.class, StateWatch.class, StateHistory.class})
final class StateCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(),
        "what is to be done with the state? There are " + WrongUsage.below(command));
  }
}
