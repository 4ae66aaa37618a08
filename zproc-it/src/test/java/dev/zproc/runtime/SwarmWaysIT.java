package dev.zproc.runtime;

import static dev.zproc.runtime.Tasks.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.SwarmFailedException;
import dev.zproc.runtime.failure.TaskFailedException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the items of a map or a stream where its caller fails. */
@Timeout(60)
class SwarmWaysIT {

  private static final long FOR_EVER = 1_000_000;

  private static ZProc zproc;
  private static Swarm swarm;

  @BeforeAll
  static void open() {
    zproc = ZProc.open(o -> o.output(Output.DISCARD));
    swarm = zproc.swarm(s -> s.workers(2));
  }

  @AfterAll
  static void close() {
    zproc.close();
  }

  @AfterEach
  void accept() {
    Witnesses.Witness.refusal = null;
  }

  /** As languages do in which nobody has to declare what is thrown. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> void sneak(Exception thrown) throws E {
    throw (E) thrown;
  }

  private static <R> Function<Integer, Call<R>> sneakingAt(int number, Call<R> call) {
    return i -> {
      if (i == number) {
        SwarmWaysIT.<RuntimeException>sneak(new IOException("no call for " + i));
      }
      return call;
    };
  }

  /** Both workers have nothing to do, though what they were given takes for ever. */
  private static void assertIdle() {
    Awaitility.await().until(() -> swarm.observed().running() == 0);
    assertThat(swarm.map(List.of(1, 2), TasksLauncher::square)).containsExactly(1, 4);
  }

  @Test
  void aStreamThatThrewWhatNobodyDeclaresHasNoMoreElements() {
    Function<Integer, Call<Integer>> sneaks = sneakingAt(10, TasksLauncher.square(1));
    for (Stream<Integer> each :
        List.of(swarm.stream(numbers(20), sneaks), swarm.unordered(numbers(20), sneaks))) {
      Iterator<Integer> squares = each.iterator();
      assertThatThrownBy(() -> squares.forEachRemaining(square -> {}))
          .isInstanceOf(IOException.class);
      assertThat(squares.hasNext()).isFalse();
    }
  }

  @Test
  void whatNobodyDeclaresCancelsWhatIsUnderway() {
    Call<Long> endless = TasksLauncher.sleep(FOR_EVER);
    // More than are handed over at a time, so that workers have some of them.
    Function<Integer, Call<Long>> sneaks = sneakingAt(1_000, endless);
    assertThatThrownBy(() -> swarm.map(numbers(1_001), sneaks)).isInstanceOf(IOException.class);
    assertIdle();
    assertThatThrownBy(() -> swarm.settle(numbers(1_001), sneaks)).isInstanceOf(IOException.class);
    assertIdle();
    assertThatThrownBy(
            () ->
                swarm.forEach(
                    numbers(10),
                    i -> i == 0 ? TasksLauncher.sleep(1) : endless,
                    result -> SwarmWaysIT.<RuntimeException>sneak(new IOException("no"))))
        .isInstanceOf(IOException.class);
    assertIdle();
  }

