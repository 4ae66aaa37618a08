package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.child.GroupStatus;
import dev.zproc.runtime.child.GroupStrategy;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.fixtures.BakeryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Groups of real processes: order, strategies, and giving up. */
@ExtendWith(NoOrphans.class)
class GroupIT {

  private final ZProc zproc = Contexts.open(options -> options.output(Output.DISCARD));

  @TempDir Path folder;

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void startsInOrderAndStopsInReverse() throws IOException {
    ChildGroup group = zproc.group("g", g -> g.child(logs("a")).child(logs("b")).child(logs("c")));
    assertThat(group.status()).isEqualTo(GroupStatus.RUNNING);
    assertThat(group.children()).extracting(Child::name).containsExactly("log", "log#2", "log#3");
    await().until(() -> log().size() == 3);

    group.close();

    assertThat(log()).containsExactly("a", "b", "c", "-c", "-b", "-a");
    assertThat(group.status()).isEqualTo(GroupStatus.ENDED);
    assertThat(zproc.children()).isEmpty();
    group.join(); // that it was stopped is no failure
  }

  @Test
  void startsTheNextWhenAConditionHoldsThatTheOneBeforeItBringsAbout() {
    BakeryState bakery = BakeryState.of(zproc);
    Call<Integer> next = BakersLauncher.see();

    ChildGroup group =
        zproc.group(
            "g",
            g ->
                g.child(
                        GroupKidsLauncher.set(7, true),
                        oven -> oven.readyWhen(bakery.cookies().equalTo(7)))
                    .child(next));

    assertThat(group.child(next).join()).isEqualTo(7); // its state at birth
    group.close();
  }

  @Test
  void startsTheNextWhenTheOneBeforeItHasReturned() {
    Call<Integer> next = BakersLauncher.see();

    ChildGroup group =
        zproc.group(
            "g",
            g ->
                g.child(GroupKidsLauncher.set(3, false), init -> init.readyOnReturn()).child(next));

    assertThat(group.child(next).join()).isEqualTo(3);
    group.join();
    assertThat(group.status()).isEqualTo(GroupStatus.ENDED);
  }

  @Test
  void failsToStartIfAChildIsNotReadyInTimeAndStopsWhatItHasStarted() throws IOException {
    BakeryState bakery = BakeryState.of(zproc);

    assertThatThrownBy(
            () ->
                zproc.group(
                    "g",
                    g ->
                        g.startTimeout(Duration.ofSeconds(10))
                            .child(logs("a"))
                            .child(logs("b"), b -> b.readyWhen(bakery.cookies().equalTo(1)))
                            .child(logs("c"))))
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("'log#2'")
        .hasMessageContaining(
            "could not start: it was not ready within 10 s, the start time-out of the group 'g'");

    assertThat(zproc.children()).isEmpty();
    await().until(() -> log().contains("-a"));
    assertThat(log()).doesNotContain("c");
  }

  @Test
  void restartsOneAlone() {
    ChildGroup group = zproc.group("g", g -> g.child(logs("a"), again()).child(logs("b"), again()));
    long other = group.children().get(1).pid();

    kill(group.children().get(0));
    await().until(() -> log().stream().filter("a"::equals).count() == 2);

    assertThat(group.children()).extracting(Child::restarts).containsExactly(1, 0);
    assertThat(group.children().get(1).pid()).isEqualTo(other);
    group.close();
  }

  @Test
  void restartsAllInOrderWhenOneFails() throws IOException {
    ChildGroup group =
        zproc.group(
            "g",
            g ->
                g.strategy(GroupStrategy.ONE_FOR_ALL)
                    .child(logs("a"), again())
                    .child(logs("b"), again())
                    .child(logs("c"), again()));
    await().until(() -> log().size() == 3);

    kill(group.children().get(1));
    await().until(() -> log().size() == 8);

    assertThat(log()).containsExactly("a", "b", "c", "-c", "-a", "a", "b", "c");
    assertThat(group.children()).extracting(Child::restarts).containsExactly(1, 1, 1);
    await().until(() -> group.status() == GroupStatus.RUNNING);
    group.close();
  }

  @Test
  void restartsTheRestWhenOneFails() throws IOException {
    ChildGroup group =
        zproc.group(
            "g",
            g ->
                g.strategy(GroupStrategy.REST_FOR_ONE)
                    .child(logs("a"), again())
                    .child(logs("b"), again())
                    .child(logs("c"), again()));
    await().until(() -> log().size() == 3);

    kill(group.children().get(1));
    await().until(() -> log().size() == 6);

    assertThat(log()).containsExactly("a", "b", "c", "-c", "b", "c");
    group.close();
  }

  @Test
  void givesUpAsAGroupAfterTheAllowedRestarts() {
    ChildGroup group =
        zproc.group(
            "g",
            g ->
                g.restarts(1, Duration.ofMinutes(1))
                    .child(logs("a"), again())
                    .child(logs("b"), again()));

    kill(group.children().get(0));
    await().until(() -> log().stream().filter("a"::equals).count() == 2);
    kill(group.children().get(1));

    assertThatThrownBy(group::join)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("'log#2'")
        .hasMessageContaining("SIGKILL")
        .hasMessageContaining("Its group 'g' gave up after 1 restart within 60 s.");
    assertThat(group.status()).isEqualTo(GroupStatus.ENDED);
    assertThat(group.children().get(0).end()).isEqualTo(new ChildEnd.Stopped());
  }

