package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * No play, but what all others need: is ready when children start with an archive of classes, which
 * the first spawn of a class path has made. A JVM that makes one beside what is measured would be
 * measured, too; and one that is only open while a curve is at one point never gets as far.
 */
public final class ArchiveReady implements Play {

  private static final int ATTEMPTS = 600;
  private static final int PAUSE_MILLIS = 100;

  /** Waits until it is so. */
  public ArchiveReady(Assignment assignment) throws InterruptedException {
    try (ZProc zproc = ZProc.open()) {
      for (int attempt = 1; !startsWithArchive(zproc); attempt++) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("children still start without an archive of classes");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  @ChildProcess
  static void stay() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static boolean startsWithArchive(ZProc zproc) {
    Child<Void> child = zproc.spawn(ArchiveReadyLauncher.stay());
    List<String> words =
        ProcessHandle.of(child.pid())
            .flatMap(process -> process.info().arguments())
            .map(List::of)
            .orElse(List.of());
    child.kill();
    return words.stream()
        .anyMatch(
            word ->
                word.startsWith("-XX:SharedArchiveFile=") // before JDK 25
                    || word.startsWith("-XX:AOTCache="));
  }

  @Override
  public Tally sample() {
    throw new UnsupportedOperationException("there is nothing to measure");
  }
}
