package dev.zproc.runtime;

import dev.zproc.FailedRun;
import dev.zproc.runtime.child.ProcessExit;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitCondition;
import dev.zproc.runtime.spi.WaitPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By hand, as an annotation fixes at compile time what the tests combine: a child with a wait that
 * keeps a journal: {@code +5} when the run for five cookies begins, {@code -5} when it ends. The
 * run for a number of cookies that a file {@code kill.5} names kills its process, once, after a
 * commit of its own; one that {@code hold.5} names waits until that is deleted; 100 cookies end it.
 */
final class Journals extends ChildEntry<Void> {

  Journals() {
    super(
        Journals.class.getName(),
        "journal",
        ValueTypes.VOID,
        ValueTypes.STRING,
        ValueTypes.STRING,
        ValueTypes.BOOLEAN,
        ValueTypes.BOOLEAN,
        ValueTypes.LONG,
        ValueTypes.STRING);
  }

  /**
   * @param kind of the condition: {@code changed}, {@code argument}, or {@code predicate}
   */
  static Call<Void> call(
      Path folder, String kind, FailedRun onFailure, boolean repeat, boolean live, long timeout) {
    return Call.of(
        new Journals(), folder.toString(), kind, repeat, live, timeout, onFailure.name());
  }

  public static void main(String[] args) {
    Bootstrap.run(new Journals(), args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    String kind = arguments.argument(1);
    WaitCondition condition =
        switch (kind) {
          case "changed" -> WaitCondition.changed(BakeryState.SCHEMA, 0, 1);
          case "argument" ->
              new WaitCondition.Comparison(
                  new WaitCondition.Key(BakeryState.SCHEMA, 0),
                  WaitCondition.Relation.GREATER,
                  new WaitCondition.Value(ValueTypes.LONG, arguments.<Long>argument(4)));
          default -> WaitCondition.test(0, BakeryState.SCHEMA);
        };
    return new WaitPlan(
        condition,
        kind + "()",
        arguments.<Boolean>argument(2),
        arguments.<Boolean>argument(3),
        false,
        FailedRun.valueOf(arguments.argument(5)),
        arguments.<Long>argument(4));
  }

  @Override
  public boolean test(int id, Moment moment) {
    return moment.snapshot(BakeryState.SCHEMA).cookies() > 0;
  }

  @Override
  public List<StateSchema<?>> snapshots() {
    return List.of(BakeryState.SCHEMA);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Exception {
    Path folder = Path.of(in.<String>argument(0));
    int cookies = in.snapshot(BakeryState.SCHEMA).cookies();
    write(folder, "+" + cookies);
    // A change of what it waits for, which is its own, in this attempt and in those after it.
    BakeryState.of(in.context(ZProc.class)).price().set(cookies);
    if (Files.deleteIfExists(folder.resolve("kill." + cookies))) {
      new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start();
      Kids.foreverDeaf();
    }
    while (Files.exists(folder.resolve("hold." + cookies))) {
      Thread.sleep(5);
    }
    write(folder, "-" + cookies);
    if (cookies == 100) {
      throw new ProcessExit(0);
    }
    return null;
  }

  private static void write(Path folder, String line) throws IOException {
    Files.writeString(
        folder.resolve("journal"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
