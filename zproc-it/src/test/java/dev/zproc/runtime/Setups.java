package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.Restart;
import dev.zproc.WaitFor;
import dev.zproc.runtime.child.ProcessExit;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Children whose processes are set up; what happens to what they keep is written to a list. */
final class Setups {

  private Setups() {}

  /** Is tied to its process. */
  static final class Press implements AutoCloseable {

    private final BakeryState journal;
    private int uses;

    Press(BakeryState journal) {
      this.journal = journal;
      journal.names().append("press made");
    }

    int use() {
      return ++uses;
    }

    @Override
    public void close() {
      journal.names().append("press closed by " + Thread.currentThread().getName());
    }
  }

  /** Is made of what is there then. */
  record Stamp(BakeryState journal) implements AutoCloseable {

    @Override
    public void close() {
      journal.names().append("stamp closed");
    }
  }

  /** Does not close as it should. */
  record Trap(String how) implements AutoCloseable {

    @Override
    public void close() {
      if (how.equals("hangs")) {
        Kids.foreverDeaf();
      }
      throw new IllegalStateException("the lid is stuck");
    }
  }

  static Press press(BakeryState journal) {
    return new Press(journal);
  }

  static Stamp stamp(ZProc zproc) {
    BakeryState journal = BakeryState.of(zproc);
    journal.names().append("stamp made");
    return new Stamp(journal);
  }

  static Trap throwing() {
    return new Trap("throws");
  }

  static Trap hanging() {
    return new Trap("hangs");
  }

  /** One run for each cookie. */
  @ChildProcess(setup = "press")
  @WaitFor(value = "changed(now.cookies) && now.cookies > 0", repeat = true)
  static void runs(Press press, BakeryState bakery, Bakery now) {
    bakery.names().append("use " + press.use());
    if (now.cookies() == 3) {
      throw new ProcessExit(0);
    }
  }

  /** Ends in the way that it is told. */
  @ChildProcess(setup = {"stamp", "press"})
  static int ends(String how, Press press, BakeryState bakery, Stamp stamp) throws Exception {
    bakery.names().append("runs");
    switch (how) {
      case "returns" -> {}
      case "throws" -> throw new IOException("disk full");
      case "waits" -> new CountDownLatch(1).await();
      case "exits" -> System.exit(3);
      default -> throw new IllegalArgumentException(how);
    }
    return press.use() + 6;
  }

  @ChildProcess(setup = {"press", "throwing"})
  static int throwsAtTheEnd(Press press, Trap trap) {
    return 7;
  }

  @ChildProcess(setup = {"press", "hanging"})
  static int hangsAtTheEnd(Press press, Trap trap) {
    return 7;
  }

  static Press broken() throws IOException {
    throw new IOException("no model", new IllegalStateException("no disk"));
  }

  /** Never runs. */
  @ChildProcess(setup = {"stamp", "broken"})
  static int neverRuns(Stamp stamp, Press press) {
    throw new IllegalStateException("it ran");
  }

  static Press third(BakeryState journal) throws IOException {
    if (journal.sold().add(1) < 3) {
      throw new IOException("not yet");
    }
    return new Press(journal);
  }

  /** Runs in its third process. */
  @ChildProcess(
      setup = "third",
      restart = @Restart(retryOn = IOException.class, max = 5, backoff = "1ms"))
  static int later(Press press) {
    return press.use();
  }

  static Press exiting() {
    throw new ProcessExit(5);
  }

  @ChildProcess(setup = "exiting")
  static void neverRunsEither(Press press) {
    throw new IllegalStateException("it ran");
  }

  static Press slow(BakeryState journal) {
    journal.names().append("begun");
    journal.await(journal.cookies().atLeast(1));
    return new Press(journal);
  }

  /** Is set up when there is a cookie. */
  @ChildProcess(setup = "slow")
  static int patient(Press press) {
    return press.use();
  }
}
