package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.FailedRun;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.fixtures.BakeryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits that go on over restarts: no match is lost, and none comes twice that should not. */
@ExtendWith(NoOrphans.class)
class ResumeIT {

  private static final int LAST = 100;

  private final ZProc zproc = Contexts.open();
  private final BakeryState bakery = BakeryState.of(zproc);

  @TempDir Path folder;

  @AfterEach
  void close() {
    zproc.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "argument", "predicate"})
  void skipsTheRunsThatFailedAndNothingElse(String kind) throws IOException {
    kills(1, 4, 5);
    Child<Void> child = repeats(kind, FailedRun.SKIP);

    write(1, 2, 3, 4, 5, 6, 7, LAST);

    assertThat(child.join()).isNull();
    assertThat(journal())
        .containsExactly(
            "+1", "+2", "-2", "+3", "-3", "+4", "+5", "+6", "-6", "+7", "-7", "+100", "-100");
    assertThat(child.restarts()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "argument", "predicate"})
  void repeatsTheRunsThatFailed(String kind) throws IOException {
    kills(1, 4);
    Child<Void> child = repeats(kind, FailedRun.REPEAT);

    write(1, 2, 3, 4, 5, LAST);

    assertThat(child.join()).isNull();
    assertThat(journal())
        .containsExactly(
            "+1", "+1", "-1", "+2", "-2", "+3", "-3", "+4", "+4", "-4", "+5", "-5", "+100", "-100");
  }

  @ParameterizedTest
  @CsvSource({"changed, SKIP", "changed, REPEAT", "predicate, SKIP", "predicate, REPEAT"})
  void losesAndDoublesNothingWhateverTheMomentOfTheKill(String kind, FailedRun onFailure)
      throws Exception {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    Random random = new Random(seed);
    int kills = Boolean.getBoolean("zproc.full") ? 20 : 3;
    int count = 90;
    Child<Void> child = repeats(kind, onFailure);
    Thread writer = new Thread(() -> write(IntStream.rangeClosed(1, count).toArray()));
    writer.start();

    for (int i = 0; i < kills; i++) {
      int restarts = i;
      int seen = journal().size();
      int more = random.nextInt(4);
      await()
          .until(
              () ->
                  isNear(count)
                      || child.restarts() == restarts
                          && child.status() == ChildStatus.RUNNING
                          && journal().size() >= seen + more);
      if (isNear(count)) {
        break; // it soon only waits
      }
      ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
    }
    writer.join();
    bakery.cookies().set(LAST);

    child.join();
    List<Integer> begun = numbers('+');
    Set<Integer> ended = new HashSet<>(numbers('-'));
    List<Integer> all = new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
    all.add(LAST);
    if (onFailure == FailedRun.SKIP) {
      assertThat(begun).as("seed %d", seed).doesNotHaveDuplicates().isSorted();
      assertThat(numbers('-')).doesNotHaveDuplicates();
      all.removeAll(ended);
      assertThat(all).as("seed %d: skipped", seed).hasSizeLessThanOrEqualTo(kills);
    } else {
      assertThat(begun).as("seed %d", seed).isSorted();
      assertThat(ended).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(all);
      assertThat(begun.size() - all.size()).isLessThanOrEqualTo(kills);
    }
  }

  /** Not whether it is there: the last run may have been killed before it said anything. */
  private boolean isNear(int last) {
    return numbers('+').stream().anyMatch(number -> number > last - 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "predicate"})
  void goesOnLiveAtTheNewestRevisionOnly(String kind) throws IOException {
    Files.createFile(folder.resolve("hold.1"));
    Child<Void> child = zproc.spawn(journal(kind, FailedRun.SKIP, true, true, 0), again());
    write(1);
    await().until(() -> journal().contains("+1"));
    write(2, 3, 4);

    ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
    await().until(() -> journal().contains("-4"));
    write(LAST);

    child.join();
    assertThat(journal()).containsExactly("+1", "+4", "-4", "+100", "-100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "predicate"})
  void doesNotRunALiveWaitAgainThatHadFailedUnlessSaid(String kind) throws IOException {
    kills(1);
    Child<Void> child = zproc.spawn(journal(kind, FailedRun.SKIP, true, true, 0), again());
    write(1);
    await().until(() -> child.restarts() == 1 && child.status() == ChildStatus.WAITING);
    write(LAST);

    child.join();
    assertThat(journal()).containsExactly("+1", "+100", "-100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "predicate"})
  void looksAgainAtTheNewestRevisionIfALiveRunIsToBeRepeated(String kind) throws IOException {
    kills(1);
    Child<Void> child = zproc.spawn(journal(kind, FailedRun.REPEAT, true, true, 0), again());
    write(1);
    await().until(() -> journal().contains("-1"));
    write(LAST);

    child.join();
    assertThat(journal()).containsExactly("+1", "+1", "-1", "+100", "-100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "predicate"})
  void repeatsTheOnlyRunOfAWaitThatDoesNotRepeat(String kind) throws IOException {
    kills(1);
    Child<Void> child = zproc.spawn(journal(kind, FailedRun.REPEAT, false, false, 0), again());

    write(1, 2, 3);

    child.join();
    assertThat(journal()).containsExactly("+1", "+1", "-1");
  }

  @Test
  void waitsAnewFromItsOwnStartOtherwise() throws IOException {
    kills(1);
    Child<Void> child = zproc.spawn(journal("changed", FailedRun.SKIP, false, false, 0), again());
    write(1);
    await().until(() -> child.restarts() == 1 && child.status() == ChildStatus.WAITING);

    write(2);

    child.join();
    assertThat(journal()).containsExactly("+1", "+2", "-2");
  }

  @ParameterizedTest
  @EnumSource(FailedRun.class)
  void losesNoMatchOfAnAttemptThatWasKilledWhileItWaited(FailedRun onFailure) {
    Child<Void> child = repeats("changed", onFailure);
    await().until(() -> child.status() == ChildStatus.WAITING);

    ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
    write(1, 2, LAST);

    child.join();
    assertThat(numbers('-')).containsExactly(1, 2, LAST);
  }

  @Test
  void timesOutForEachWaitByItself() {
    Child<Void> child = zproc.spawn(journal("changed", FailedRun.SKIP, true, false, 5_000));
    for (int i = 1; i <= 3; i++) {
      int number = i;
      write(number);
      await().until(() -> journal().contains("-" + number));
    }

    assertThatThrownBy(child::join).hasMessageContaining("has not come true within 5 s");
    assertThat(numbers('-')).containsExactly(1, 2, 3);
  }

  private Child<Void> repeats(String kind, FailedRun onFailure) {
    return zproc.spawn(journal(kind, onFailure, true, false, 0), again());
  }

  private Call<Void> journal(
      String kind, FailedRun onFailure, boolean repeat, boolean live, long timeout) {
    return Journals.call(folder, kind, onFailure, repeat, live, timeout);
  }

  private static Consumer<SpawnOptions> again() {
    return spawn ->
        spawn.restart(RestartPolicy.ON_FAILURE, 100, Duration.ofMinutes(1), Duration.ofMillis(5));
  }

  private void write(int... cookies) {
    for (int number : cookies) {
      bakery.cookies().set(number);
    }
  }

  private void kills(int... cookies) throws IOException {
    for (int number : cookies) {
      Files.createFile(folder.resolve("kill." + number));
    }
  }

  private List<Integer> numbers(char sign) {
    return journal().stream()
        .filter(line -> line.charAt(0) == sign)
        .map(line -> Integer.parseInt(line.substring(1)))
        .toList();
  }

  private List<String> journal() {
    Path file = folder.resolve("journal");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
