package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.failure.SignalException;
import dev.zproc.runtime.fixtures.BakeryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** A child that wants signals as exceptions. It tells in a file when it is ready for them. */
final class Catchers {

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Catchers() {}

  /** Does {@code what}, and writes into the file {@code log} what happens. */
  @ChildProcess
  static String catches(BakeryState bakery, String what, Path log) throws Exception {
    if (what.equals("again") && Files.exists(log)) {
      return "again";
    }
    try (SignalScope scope = SignalScope.open(Signal.TERM, Signal.INT, Signal.USR1)) {
      note(log, "ready");
      switch (what) {
        case "wait" -> bakery.cookies().awaitChange();
        case "check" -> {
          while (true) {
            scope.check();
          }
        }
        case "call" -> scope.call(() -> await(NEVER));
        case "close" -> {
          try {
            NEVER.await();
          } catch (InterruptedException e) {
            note(log, "woken"); // and nothing is said of a signal
          }
        }
        case "count" -> {
          for (int i = 1; i <= 3; i++) {
            try {
              bakery.cookies().awaitChange();
            } catch (SignalException e) {
              note(log, e.signalName());
            }
          }
          return "three";
        }
        case "let out", "again" -> {
          try {
            bakery.cookies().awaitChange();
          } catch (SignalException e) {
            throw e;
          } finally {
            note(log, "finally");
          }
        }
        case "let the interrupt out" -> NEVER.await();
        case "after" -> {}
        default -> throw new IllegalArgumentException();
      }
    } catch (SignalException e) {
      if (what.matches("let out|again")) {
        throw e;
      }
      return e.signalName() + " " + e.signal() + " " + Thread.currentThread().isInterrupted();
    }
    note(log, "closed");
    NEVER.await();
    return "";
  }

  private static boolean await(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return true;
  }

  private static void note(Path log, String line) throws IOException {
    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
