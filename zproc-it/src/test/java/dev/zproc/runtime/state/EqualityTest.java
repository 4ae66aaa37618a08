package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.state.Chest.Blob;
import dev.zproc.runtime.state.Chest.Loose;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two values are one if {@code equals} says so, or if they are the same when encoded, as two with
 * equal arrays inside are: wherever a client decides it.
 */
class EqualityTest {

  private final ZProc zproc = ZProc.open();
  private final ChestState chest = ChestState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void aRecordWithAnArrayIsReplacedByWhoeverHasReadIt() {
    chest.blob().set(Blob.of("a", 1, 2));
    for (int i = 0; i < 3; i++) {
      Blob seen = chest.blob().get();
      assertThat(chest.blob().compareAndSet(seen, Blob.of("a", 1, 2, i))).isTrue();
    }
    assertThat(chest.blob().compareAndSet(Blob.of("a", 1, 2), Blob.of("b"))).isFalse();
    assertThat(chest.blob().compareAndSet(null, Blob.of("b"))).isFalse();
    assertThat(chest.blob().compareAndSet(Blob.of("a", 1, 2, 2), null)).isTrue();
    assertThat(chest.blob().compareAndSet(null, Blob.of("c"))).isTrue();
  }

  @Test
  void soIsAListOfArrays() {
    chest.rows().set(List.of(new byte[] {1}, new byte[] {2}));
    assertThat(chest.rows().compareAndSet(chest.rows().get(), List.of(new byte[] {3}))).isTrue();
    assertThat(chest.rows().compareAndSet(List.of(new byte[] {4}), List.of())).isFalse();
  }

  @Test
  void entriesOfMapsAreFoundReplacedAndRemoved() {
    checkEntries(chest.blobs());
    chest.clear();
    chest.atomically(draft -> checkEntries(draft.blobs()));
  }

  private static void checkEntries(StateMap<String, Blob> blobs) {
    blobs.put("a", Blob.of("a", 1));
    assertThat(blobs.containsValue(Blob.of("a", 1))).isTrue();
    assertThat(blobs.containsValue(Blob.of("a", 2))).isFalse();
    assertThat(blobs.values().contains(Blob.of("a", 1))).isTrue();
    assertThat(blobs.entrySet().contains(entry("a", Blob.of("a", 1)))).isTrue();
    assertThat(blobs.entrySet().contains(entry("a", Blob.of("a", 2)))).isFalse();

    assertThat(blobs.replace("a", Blob.of("a", 2), Blob.of("a", 3))).isFalse();
    assertThat(blobs.replace("a", Blob.of("a", 1), Blob.of("a", 2))).isTrue();
    assertThat(blobs.remove("a", Blob.of("a", 1))).isFalse();
    assertThat(blobs.remove("a", (Object) "a")).isFalse();
    assertThat(blobs.remove("a", Blob.of("a", 2))).isTrue();

    blobs.putAll(Map.of("b", Blob.of("b", 1), "c", Blob.of("c", 1)));
    blobs.replaceAll((key, blob) -> Blob.of(key, blob.data()[0] + 1)); // compares, and sets
    assertThat(blobs.get("b").data()).containsExactly(2);
    assertThat(blobs.values().remove(Blob.of("b", 1))).isFalse();
    assertThat(blobs.values().remove(Blob.of("b", 2))).isTrue();
    assertThat(blobs.entrySet().remove(entry("c", Blob.of("c", 2)))).isTrue();
    assertThat(blobs).isEmpty();
  }

  @Test
  void aSnapshotFindsItsValuesToo() {
    chest.blobs().put("a", Blob.of("a", 1));
    assertThat(chest.snapshot().blobs().containsValue(Blob.of("a", 1))).isTrue();
  }

  @Test
  void equalsCountsWhateverTheBytes() {
    chest.looseOnes().set(java.util.Set.of(new Loose("a", 1)));
    assertThat(
            chest
                .looseOnes()
                .compareAndSet(java.util.Set.of(new Loose("a", 2)), java.util.Set.of()))
        .isTrue();
  }
}
