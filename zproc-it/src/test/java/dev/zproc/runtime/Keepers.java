package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Children that keep JVMs on standby for their own. */
final class Keepers {

  private Keepers() {}

  /** Returns whether a child of its own was one that had waited. */
  @ChildProcess
  static boolean keep(ZProc zproc) {
    zproc.standby(KidsLauncher.add(1, 1), 1);
    if (!zproc.awaitStandbys(Duration.ofSeconds(60))) {
      return false;
    }
    long waiting = zproc.standbys().get(0).pid();
    Child<Integer> child = zproc.spawn(KidsLauncher.add(1, 1));
    return child.join() == 2 && child.pid() == waiting;
  }

  /** Returns the main class that the JVM's own property names. */
  @ChildProcess
  static String command() {
    return System.getProperty("sun.java.command");
  }

  /** Returns the revision at which it was born. */
  @ChildProcess
  static long birth(CounterState counter) {
    return counter.meta().birth();
  }

  /** Returns the first change since its birth. */
  @ChildProcess
  static int change(CounterState counter) {
    return counter.runs().awaitChange();
  }

  /** Uses a class that leaves a mark as it is initialised. */
  @ChildProcess
  static String mark() {
    return Mark.TEXT.toString();
  }

  static final class Mark {

    static final StringBuilder TEXT = new StringBuilder("marked");

    static {
      try {
        Files.writeString(Path.of(System.getProperty("keepers.mark")), TEXT);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Mark() {}
  }
}
