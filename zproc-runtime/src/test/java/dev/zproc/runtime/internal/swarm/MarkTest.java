package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkTest {

  /** In so many one goes wrong where the fence is missing, often. */
  private static final int RACES = 30_000;

  @TempDir private Path folder;
  private Mark mark;

  @BeforeEach
  void make() throws Exception {
    Path file = folder.resolve("mark");
    Files.write(file, new byte[8]);
    mark = Mark.open(file.toString());
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
              for (int i = 1; i <= RACES; i++) {
                await(round, i);
                shared.get().exitsByAnother();
                done.set(i);
              }
            });
    hook.setDaemon(true);
    hook.start();
    long dummy = 0;
    for (int i = 1; i <= RACES; i++) {
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

  private static void await(AtomicInteger number, int value) {
    for (int looks = 1; number.get() < value; looks++) {
      if (looks % 10_000 == 0) { // seldom: any pause is longer than what this is about
        Thread.yield();
      }
    }
  }
}