  static Stream<Error> refusals() {
    return Stream.of(new AssertionError("refused"), new InternalError("refused"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void anErrorWhileAResultIsReadCancelsWhatIsUnderway(Error refusal) {
    Witnesses.Witness.refusal = refusal;
    Function<Integer, Call<Witnesses.Witness>> firstCome =
        i -> WitnessesLauncher.make(i, i < 5_000 ? 0 : FOR_EVER);
    // A map looks at results only once many have come.
    List<Integer> many = numbers(8_000);
    Iterator<?> results = swarm.stream(many, firstCome).iterator();
    List<ThrowingCallable> ways = List.of(() -> swarm.map(many, firstCome), results::next);
    for (ThrowingCallable way : ways) {
      assertThatThrownBy(way)
          .isInstanceOfAny(BadValueException.class, InternalError.class)
          .hasMessageContaining("refused");
      assertIdle();
    }
    assertThat(results.hasNext()).isFalse();
  }

  /** As far as that says no more than that a value cannot be made here. */
  @Test
  void aResultThatCannotBeMadeHereIsTheFailureOfItsItem() {
    Witnesses.Witness.refusal = new NoClassDefFoundError("only there");
    List<TaskResult<Witnesses.Witness>> results =
        swarm.settle(numbers(3), i -> WitnessesLauncher.make(i, 0));
    assertThat(results)
        .extracting(TaskResult::failure)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(BadValueException.class)
                    .hasMessageContaining("only there"));
  }

  /**
   * A thread that hands over the items of a source without an end, as they come, until it fails.
   */
  private static final class Endless extends Thread {
    final AtomicInteger drawn = new AtomicInteger();
    final AtomicInteger handedOver = new AtomicInteger();
    volatile @Nullable Throwable thrown;
    private final Swarm own;

    Endless(Swarm own) {
      this.own = own;
      start();
      Awaitility.await().until(() -> handedOver.get() > 0);
    }

    @Override
    public void run() {
      Iterable<Integer> source = () -> Stream.generate(drawn::incrementAndGet).iterator();
      try {
        own.forEach(source, i -> TasksLauncher.square(2), this::take);
      } catch (Throwable e) {
        thrown = e;
      }
    }

    private void take(TaskResult<Integer> result) {
      handedOver.incrementAndGet();
      LockSupport.parkNanos(100_000); // slower than workers are, so that results are always there
    }

    void awaitEnd() {
      Awaitility.await().until(() -> !isAlive());
    }
  }

  @Test
  void whatHasNoEndEndsWithTheSwarm() {
    Swarm own = zproc.swarm(s -> s.workers(1));
    Endless caller = new Endless(own);
    own.stop();
    caller.awaitEnd();
    assertThat(caller.thrown)
        .isInstanceOf(SwarmFailedException.class)
        .hasMessageContaining("no more items are drawn, and some may be left")
        .hasMessageContaining("is closed");
    assertThat(caller.handedOver).hasValue(caller.drawn.get());
  }

  @Test
  void whatHasNoEndEndsWithAnInterrupt() {
    Endless caller = new Endless(swarm);
    caller.interrupt();
    caller.awaitEnd();
    assertThat(caller.thrown).isInstanceOf(WaitInterruptedException.class);
    assertIdle();
  }

  @Test
  void anInterruptTakesNothingFromWhatIsComplete() {
    Iterator<Integer> squares = swarm.stream(numbers(3), TasksLauncher::square).iterator();
    for (int i = 0; i < 3; i++) {
      assertThat(squares.next()).isEqualTo(i * i);
    }
    Thread.currentThread().interrupt();
    try {
      assertThat(squares.hasNext()).isFalse();
      assertThat(swarm.map(List.<Integer>of(), TasksLauncher::square)).isEmpty();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void whatHasNoEndEndsWhereNoWorkerStarts() {
    try (Swarm own = zproc.swarm(s -> s.workers(1).jvmArgs("-XX:NoSuchOption=1"))) {
      Endless caller = new Endless(own);
      caller.awaitEnd();
      assertThat(caller.thrown)
          .isInstanceOf(SwarmFailedException.class)
          .hasMessageContaining("NoSuchOption");
    }
  }

  /** Nobody gets less because the swarm has failed. */
  @Test
  void eachItemOfACollectionHasItsFailure() {
    try (Swarm own = zproc.swarm(s -> s.workers(1).jvmArgs("-XX:NoSuchOption=1"))) {
      AtomicInteger handedOver = new AtomicInteger();
      own.forEach(numbers(10_000), TasksLauncher::square, result -> handedOver.incrementAndGet());
      assertThat(handedOver).hasValue(10_000);
      assertThat(own.settle(numbers(10_000), TasksLauncher::square))
          .hasSize(10_000)
          .noneMatch(TaskResult::isSuccess);
    }
  }

  static List<String> orders() {
    return List.of("stream", "unordered");
  }

  /** Also where all of them are done, and only not taken. */
  @ParameterizedTest
  @MethodSource("orders")
  void drawsNoMoreThanTheirBytesAllow(String order) {
    byte[] mega = new byte[1 << 20];
    long most = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8) / mega.length;
    AtomicInteger drawn = new AtomicInteger();
    Iterable<Integer> endless = () -> Stream.generate(drawn::incrementAndGet).iterator();
    Function<Integer, Call<Integer>> toCall = i -> TasksLauncher.length(mega);
    try (Swarm own = zproc.swarm(s -> s.workers(1));
        Stream<Integer> lengths =
            order.equals("stream") ? own.stream(endless, toCall) : own.unordered(endless, toCall)) {
      Iterator<Integer> each = lengths.iterator();
      for (int taken = 1; taken <= 40; taken++) {
        assertThat(each.next()).isEqualTo(mega.length);
        Awaitility.await()
            .pollInterval(Duration.ofMillis(2))
            .until(() -> own.report().done() == drawn.get());
        assertThat(drawn.get() - taken)
            .as("drawn and not taken")
            .isLessThanOrEqualTo((int) most + 1);
      }
    }
  }

  /** Of which nobody knows, as the first are drawn, that they are large. */
  @ParameterizedTest
  @MethodSource("orders")
  void drawsNoMoreThanTheBytesOfTheirResultsAllow(String order) {
    int large = 4 << 20;
    long most = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8) / large;
    AtomicInteger drawn = new AtomicInteger();
    Iterable<Integer> endless = () -> Stream.generate(drawn::incrementAndGet).iterator();
    Function<Integer, Call<byte[]>> toCall = i -> TasksLauncher.bytes(large);
    try (Swarm own = zproc.swarm(s -> s.workers(2));
        Stream<byte[]> results =
            order.equals("stream") ? own.stream(endless, toCall) : own.unordered(endless, toCall)) {
      Iterator<byte[]> each = results.iterator();
      for (int taken = 1; taken <= 8; taken++) {
        assertThat(each.next()).hasSize(large);
        Awaitility.await()
            .pollInterval(Duration.ofMillis(2))
            .until(() -> own.report().done() == drawn.get());
        assertThat(drawn.get() - taken)
            .as("drawn and not taken")
            .isLessThanOrEqualTo((int) most + 2);
      }
    }
  }

  /** A source that takes its time, and counts what it was asked for. */
  private static final class Slow implements Iterable<Integer> {
    final AtomicInteger drawn = new AtomicInteger();
    private final int count;
    private final long pace;

    Slow(int count, long millis) {
      this.count = count;
      this.pace = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    public Iterator<Integer> iterator() {
      return Stream.generate(this::next).limit(count).iterator();
    }

    private int next() {
      LockSupport.parkNanos(pace);
      return drawn.getAndIncrement();
    }
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aSlowSourceHoldsUpNoResult(String order) {
    swarm.map(numbers(10), TasksLauncher::square);
    Slow slow = new Slow(1_000, 100);
    Function<Integer, Call<Integer>> square = TasksLauncher::square;
    try (Stream<Integer> squares =
        order.equals("stream") ? swarm.stream(slow, square) : swarm.unordered(slow, square)) {
      Iterator<Integer> each = squares.iterator();
      for (int i = 0; i < 5; i++) {
        each.next();
      }
      assertThat(slow.drawn).as("drawn before five results").hasValueLessThan(64);
    }
  }

  @Test
  void aSlowSourceHoldsUpNoFailure() {
    swarm.map(numbers(10), TasksLauncher::square);
    Slow slow = new Slow(1_000, 100);
    assertThatThrownBy(() -> swarm.map(slow, i -> TasksLauncher.poison(i, "throw")))
        .isInstanceOf(TaskFailedException.class);
    assertThat(slow.drawn).hasValueLessThan(64);
  }

  @Test
  void aSlowSourceLosesNothing() {
    assertThat(swarm.map(new Slow(50, 20), TasksLauncher::square)).hasSize(50).endsWith(49 * 49);
    List<Integer> handedOver = new ArrayList<>();
    swarm.forEach(
        new Slow(50, 20), TasksLauncher::square, result -> handedOver.add((int) result.index()));
    assertThat(handedOver).containsExactlyInAnyOrderElementsOf(numbers(50));
    assertThat(swarm.stream(new Slow(50, 20), TasksLauncher::square).toList()).hasSize(50);
  }

  /** All of one call, whose argument is there once. */
  @Test
  void submitsNoMoreThanTheHeapHasRoomFor() {
    long most = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);
    Call<Integer> large = TasksLauncher.length(new byte[1 << 20]);
    try (Swarm own = zproc.swarm(s -> s.workers(1))) {
      CompletableFuture<Long> endless = own.submit(TasksLauncher.sleep(FOR_EVER));
      List<CompletableFuture<Integer>> waiting = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                while (true) {
                  waiting.add(own.submit(large));
                }
              })
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("and may take " + most)
          .hasMessageContaining("wait for some of them");
      assertThat((long) waiting.size()).isBetween((most >> 20) - 2, most >> 20);
      waiting.get(0).cancel(true);
      Awaitility.await().until(() -> own.observed().unfinished() == waiting.size());
      assertThat(own.submit(large)).isNotDone();
      own.stop();
      assertThat(endless).isCompletedExceptionally();
    }
  }

  /** The broker's thread would do it, between the results of all. */
  @Test
  void aRecordingMakesNoArgumentsAgain() {
    Call<Integer> call = WitnessesLauncher.read(new Witnesses.Witness(1));
    int before = Witnesses.Witness.MADE.get();
    try (Recording recording = new Recording()) {
      recording.enable("zproc.SwarmTask");
      recording.start();
      swarm.map(numbers(100), i -> call);
    }
    assertThat(Witnesses.Witness.MADE).hasValue(before);
    assertThat(call).hasToString("dev.zproc.runtime.Witnesses.read(Witness)");
  }

  /** As far as more of them than are underway at a time. */
  @Test
  void theProgressOfACollectionIsThatOfAllItsItems() {
    List<SwarmProgress> told = new CopyOnWriteArrayList<>();
    try (Swarm own = zproc.swarm(s -> s.workers(2).progress(told::add))) {
      own.map(numbers(20_000), TasksLauncher::busy);
      Awaitility.await()
          .until(() -> !told.isEmpty() && told.get(told.size() - 1).unfinished() == 0);
      assertThat(told)
          .hasSizeGreaterThan(2)
          .allMatch(each -> each.done() + each.unfinished() == 20_000);
      told.clear();
      assertThatThrownBy(
              () -> own.map(numbers(20_000), i -> TasksLauncher.poison(i, i == 1 ? "throw" : "")))
          .isInstanceOf(TaskFailedException.class);
      Awaitility.await().until(() -> own.observed().unfinished() == 0);
    }
  }
}
