package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 5,000 writes a second, for a while: nothing grows, the files least of all. */
class DurableSoakTest {

  private static final int SECONDS = Boolean.getBoolean("zproc.full") ? 90 : 6;
  private static final int PER_SECOND = 5_000;
  private static final int AT_ONCE = 50;

  /** A write-ahead log may be at its smallest before, and has 12 MB when it is worked in. */
  private static final long FILES_GROW = 20 << 20;

  @TempDir Path folder;

  private record Use(long heap, int threads, long descriptors, long files) {}

  @Test
  @Timeout(300)
  void nothingGrows() throws IOException {
    StoreLimits limits =
        new StoreLimits(5_000, 64 << 20, 1024, 1 << 20, 100, 100, 100, Long.MAX_VALUE);
    Path file = folder.resolve("state");
    try (Engines engines =
        new Engines(DurableOptions.of(file, Durable.Level.PROCESS).withLimits(limits))) {
      EngineSession session = engines.child();
      write(session, SECONDS / 3.0);
      Use before = use();
      write(session, SECONDS * 2 / 3.0);
      Use after = use();
      System.out.println(before + " then " + after);
      assertThat(after.files()).isLessThan(before.files() + FILES_GROW);
      assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 2);
      assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 5);
      assertThat(after.heap()).isLessThan(before.heap() + (16 << 20));
    }
  }

  private static void write(EngineSession session, double seconds) {
    byte[] value = new byte[100];
    long begin = System.nanoTime();
    long calm = CalmTime.nanos();
    int rounds = (int) (seconds * PER_SECOND / AT_ONCE);
    for (int round = 0; round < rounds; round++) {
      List<CompletableFuture<CommitResult>> answers = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        value[0] = (byte) i;
        answers.add(
            session.commit(
                Commit.of(
                    new Operation.Put(key("key" + (round * 7 + i) % 500), Scalar.of(value)))));
      }
      answers.forEach(Engines::get);
      long due = begin + TimeUnit.SECONDS.toNanos(1) * AT_ONCE * (round + 1) / PER_SECOND;
      LockSupport.parkNanos(due - System.nanoTime());
    }
    assertThat(get(session.ping()).revision()).isPositive();
    assertThat(TimeUnit.NANOSECONDS.toMillis(CalmTime.nanos() - calm))
        .as("milliseconds for %s s of writes", seconds)
        .isLessThan((long) (seconds * 1_500) + 2_000);
  }

  private Use use() throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long files = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.toList()) {
        files += Files.size(each);
      }
    }
    Path own = Path.of("/proc/self/fd");
    long descriptors = 0;
    if (Files.exists(own)) {
      try (Stream<Path> open = Files.list(own)) {
        descriptors = open.count();
      }
    }
    return new Use(
        runtime.totalMemory() - runtime.freeMemory(), Thread.activeCount(), descriptors, files);
  }
}