  @Test
  void stopsForAChildThatGivesUpForTheGroup() throws IOException {
    ChildGroup group =
        zproc.group(
            "g",
            g ->
                g.child(logs("a"))
                    .child(logs("b"), b -> b.restart(r -> r.onGiveUp(GiveUp.STOP_GROUP))));
    await().until(() -> log().size() == 2);

    kill(group.children().get(1));

    assertThatThrownBy(group::join).hasMessageContaining("'log#2'");
    assertThat(log()).containsExactly("a", "b", "-a");
  }

  @Test
  void joinsTheFailureOfOneWhileTheOthersLiveOn() {
    ChildGroup group = zproc.group("g", g -> g.child(logs("a")).child(logs("b")));

    kill(group.children().get(0));

    assertThatThrownBy(group::join).hasMessageContaining("'log'");
    assertThat(group.children().get(1).isAlive()).isTrue();
    assertThatThrownBy(() -> group.join(Duration.ofMillis(50)))
        .isInstanceOf(WaitTimeoutException.class);
    group.close();
  }

  @Test
  void endsWithASignificantChild() throws IOException {
    ChildGroup group =
        zproc.group(
            "g",
            g ->
                g.child(logs("a"))
                    .child(KidsLauncher.end("return"), end -> end.significant())
                    .child(logs("c")));

    group.join();

    assertThat(group.status()).isEqualTo(GroupStatus.ENDED);
    assertThat(log()).startsWith("a").endsWith("-a");
  }

  @Test
  void stopsDuringABackOff() {
    ChildGroup group =
        zproc.group(
            "g",
            g ->
                g.strategy(GroupStrategy.ONE_FOR_ALL)
                    .child(logs("a"), later())
                    .child(logs("b"), later()));
    kill(group.children().get(1));
    await()
        .until(
            () ->
                group.children().stream()
                    .allMatch(child -> child.status() == ChildStatus.BACKING_OFF));
    assertThat(group.status()).isEqualTo(GroupStatus.RESTARTING);

    group.stop();

    assertThat(group.children()).extracting(Child::restarts).containsExactly(0, 0);
    assertThat(group.children()).extracting(Child::end).containsOnly(new ChildEnd.Stopped());
  }

  @Test
  void isPartOfWhatTheContextAwaitsAndCloses() throws IOException {
    ChildGroup group = zproc.group("g", g -> g.child(logs("a")).child(logs("b")));
    zproc.spawn(logs("alone"));
    await().until(() -> log().size() == 3);
    kill(group.children().get(1));

    assertThatThrownBy(zproc::awaitAll).hasMessageContaining("'log#2'");

    assertThat(log()).containsExactly("a", "b", "alone", "-alone", "-a");
    assertThat(group.status()).isEqualTo(GroupStatus.ENDED);
  }

  @Test
  void closesTheContextOfTheRootIfAChildGivesUpForIt() {
    Child<Void> other = zproc.spawn(KidsLauncher.stay("forever"));
    Child<Void> child =
        zproc.spawn(
            KidsLauncher.end("throw"), spawn -> spawn.restart(r -> r.onGiveUp(GiveUp.STOP_ROOT)));

    assertThatThrownBy(zproc::awaitAll)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("disk full");
    assertThat(other.end()).isEqualTo(new ChildEnd.Stopped());
    assertThatThrownBy(() -> zproc.spawn(KidsLauncher.add(1, 2)))
        .isInstanceOf(ContextClosedException.class);
    assertThatThrownBy(child::join).hasMessageContaining("disk full");
    assertThatThrownBy(zproc::awaitAll).hasMessageContaining("disk full");
  }

  @Test
  void closesTheContextOfTheRootIfAChildOfAChildGivesUpForIt() {
    BakeryState bakery = BakeryState.of(zproc);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread waiter =
        new Thread(
            () -> {
              try {
                bakery.cookies().awaitChange();
              } catch (RuntimeException e) {
                thrown.set(e);
              }
            });
    waiter.start();

    Child<Void> parent = zproc.spawn(GroupKidsLauncher.nest());

    assertThatThrownBy(zproc::awaitAll)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("'end'")
        .hasMessageContaining("disk full");
    assertThat(parent.end()).isEqualTo(new ChildEnd.Stopped());
    await().until(() -> thrown.get() instanceof ContextClosedException);
  }

  @Test
  void worksInsideAChild() throws IOException {
    Child<Void> parent = zproc.spawn(GroupKidsLauncher.nestGroup(file()));
    await().until(() -> log().size() == 2);

    parent.stop();

    assertThat(log()).containsExactly("a", "b", "-b", "-a");
  }

  private static void kill(Child<?> child) {
    await().until(() -> child.status() == ChildStatus.RUNNING);
    ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
  }

  private static Consumer<MemberOptions> again() {
    return backingOff(Duration.ofMillis(10));
  }

  private static Consumer<MemberOptions> later() {
    return backingOff(Duration.ofSeconds(30));
  }

  private static Consumer<MemberOptions> backingOff(Duration delay) {
    return member -> member.restart(RestartPolicy.ON_FAILURE, 5, Duration.ofMinutes(1), delay);
  }

  private Call<Void> logs(String name) {
    return KidsLauncher.log(file(), name);
  }

  private Path file() {
    return folder.resolve("log");
  }

  private List<String> log() throws IOException {
    return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
  }
}
