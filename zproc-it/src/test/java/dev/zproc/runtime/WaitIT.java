package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.fixtures.BakeryState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Children and the state: births, waits and snapshots across real processes. */
@ExtendWith(NoOrphans.class)
class WaitIT {

  private final ZProc zproc = Contexts.open();
  private final BakeryState bakery = BakeryState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void runsWhenItsConditionHolds() {
    Child<Integer> child = zproc.spawn(BakersLauncher.bake(5));
    await().until(() -> child.status() == ChildStatus.WAITING);
    assertThat(zproc.waits()).anyMatch(wait -> wait.process().equals("bake"));

    bakery.cookies().set(5);
    bakery.cookies().set(6);

    assertThat(child.join()).isEqualTo(6);
  }

  @Test
  void missesNothingWhileItsJvmStarts() {
    Child<Integer> child = zproc.spawn(BakersLauncher.bake(5));

    bakery.cookies().set(7); // true only now, long before the child is up
    bakery.cookies().set(0);

    assertThat(child.join()).isEqualTo(7);
  }

  @Test
  void runsAtOnceIfItsConditionHoldsAtBirth() {
    bakery.cookies().set(9);

    assertThat(zproc.spawn(BakersLauncher.bake(5)).join()).isEqualTo(9);
  }

  @Test
  void endsWithAWaitTimeout() {
    Child<Integer> child = zproc.spawn(BakersLauncher.bakeSoon(5));

    assertThatThrownBy(child::join)
        .hasMessageContaining(
            "\"cookies > min\" has not come true within 100 ms; bakery.cookies = 0");
    assertThat(child.end())
        .isInstanceOfSatisfying(
            ChildEnd.Threw.class,
            threw -> assertThat(threw.className()).isEqualTo(WaitTimeoutException.class.getName()));
  }

  @Test
  void isStoppedWhileItWaits() {
    Child<Integer> child = zproc.spawn(BakersLauncher.bake(5));
    await().until(() -> child.status() == ChildStatus.WAITING);

    child.stop();

    assertThat(child.exitCode()).hasValue(1);
    assertThat(zproc.waits()).isEmpty();
  }

  @Test
  void runsForEveryMatchInOrder() {
    Child<Void> child = zproc.spawn(BakersLauncher.repeat());

    for (int i = 1; i <= 20; i++) {
      bakery.cookies().set(i);
    }
    bakery.cookies().set(100);

    assertThat(child.join()).isNull();
    assertThat(bakery.names().get())
        .containsExactly(
            "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
            "17", "18", "19", "20", "100");
  }

  @Test
  void evaluatesInTheChildWhatOnlyJavaCanTell() {
    Child<Integer> child = zproc.spawn(BakersLauncher.test());

    bakery.cookies().set(3); // costs 3: true only now
    bakery.cookies().set(4);

    assertThat(child.join()).isEqualTo(3);
  }

  @Test
  void seesChangesFromItsBirthOnInItsMethodToo() {
    Child<Integer> child = zproc.spawn(BakersLauncher.await());

    bakery.cookies().set(11);
    bakery.cookies().set(12);

    assertThat(child.join()).isEqualTo(11);
  }

  @Test
  void seesTheStateAtItsBirth() {
    bakery.cookies().set(1);
    Child<Integer> child = zproc.spawn(BakersLauncher.see());
    bakery.cookies().set(2);

    assertThat(child.join()).isEqualTo(1);
  }

  @Test
  void spawnsChildrenOfItsOwnOnTheSameState() {
    assertThat(zproc.spawn(BakersLauncher.nest(3)).join()).isEqualTo(6);
    assertThat(bakery.cookies().get()).isEqualTo(6);
  }

  @Test
  void answersPings() {
    assertThat(zproc.ping().serverPid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(zproc.ping(Duration.ofSeconds(30)).revision())
        .isEqualTo(bakery.meta().newestRevision());
    assertThat(zproc.spawn(BakersLauncher.ping()).join()).isEqualTo(ProcessHandle.current().pid());
    assertThat(zproc.children()).isEqualTo(List.of());
  }
}
