package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.ZProc;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A function that computes a value may not write it itself; what else it does is right. */
class RecursiveUpdateTest {

  private final ZProc zproc = ZProc.open();
  private final ChestState chest = ChestState.of(zproc);
  private final ChestState again = ChestState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  private static void refused(Runnable update) {
    assertThatThrownBy(update::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("recursive update")
        .hasMessageContaining("chest.");
  }

  /** Everything that writes the entry "a" of a map. */
  private static List<Consumer<StateMap<String, Integer>>> writes() {
    return List.of(
        map -> map.put("a", 1),
        map -> map.remove("a"),
        map -> map.merge("a", 1, Integer::sum),
        map -> map.compute("a", (key, value) -> 7),
        map -> map.putIfAbsent("a", 7));
  }

  private static void check(StateMap<String, Integer> map) {
    for (Consumer<StateMap<String, Integer>> write : writes()) {
      refused(
          () ->
              map.computeIfAbsent(
                  "a",
                  key -> {
                    write.accept(map);
                    return 2;
                  }));
      refused(
          () ->
              map.compute(
                  "a",
                  (key, value) -> {
                    write.accept(map);
                    return 2;
                  }));
    }
    assertThat(map).isEmpty();
    assertThat(map.size()).isZero();
    map.put("a", 1);
    for (Consumer<StateMap<String, Integer>> write : writes()) {
      refused(
          () ->
              map.merge(
                  "a",
                  1,
                  (one, other) -> {
                    write.accept(map);
                    return 2;
                  }));
      refused(
          () ->
              map.computeIfPresent(
                  "a",
                  (key, value) -> {
                    write.accept(map);
                    return null;
                  }));
    }
    refused(
        () ->
            map.compute(
                "a",
                (key, value) -> {
                  map.clear();
                  return 2;
                }));
    refused(() -> map.compute("a", (key, value) -> map.keySet().remove("a") ? 2 : 3));
    refused(() -> map.compute("a", (key, value) -> map.values().remove(1) ? 2 : 3));
    refused(() -> map.compute("a", (key, value) -> map.entrySet().iterator().next().setValue(2)));
    assertThat(map.get("a")).isEqualTo(1);
    assertThat(map.size()).isEqualTo(1);

    // Other entries, and reads of any, are another matter.
    map.compute(
        "a",
        (key, value) -> {
          map.computeIfAbsent("b", b -> map.get("a"));
          map.put("c", 1);
          map.remove("c");
          return value + map.size();
        });
    assertThat(map.get("a")).isEqualTo(3);
    assertThat(map.get("b")).isEqualTo(1);
    assertThat(map.size()).isEqualTo(2);
    map.clear();
    assertThat(map.size()).isZero();
  }

  @Test
  void outsideATransaction() {
    check(chest.counts());
  }

  @Test
  void inATransaction() {
    chest.atomically(draft -> check(draft.counts()));
    assertThat(chest.counts()).isEmpty();
    assertThat(chest.counts().size()).isZero();
  }

  @Test
  void throughAnotherAccessorOrATransaction() {
    refused(
        () ->
            chest
                .counts()
                .compute(
                    "a",
                    (key, value) -> {
                      again.counts().put("a", 1);
                      return 2;
                    }));
    refused(
        () ->
            chest
                .counts()
                .compute(
                    "a",
                    (key, value) -> {
                      again.atomically(draft -> draft.counts().put("a", 1));
                      return 2;
                    }));
    assertThat(chest.counts()).isEmpty();
  }

  @Test
  void ofACell() {
    refused(
        () ->
            chest
                .cookies()
                .update(
                    cookies -> {
                      chest.cookies().add(1);
                      return cookies + 1;
                    }));
    refused(
        () ->
            chest
                .rows()
                .update(
                    rows -> {
                      again.rows().append(new byte[1]);
                      return rows;
                    }));
    refused(
        () ->
            chest
                .cookies()
                .update(
                    cookies -> {
                      chest.clear();
                      return cookies + 1;
                    }));
    refused(() -> chest.cookies().update(cookies -> chest.cookies().update(more -> more + 1)));
    assertThat(chest.cookies().get()).isZero();

    int sum =
        chest
            .cookies()
            .update(
                cookies -> {
                  chest.counts().merge("calls", 1, Integer::sum);
                  return chest.cookies().get() + 1;
                });
    assertThat(sum).isEqualTo(1);
    assertThat(chest.counts().get("calls")).isEqualTo(1);
  }
}
