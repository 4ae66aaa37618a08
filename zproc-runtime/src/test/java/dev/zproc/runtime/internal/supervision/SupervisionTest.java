package dev.zproc.runtime.internal.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.process.IdleJvm;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Logged;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is thrown while something is done about children. */
class SupervisionTest {

  private static final OutOfMemoryError FULL = new OutOfMemoryError("Java heap space");

  /** As the JVM says it. */
  private static final OutOfMemoryError NO_THREAD =
      new OutOfMemoryError(
          "unable to create native thread: possibly out of memory or process/resource limits"
              + " reached");

  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final Engines engines = new Engines();
  private final Supervision supervision =
      new Supervision(
          engines.root, IdleJvm.Source.NONE, ParentJvm.current(), event -> {}, faults::add);

  @AfterEach
  void close() {
    supervision.close();
    engines.close();
  }

  private static Runnable throwing(Error error) {
    return () -> {
      throw error;
    };
  }

  @Test
  void aFullHeapConcernsTheContext() {
    AtomicBoolean lost = new AtomicBoolean();
    supervision.guarded(throwing(FULL), "baker", () -> lost.set(true));
    supervision.later(Duration.ZERO, throwing(FULL));

    await().until(() -> faults.equals(List.of(FULL, FULL)));
    assertThat(lost).isFalse();
  }

  @Test
  void aThreadThatTheSystemRefusesConcernsOneChild() {
    AtomicBoolean lost = new AtomicBoolean();
    try (Logged logged = new Logged(Supervision.class.getName(), Level.ALL)) {
      supervision.guarded(throwing(NO_THREAD), "baker", () -> lost.set(true));
      supervision.later(Duration.ZERO, throwing(NO_THREAD));

      await().until(() -> logged.lines().size() == 2);
      assertThat(logged.lines().get(0))
          .startsWith(
              "WARNING zproc lost its hold of 'baker', since the system refuses another thread");
    }
    assertThat(lost).isTrue();
    assertThat(faults).isEmpty();
  }

  @Test
  void whoSendsASignalIsToldThatThereIsNoThreadForIt() {
    CompletableFuture<Object> sent = new CompletableFuture<>();
    Attempt.tell(
        sent,
        () -> {
          throw NO_THREAD;
        });
    assertThat(sent).isCompletedExceptionally();
    assertThatThrownBy(sent::join).hasCause(NO_THREAD);
  }

  @Test
  void whoSendsASignalIsToldOfAFullHeapAsAllAre() {
    CompletableFuture<Object> sent = new CompletableFuture<>();
    supervision.guarded(
        () ->
            Attempt.tell(
                sent,
                () -> {
                  throw FULL;
                }),
        "baker",
        () -> {});
    assertThatThrownBy(sent::join).hasCause(FULL);
    assertThat(faults).containsExactly(FULL);
  }
}
