package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.DeepStack;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop's own thread and those that wait take its turns. */
@Timeout(20)
class SharedTurnsTest {

  private final Loop loop = new Loop();
  private final SharedTurns turns = new SharedTurns(true, loop);
  private final CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();
  private final Thread own = new Thread(this::drive);

  /** Does what is put into it; by which thread, is written down. */
  private final class Loop implements SharedTurns.Work {

    final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    volatile boolean open = true;
    volatile boolean pending;
    volatile boolean stopped;

    @Override
    public void turn(BooleanSupplier over, boolean isOwn) {
      assertThat(isOwn).isEqualTo(Thread.currentThread() == own);
      if (isOwn) {
        pending = false;
      }
      try {
        Runnable next = over.getAsBoolean() ? work.poll() : work.poll(1, TimeUnit.HOURS);
        if (next != null) {
          next.run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public boolean isPending() {
      return pending;
    }

    @Override
    public boolean isOver() {
      return stopped;
    }

    @Override
    public void wake() {
      work.add(() -> {});
    }
  }

  private void drive() {
    Throwable cause = null;
    try {
      turns.drive();
    } catch (RuntimeException | Error e) {
      cause = e;
    }
    ended.complete(cause);
  }

  @AfterEach
  void stop() throws InterruptedException {
    loop.stopped = true;
    turns.call();
    loop.wake();
    own.join();
  }

  /** Has a turn taken that is over in this thread's turn; returns whose turn it was. */
  private Thread leadOnce() {
    Thread[] by = new Thread[1];
    loop.work.add(() -> by[0] = Thread.currentThread());
    turns.lead(() -> by[0] != null);
    return by[0];
  }

  @Test
  void whoeverWaitsTakesTheTurnsOfAThreadThatSleeps() throws Exception {
    own.start();
    CountDownLatch asleep = new CountDownLatch(1);
    loop.work.add(asleep::countDown);
    asleep.await();
    Thread[] by = new Thread[1];
    Thread feeder =
        new Thread(
            () -> {
              while (by[0] == null) {
                loop.work.add(
                    () -> {
                      // The own thread looks now and then, also when the lead is over.
                      if (Thread.currentThread() != own) {
                        by[0] = Thread.currentThread();
                      }
                    });
                Thread.yield();
              }
            });
    feeder.start();
    turns.lead(() -> by[0] != null);
    feeder.join();
    assertThat(by[0]).isSameAs(Thread.currentThread());
  }

  @Test
  void anInterruptEndsTheLeadAndIsLeftToBeSeen() {
    loop.work.add(() -> Thread.currentThread().interrupt());
    turns.lead(() -> false);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(leadOnce()).isSameAs(Thread.currentThread());
  }

  @Test
  void whatFailsInACallersTurnEndsTheLoop() throws Exception {
    IllegalStateException failure = new IllegalStateException("broken");
    loop.work.add(
        () -> {
          throw failure;
        });
    turns.lead(() -> false);
    assertThat(turns.takeOne()).isFalse();
    own.start();
    assertThat(ended.get()).isSameAs(failure);
  }

  /** Has next to nothing to do, so a stack that overflows does so where the role is left. */
  private static final class Idle implements SharedTurns.Work {

    final SharedTurns turns = new SharedTurns(true, this);
    volatile CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();
    final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    volatile boolean stopped;

    Idle() {
      Thread thread = new Thread(this::drive);
      thread.setDaemon(true);
      thread.start();
    }

    private void drive() {
      try {
        turns.drive();
      } catch (StackOverflowError e) {
        failed.complete(e);
      }
    }

    @Override
    public void turn(BooleanSupplier over, boolean isOwn) {
      if (isOwn) {
        taken.complete(null);
        LockSupport.parkNanos(1_000_000);
      }
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isPending() {
      return false;
    }

    @Override
    public boolean isOver() {
      return stopped;
    }

    @Override
    public void wake() {}
  }

  @Test
  void aStackThatOverflowsKeepsNobodyWaiting() throws Exception {
    DeepStack stack = new DeepStack(20_261_130);
    int overflowed = 0;
    Idle idle = new Idle();
    for (int i = 0; i < 400; i++) {
      boolean[] led = new boolean[1];
      idle.turns.lead(() -> led[0] || !(led[0] = true)); // after which nobody has the role
      if (stack.run(idle.turns::takeOne) != null) {
        overflowed++;
      }
      idle.taken = new CompletableFuture<>();
      idle.turns.call();
      CompletableFuture.anyOf(idle.taken, idle.failed).get(10, TimeUnit.SECONDS);
      if (idle.failed.isDone()) {
        idle = new Idle();
      }
    }
    idle.stopped = true;
    assertThat(overflowed).isPositive();
  }

  @Test
  void whatIsLeftForTheOwnThreadIsDoneByIt() throws Exception {
    own.start();
    CompletableFuture<Thread> duty = new CompletableFuture<>();
    loop.work.add(
        () -> {
          loop.open = false;
          loop.pending = true;
          loop.work.add(() -> duty.complete(Thread.currentThread()));
        });
    turns.lead(() -> !loop.open);
    turns.unfollow(() -> true);
    assertThat(duty.get()).isSameAs(own);
    assertThat(turns.takeOne()).isFalse();
  }

  @Test
  void overASocketThatIsNotSharedNobodyElseTakesTurns() {
    SharedTurns alone = new SharedTurns(false, loop);
    loop.work.add(() -> {});
    assertThat(alone.takeOne()).isFalse();
    alone.lead(() -> false);
    assertThat(loop.work).hasSize(1);
  }
}
