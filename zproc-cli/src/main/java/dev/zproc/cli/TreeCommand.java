package dev.zproc.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code zproc tree}. */
@Command(
    name = "tree",
    description = {
      "Shows the process of a context and all processes below it, as the operating system has them.",
      "",
      "A child is called as its parent calls it. A JVM on standby keeps the name that it has waited"
          + " under when it has got a call. Nothing is asked of the context."
    })
final class TreeCommand implements Callable<Integer> {

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();

  @Override
  public Integer call() {
    List<Processes.One> all = of(where.target());
    if (printing.isJson()) {
      all.forEach(each -> printing.json(each.json()));
      return ExitCode.OK;
    }
    Table table = new Table("PROCESS", "NAME", "UP FOR", "CPU", "MEMORY", "MAIN CLASS");
    Instant now = Instant.now();
    for (Processes.One each : all) {
      table.row(
          branch(each) + each.pid(),
          each.name(),
          each.age(now),
          Words.age(each.cpu()),
          each.memory(),
          each.main());
    }
    table.print(printing.out());
    return ExitCode.OK;
  }

  static List<Processes.One> of(Target target) {
    if (target.told() == null) {
      throw new Failure(
          ExitCode.USAGE, target + " has no processes of its own; name a context with -c");
    } else if (target.pid() == 0) {
      throw new Failure(
          ExitCode.NO_ANSWER,
          "the process of "
              + target
              + " is not seen from here, though its server listens: run zproc in the container that"
              + " it is in");
    }
    return Processes.from(target.pid());
  }

  static String branch(Processes.One process) {
    return process.depth() == 0
        ? ""
        : "  ".repeat(process.depth() - 1) + (process.last() ? "└ " : "├ ");
  }
}
