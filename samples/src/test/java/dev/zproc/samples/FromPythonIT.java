package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.Ping;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.child.ProcessExit;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.state.Change;
import dev.zproc.runtime.state.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state that the tests below share with their children. */
@State
interface Sheet {
  @Nullable Boolean flag();

  @Nullable Boolean none();

  @Nullable Boolean avail();

  int counter();

  int other();
}

/** The tests that Python's zproc had about state, between processes as there. */
class FromPythonIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final ZProc zproc = ZProc.open();
  private final SheetState state = SheetState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  @ChildProcess
  static void updater(SheetState state) {
    state.none().set(true);
    state.none().set(null);
    state.flag().set(false);
    state.avail().set(true);
    state.flag().set(true);
    state.none().set(true);
  }

  @ChildProcess
  static void counter(SheetState state, int to) {
    for (int i = 1; i <= to; i++) {
      state.counter().set(i);
    }
  }

  /** Writes two keys, and hangs before it has committed. */
  @ChildProcess
  static void hangsInATransaction(SheetState state, Path mark) {
    state.atomically(
        draft -> {
          draft.counter(5);
          draft.other(draft.other() + 5);
          try {
            Files.writeString(mark, "in it");
            Thread.sleep(Long.MAX_VALUE);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @ChildProcess
  @WaitFor(value = "flag == true || none == true", repeat = true)
  static void calledForEveryMatch(SheetState state, Sheet then) {
    if (state.other().add(1) == 3) {
      throw new ProcessExit(0);
    }
  }

  @Test
  void whenChange() {
    zproc.spawn(FromPythonITLauncher.updater());
    assertThat(state.awaitChange(SOON).snapshot().none()).isTrue();
  }

  @Test
  void when() {
    zproc.spawn(FromPythonITLauncher.updater());
    assertThat(state.await(s -> s.flag() == Boolean.TRUE, SOON).flag()).isTrue();
  }

  @Test
  void whenEqualAndNotEqual() {
    zproc.spawn(FromPythonITLauncher.updater());
    assertThat(state.await(state.flag().equalTo(true), SOON).flag()).isTrue();
    assertThat(state.await(state.flag().notEqualTo(false), SOON).flag()).isTrue();
  }

  @Test
  void whenNoneAndNotNone() {
    zproc.spawn(FromPythonITLauncher.updater());
    assertThat(state.await(state.none().isNotNull(), SOON).none()).isTrue();
    assertThat(state.await(state.none().isNull(), SOON).none()).isNull();
    assertThat(state.await(state.none().truthy(), SOON).none()).isTrue();
  }

  @Test
  void whenAvailable() {
    zproc.spawn(FromPythonITLauncher.updater());
    assertThat(state.await(state.avail().available(), SOON).avail()).isTrue();
  }

  @Test
  void callWhen() {
    Child<Void> child = zproc.spawn(FromPythonITLauncher.calledForEveryMatch());
    zproc.spawn(FromPythonITLauncher.updater()).join();
    // none is true at one revision, flag at one, both at one.
    child.join();
    assertThat(state.other().get()).isEqualTo(3);
  }

  @Test
  void notLive() {
    zproc.spawn(FromPythonITLauncher.counter(10)).join();
    assertThat(state.counter().awaitChange(SOON)).isEqualTo(1);
    assertThat(state.counter().awaitChange(SOON)).isEqualTo(2);
  }

  @Test
  void live() {
    try (Watch<Sheet> watch = state.watch(state.counter()).live().open()) {
      zproc.spawn(FromPythonITLauncher.counter(1000)).join();
      int seen = 0;
      int looks = 0;
      while (seen < 1000) {
        int now = watch.next(SOON).value(state.counter());
        assertThat(now).isGreaterThan(seen);
        seen = now;
        looks++;
      }
      assertThat(looks).isLessThan(1000);
    }
  }

  @Test
  void countStartAndIdentical() {
    long start = state.meta().newestRevision();
    zproc.spawn(FromPythonITLauncher.counter(3)).join();
    state.counter().set(3); // identical
    state.goLive();
    int seen = 0;
    try (Watch<Sheet> watch = state.watch().from(start).includeIdentical().limit(4).open()) {
      for (Change<Sheet> change : watch) {
        assertThat(change.value(state.counter())).isEqualTo(Math.min(++seen, 3));
      }
    }
    assertThat(seen).isEqualTo(4);
  }

  @Test
  void aTimeoutIsNeverEarly() {
    Duration timeout = Duration.ofMillis(50);
    for (Runnable wait :
        new Runnable[] {
          () -> state.awaitChange(timeout),
          () -> state.counter().awaitChange(timeout),
          () -> state.await(s -> false, timeout),
          () -> state.await(state.counter().atLeast(1), timeout)
        }) {
      long begin = System.nanoTime();
      assertThatThrownBy(wait::run).isInstanceOf(WaitTimeoutException.class);
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(timeout.toNanos());
    }
  }

  @Test
  void exceptionContract() {
    long before = state.meta().newestRevision();
    assertThatThrownBy(
            () ->
                state.atomically(
                    draft -> {
                      draft.counter(5);
                      throw new IllegalStateException("mine");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(state.counter().exists()).isFalse();
    assertThat(state.meta().newestRevision()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL", "INT", "stop"})
  void signalContract(String signal, @TempDir Path folder) throws Exception {
    Path mark = folder.resolve("mark");
    Child<Void> child =
        zproc.spawn(FromPythonITLauncher.hangsInATransaction(mark), spawn -> spawn.name("hangs"));
    await().atMost(SOON).until(() -> Files.exists(mark));
    long before = state.meta().newestRevision();
    if (signal.equals("stop")) {
      child.stop();
    } else if (signal.equals("INT")) {
      // An interrupt from the keyboard is for the root to act on.
      send(signal, child);
      child.kill();
    } else {
      send(signal, child);
    }
    child.onExit().join();
    assertThat(state.counter().exists()).isFalse();
    assertThat(state.other().get()).isZero();
    assertThat(state.meta().newestRevision()).isEqualTo(before);
  }

  private static void send(String signal, Child<?> child) throws Exception {
    assertThat(child.pid()).isGreaterThan(1); // anything else would be for more than one process
    new ProcessBuilder("kill", "-" + signal, "" + child.pid()).inheritIO().start().waitFor();
  }

  @Test
  void namespaces() {
    SheetState one = SheetState.of(zproc, "test1");
    SheetState two = SheetState.of(zproc, "test2");
    one.counter().set(10);
    two.other().set(10);
    assertThat(one.other().exists()).isFalse();
    assertThat(two.counter().exists()).isFalse();
    assertThat(state.counter().exists()).isFalse();
    zproc.dictionary("test3").put("foo", 10);
    assertThat(zproc.dictionary("test4")).isEmpty();
  }

  @Test
  void ping() {
    long pid = ProcessHandle.current().pid(); // the server is a thread of the opener
    assertThat(zproc.ping().serverPid()).isEqualTo(pid);
    assertThat(zproc.ping(SOON)).extracting(Ping::serverPid).isEqualTo(pid);
    ZProc closed = ZProc.open();
    closed.close();
    assertThatThrownBy(closed::ping).isInstanceOf(ContextClosedException.class);
  }
}
