package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.fixtures.BakeryState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the accessors of a run begin, and what is said in durations that have no end. */
@ExtendWith(NoOrphans.class)
class RunBeginsIT {

  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

  private final ZProc zproc = ZProc.open(options -> options.stopTimeout(FOR_EVER));
  private final BakeryState bakery = BakeryState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void aRunBeginsAtItsMatchAndNotBefore() {
    Child<List<Integer>> child = zproc.spawn(RunBeginsLauncher.closes());
    bakery.price().set(1); // closed all the while
    bakery.open().set(true);
    bakery.price().set(2);
    bakery.atomically(
        draft -> {
          draft.open(false);
          draft.price(4);
        });
    bakery.price().set(5);

    assertThat(child.join()).containsExactly(4, 4);
  }

  @Test
  void soDoesEachRunOfARepeatedOne() {
    Child<Void> child = zproc.spawn(RunBeginsLauncher.follows());
    for (int i = 1; i <= 5; i++) {
      bakery.cookies().set(i);
    }
    bakery.cookies().set(100);

    child.join();
    assertThat(bakery.names().get()).containsExactly("2", "3", "4", "5", "100");
  }

  @Test
  void soDoesOneWhoseConditionOnlyJavaCanTell() {
    Child<Integer> child = zproc.spawn(RunBeginsLauncher.tested());
    for (int i = 1; i <= 5; i++) {
      bakery.cookies().set(i);
    }

    assertThat(child.join()).isEqualTo(4);
  }

  @Test
  void whatHoldsAtBirthIsFoundHoweverShortTheTime() {
    bakery.cookies().set(7);
    zproc
        .spawn(RunBeginsLauncher.atOnce(), 3)
        .forEach(child -> assertThat(child.join()).isEqualTo(7));
  }

  @Test
  void durationsWithoutEndAreForEver() {
    Child<Void> child =
        zproc.spawn(
            RunBeginsLauncher.stays(),
            spawn ->
                spawn
                    .timeout(FOR_EVER)
                    .stopTimeout(FOR_EVER)
                    .restart(RestartPolicy.ON_FAILURE, 3, FOR_EVER, FOR_EVER));
    ChildGroup group =
        zproc.group(
            "group",
            options ->
                options
                    .restarts(1, FOR_EVER)
                    .startTimeout(FOR_EVER)
                    .child(
                        RunBeginsLauncher.stays(),
                        member ->
                            member
                                .timeout(FOR_EVER)
                                .stopTimeout(FOR_EVER)
                                .restart(
                                    restart ->
                                        restart
                                            .on(RestartPolicy.ALWAYS)
                                            .backoff(FOR_EVER, 2, FOR_EVER)
                                            .resetAfter(FOR_EVER))));
    bakery.await(b -> b.sold() == 2, FOR_EVER);
    assertThat(zproc.ping(FOR_EVER).serverPid()).isEqualTo(ProcessHandle.current().pid());
    child.kill();
    assertThat(child.end()).isInstanceOf(ChildEnd.class);
    assertThatThrownBy(() -> child.join(FOR_EVER)).isNotInstanceOf(ArithmeticException.class);
    Child<Void> asked = zproc.spawn(RunBeginsLauncher.stays());
    bakery.cookies().set(-1);
    asked.join(FOR_EVER);
    assertThat(asked.join(Duration.ZERO)).isNull();
    assertThat(asked.result().join()).isNull();
    group.stop();
    group.join(FOR_EVER);
    assertThat(bakery.names().get()).isEmpty();
  }

  @Test
  void closingStopsWhoeverMayTakeForEver() {
    Child<Void> child =
        zproc.spawn(RunBeginsLauncher.stays(), spawn -> spawn.stopTimeout(FOR_EVER));
    await().until(() -> bakery.sold().get() == 1);

    zproc.close();

    assertThat(child.isAlive()).isFalse();
    assertThat(zproc.children()).isEmpty();
  }

  @Test
  void aPathArrivesAsItIsOrNotAtAll() {
    Path odd = Path.of(URI.create("file:///tmp/%FF%FEodd"));
    assertThatThrownBy(() -> RunBeginsLauncher.echo(odd))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("sun.jnu.encoding");
    assertThatThrownBy(() -> zproc.spawn(RunBeginsLauncher.stays(), spawn -> spawn.directory(odd)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("directory");
  }
}
