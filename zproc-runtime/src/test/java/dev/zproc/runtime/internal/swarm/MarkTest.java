package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkTest {

  /** In so many one goes wrong where it is looked for once, often; a busy machine plays fewer. */
  private static final int RACES = 30_000;

  private static final int OVER = Integer.MAX_VALUE;

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  @TempDir private Path folder;
  private Mark mark;

  private final WorkerProcess.Starter files =
      new WorkerProcess.Starter() {
        @Override
        public WorkerProcess start(int worker, String endpoint, byte[] secret, String mark) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Path newFile() throws IOException {
          return Files.createFile(folder.resolve("made"));
        }
      };

  @BeforeEach
  void make() throws Exception {
    Path file = folder.resolve("mark");
    Files.write(file, new byte[8]);
    mark = Mark.open(file.toString());
  }

  @Test
  void anInterruptedThreadMakesOneAsAnyOther() {
    Thread.currentThread().interrupt();
    Mark made = Mark.make(files);
    Mark other = Mark.open(made.path());
    assertThat(Thread.interrupted()).isTrue();
    other.set(7);
    assertThat(made.get()).isEqualTo(7);
    made.delete();
  }

  /** Hooks take their time, and the main thread goes on meanwhile. */
  @Test
  void blamesNoTaskThatBeginsAfterAnotherThreadHasCalledExit() {
    mark.set(5);
    new ForeignExit(new Thread(), mark).run();
    assertThat(mark.get()).isEqualTo(-5);
    mark.set(Mark.NONE);
    assertThat(mark.get()).isEqualTo(Mark.NONE);
    mark.set(6);
    assertThat(mark.get()).isEqualTo(-6);
  }

  @Test
  void blamesNoTaskThatBeginsAfterAnExitBetweenTwo() {
    mark.set(Mark.NONE);
    new ForeignExit(new Thread(), mark).run();
    assertThat(mark.get()).isEqualTo(Mark.NONE);
    mark.set(6);
    assertThat(mark.get()).isEqualTo(-6);
  }

  @Test
  void blamesNoTaskThatBeginsAtThatMoment() throws Exception {
    ByteBuffer memory = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    AtomicInteger round = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicReference<Mark> shared = new AtomicReference<>();
    Thread hook =
        new Thread(
            () -> {
              for (int i = 1; await(round, i); i++) {
                shared.get().exitsByAnother();
                done.set(i);
              }
            });
    hook.setDaemon(true);
    hook.start();
    long dummy = 0;
    long start = System.nanoTime();
    int i = 1;
    for (; i <= RACES && System.nanoTime() - start < LONGEST_NANOS; i++) {
      Mark fresh = new Mark(null, memory); // by which nobody has exited yet
      fresh.set(Mark.NONE);
      shared.set(fresh);
      round.set(i);
      dummy += spin(i % 128); // the other one has to take notice first
      fresh.set(7);
      await(done, i);
      if (fresh.get() != -7) {
        fail("in round " + i + " it says " + fresh.get());
      }
    }
    round.set(OVER);
    hook.join();
    assertThat(dummy).isNotZero();
  }

  private static long spin(int times) {
    long sum = 1;
    for (int i = 0; i < times; i++) {
      sum = sum * 31 + i;
    }
    return sum;
  }

  /** Whether it is not over. */
  private static boolean await(AtomicInteger number, int value) {
    int now = number.get();
    for (int looks = 1; now < value; looks++, now = number.get()) {
      if (looks % 10_000 == 0) { // seldom: any pause is longer than what this is about
        Thread.yield();
      }
    }
    return now != OVER;
  }
}
