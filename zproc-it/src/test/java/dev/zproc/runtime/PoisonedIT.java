package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.TaskFailedException;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.StateEngine;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are no value, on every way on which real processes come by them. */
@ExtendWith(NoOrphans.class)
@Timeout(120)
class PoisonedIT {

  /** Two thousand million elements. */
  private static final byte[] BOMB = {'K', -1, -1, -1, -1, 7};

  private static ZProc zproc;
  private static BakeryState bakery;

  @BeforeAll
  static void open() {
    zproc = ZProc.open(options -> options.output(Output.DISCARD));
    bakery = BakeryState.of(zproc);
  }

  @AfterEach
  void mend() {
    bakery.last().set(null);
  }

  @AfterAll
  static void close() {
    zproc.close();
  }

  /** The engine of this process, which takes any bytes. */
  private static StateEngine engine() {
    try {
      Field field = ZProc.class.getDeclaredField("session");
      field.setAccessible(true);
      return (StateEngine) field.get(zproc);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static long poison(Bytes key) throws InterruptedException, ExecutionException {
    return engine().commit(Commit.of(new Operation.Put(key, Bytes.wrap(BOMB)))).get().revision();
  }

  /** The same call with other bytes in the place of its last argument. */
  private static <R> Call<R> with(byte[] last, Call<R> call) {
    byte[] argument = call.encodedArguments().get(1);
    Arrays.fill(argument, (byte) -1);
    System.arraycopy(last, 1, argument, 1, last.length - 1);
    argument[0] =
        call.entry().parameters().get(1).name().startsWith("java.util.List")
            ? (byte) 'L'
            : (byte) 'K';
    return call;
  }

  static Stream<Call<Integer>> bombs() {
    List<Integer> ten = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    return Stream.of(
        with(BOMB, PoisonedLauncher.ints(1, new int[10])),
        with(BOMB, PoisonedLauncher.longs(1, new long[10])),
        with(BOMB, PoisonedLauncher.strings(1, new String[] {"one", "two", "three"})),
        with(BOMB, PoisonedLauncher.list(1, ten)),
        with(BOMB, PoisonedLauncher.nested(1, List.of(ten, ten))),
        with(BOMB, PoisonedLauncher.map(1, Map.of("one", Set.of(1, 2, 3)))),
        with(BOMB, PoisonedLauncher.number(1, BigInteger.TEN.pow(30))),
        with(BOMB, PoisonedLauncher.bytes(1, new byte[10])));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void anArgumentIsToldWithItsCallAndPlace(Call<Integer> call) {
    Child<Integer> child = zproc.spawn(call, spawn -> spawn.restart(RestartPolicy.ON_FAILURE));

    assertThatThrownBy(child::join)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining(BadValueException.class.getName())
        .hasMessageContaining("argument 2 of " + call.entry());
    assertThat(child.end()).isInstanceOf(ChildEnd.Threw.class);
    assertThat(child.restarts()).as("the bytes stay the same").isZero();
  }

  @Test
  void anArgumentOfATaskIsToldWithItsCallAndPlaceAndTheWorkerLivesOn() {
    try (Swarm swarm = zproc.swarm(options -> options.workers(1))) {
      bombs()
          .forEach(
              call ->
                  assertThat(swarm.submit(call))
                      .failsWithin(Duration.ofMinutes(1))
                      .withThrowableOfType(ExecutionException.class)
                      .withCauseInstanceOf(TaskFailedException.class)
                      .withMessageContaining(BadValueException.class.getName())
                      .withMessageContaining("argument 2 of " + call.entry()));
      assertThat(swarm.submit(PoisonedLauncher.seven()).join()).isEqualTo(7);
    }
  }

  /** A million and a half small lists, in a heap that has no room for them as objects. */
  @Test
  void anArgumentThatWouldFillTheHeapIsABadValue() {
    Call<Integer> call = PoisonedLauncher.nested(1, smallLists(1_500_000));

    Child<Integer> child = zproc.spawn(call, spawn -> spawn.heap("64m"));

    assertThatThrownBy(child::join)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("argument 2 of " + call.entry())
        .hasMessageContaining("half of this JVM's heap (-Xmx)");
    assertThat(zproc.spawn(call, spawn -> spawn.heap("512m")).join()).isEqualTo(1_500_001);
  }

  private static List<List<Integer>> smallLists(int count) {
    return Collections.nCopies(count, Arrays.asList((Integer) null));
  }

  @Test
  void aResultIsToldWithItsCall() {
    Child<BigInteger> child = zproc.spawn(PoisonedLauncher.hollow());

    for (int i = 0; i < 2; i++) {
      assertBad(child::join, "'" + child.name() + "', " + PoisonedLauncher.hollow());
    }
    assertThat(child.end()).as("it did its work").isEqualTo(new ChildEnd.Returned());
  }

  @Test
  void aResultOfATaskIsToldWithItsItem() {
    try (Swarm swarm = zproc.swarm(options -> options.workers(1))) {
      Call<BigInteger> hollow = PoisonedLauncher.hollow();
      assertThat(swarm.submit(hollow))
          .failsWithin(Duration.ofMinutes(1))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(BadValueException.class)
          .withMessageContaining("the result of item")
          .withMessageContaining(hollow.toString());
      assertBad(() -> swarm.share(hollow).result(), hollow.toString());
    }
  }

  private static void assertBad(ThrowingCallable call, String which) {
    assertThatThrownBy(call)
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("the result of " + which)
        .hasMessageContaining("java.math.BigInteger");
  }

  static Stream<Call<?>> readers() {
    return Stream.of(
        PoisonedLauncher.component(),
        PoisonedLauncher.predicate(),
        PoisonedLauncher.repeated(),
        PoisonedLauncher.snapshot());
  }

  /** Once, though it may be started again: the next attempt would see the same revision. */
  @ParameterizedTest
  @MethodSource("readers")
  void aValueIsToldWithKeyAndRevision(Call<?> call) throws Exception {
    long revision = poison(Keys.key("bakery", "last"));
    Child<?> child =
        zproc.spawn(
            call,
            spawn ->
                spawn.restart(
                    RestartPolicy.ALWAYS, 100, Duration.ofMinutes(1), Duration.ofMillis(10)));
    if (call.toString().contains("repeated")) {
      bakery.cookies().add(1);
    }

    assertThatThrownBy(child::join)
        .isInstanceOf(ZProcException.class)
        .hasMessageContaining("bakery.last at revision " + revision);
    assertThat(child.end()).isInstanceOf(ChildEnd.Threw.class);
    assertThat(child.restarts()).isZero();

    bakery.last().set(Order.of("Ann", 1));
    assertThat(zproc.spawn(PoisonedLauncher.predicate()).join())
        .as("once it is mended")
        .isEqualTo(bakery.cookies().get());
  }

  @Test
  void anEntryOfADictionaryIsToldWithKeyAndRevision() throws Exception {
    zproc.dictionary("box").put("bomb", "none yet");
    Bytes key =
        engine().range(Keys.entries("box", "dictionary"), 0).get().entries().stream()
            .map(Entry::key)
            .findFirst()
            .orElseThrow();
    long revision = poison(key);

    assertThatThrownBy(() -> zproc.spawn(PoisonedLauncher.dictionary()).join())
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining(BadValueException.class.getName())
        .hasMessageContaining("bomb")
        .hasMessageContaining("at revision " + revision);
  }
}
