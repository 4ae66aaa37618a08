package dev.zproc.junit;

import static dev.zproc.junit.ZProcAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.WaitInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assertions on what a state is to become; imported beside AssertJ's own, as tests do. */
class EventuallyTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  private ZProc zproc;
  private Kitchen_LarderState larder;

  @BeforeEach
  void open() {
    zproc = ZProc.open();
    larder = Kitchen_LarderState.of(zproc);
  }

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void waitsForEachKindOfKey() {
    Kitchen_LarderState writer = Kitchen_LarderState.of(zproc);
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              writer.cookies().set(5);
              writer.sold().set(6);
              writer.price().set(1.5);
              writer.open().set(true);
              writer.baker().set("ann");
              writer.names().append("choc");
              writer.orders().put("bob", 3);
            });

    assertThat(larder.cookies()).eventuallyEquals(5).eventually(n -> n > 4);
    assertThat(larder.sold()).eventuallyEquals(6L);
    assertThat(larder.price()).eventuallyEquals(1.5);
    assertThat(larder.open()).eventuallyEquals(true);
    assertThat(larder.baker()).eventually("ann"::equals, "ann");
    assertThat(larder.names()).eventuallySatisfies(names -> assertThat(names).contains("choc"));
    assertThat(larder.orders())
        .eventuallyContains("bob", 3)
        .eventuallyContainsKey("bob")
        .eventuallyDoesNotContainKey("ann")
        .eventuallyHasSize(1)
        .eventuallyEquals(Map.of("bob", 3))
        .eventually(orders -> orders.get("bob") == 3);
    assertThat(larder).eventually(l -> l.cookies() == 5 && l.open());
    assertThat(larder).eventually(larder.cookies().atLeast(5).and(larder.open().equalTo(true)));
    assertThat(written).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void findsWhatHeldForAMomentOnly() {
    for (int i = 1; i <= 100; i++) {
      Kitchen_LarderState.of(zproc).cookies().set(i);
    }

    assertThat(larder.cookies()).within(Duration.ZERO).eventuallyEquals(50);
    assertThat(larder.cookies().get()).isEqualTo(100);
  }

  @Test
  void theErrorTellsKeyExpectationValuesAndWaits() {
    CompletableFuture<?> wait = larder.awaitAsync(larder.baker().equalTo("zoe"));
    Kitchen_LarderState writer = Kitchen_LarderState.of(zproc);
    writer.cookies().set(3);
    writer.cookies().set(4);
    long last = writer.meta().newestRevision();

    Throwable error =
        catchThrowable(
            () -> assertThat(larder.cookies()).as("the jar").within(SOON).eventuallyEquals(5));

    assertThat(error.getStackTrace()[0].getClassName())
        .as("no frame of ours stands above that of the test")
        .isEqualTo(EventuallyTest.class.getName());
    assertThat(error)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "[the jar]",
            "Expecting larder.cookies to become, within 1 s:\n  equal to 5\n",
            "revision " + (last - 1) + ": 3\n",
            "revision " + last + ": 4\n",
            "root waits for baker == 'zoe' (larder.baker = null)")
        .hasMessageNotContaining("an assertion on");
    wait.cancel(true);
  }

  @Test
  void theErrorOfManyChangesHasTheLastOnes() {
    for (int i = 1; i <= 100; i++) {
      Kitchen_LarderState.of(zproc).cookies().set(i);
    }

    assertThatThrownBy(
            () -> assertThat(larder.cookies()).within(SOON).eventually(n -> n < 0, "a debt"))
        .hasMessageContainingAll("  a debt\n", "in the last 10 of 101:", ": 91\n", ": 100\n")
        .hasMessageNotContaining(": 90\n");
  }

  @Test
  void theErrorOfAPredicateTellsWhereItIsFrom() {
    assertThatThrownBy(() -> assertThat(larder).within(SOON).eventually(l -> l.cookies() > 5))
        .hasMessageContainingAll("Expecting larder to become", EventuallyTest.class.getName());
    assertThatThrownBy(
            () -> assertThat(larder).within(SOON).eventually(larder.cookies().greaterThan(5)))
        .hasMessageContainingAll("a state in which cookies > 5", ": ", "Nobody waits");
  }

  @Test
  void theErrorOfAssertionsHasTheLastOfTheirs() {
    Throwable error =
        catchThrowable(
            () ->
                assertThat(larder.names())
                    .within(SOON)
                    .eventuallySatisfies(names -> assertThat(names).isEqualTo(List.of("choc"))));

    assertThat(error).hasMessageContaining("[\"choc\"]").hasCauseInstanceOf(AssertionError.class);
  }

  @Test
  void whatAPredicateThrowsEndsTheWait() {
    assertThatThrownBy(
            () ->
                assertThat(larder.cookies())
                    .eventually(
                        n -> {
                          throw new IllegalStateException("mine");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> assertThat(larder.cookies()).eventuallyEquals(1))
        .isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aMapIsOneForAssertJToo() {
    larder.orders().put("bob", 3);

    assertThat(larder.orders()).hasSize(1).containsEntry("bob", 3).eventuallyHasSize(1);
    assertThat(larder.snapshot().orders()).hasSize(1).containsOnlyKeys("bob");
    assertThatThrownBy(() -> assertThat(larder.orders()).hasSize(2))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bob");
  }

  @Test
  void aMapOfASnapshotCannotBecomeAnything() {
    assertThatThrownBy(() -> assertThat(larder.snapshot().orders()).eventuallyHasSize(1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("orders() of a snapshot");
  }
}
