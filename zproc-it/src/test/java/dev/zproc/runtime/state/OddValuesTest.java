package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.state.Chest.Crowded;
import dev.zproc.runtime.state.Chest.Loose;
import dev.zproc.runtime.state.Chest.Mute;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be written can be read, as the same; and what users' own methods do is their affair. */
class OddValuesTest {

  private final ZProc zproc = ZProc.open();
  private final ChestState chest = ChestState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void whatGoesByIdentityIsRefusedWhereItHoldsEqualOnes() {
    IdentityHashMap<String, Integer> byIdentity = new IdentityHashMap<>();
    byIdentity.put(new String("Ann"), 1);
    byIdentity.put(new String("Ann"), 2);
    refused(() -> chest.ages().set(byIdentity), "one key twice");
    refused(() -> chest.words().set(identitySet(new String("a"), new String("a"))), "one element");
    refused(
        () -> chest.looseOnes().set(identitySet(new Loose("a", 1), new Loose("a", 2))),
        "one element twice");
    Map<Loose, Integer> loose = new IdentityHashMap<>();
    loose.put(new Loose("a", 1), 1);
    loose.put(new Loose("a", 2), 1);
    refused(() -> chest.loose().set(loose), "one key twice");
    Map<Mute, Integer> mute = new IdentityHashMap<>();
    mute.put(new Mute(1), 1);
    mute.put(new Mute(1), 2);
    refused(() -> chest.mute().set(mute), "Mute");
    assertThat(chest.snapshot().ages()).isEmpty();

    byIdentity.keySet().removeIf(key -> byIdentity.size() > 1);
    chest.ages().set(byIdentity);
    assertThat(chest.ages().get()).containsOnlyKeys("Ann");
  }

  private static void refused(Runnable write, String why) {
    assertThatThrownBy(write::run)
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("cannot encode")
        .hasMessageContaining(why);
  }

  private static <E> Set<E> identitySet(E one, E other) {
    Set<E> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.add(one);
    set.add(other);
    return set;
  }

  @Test
  void whatGoesByAComparatorArrivesAsWhatItHolds() {
    TreeMap<String, Integer> ages = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ages.put("Ann", 1);
    ages.put("bob", 2);
    ages.put("ANN", 3);
    chest.ages().set(ages);
    assertThat(chest.ages().get()).containsOnly(Map.entry("Ann", 3), Map.entry("bob", 2));
    TreeSet<String> words = new TreeSet<>(Collections.reverseOrder());
    words.addAll(List.of("a", "b", "c"));
    chest.words().set(words);
    assertThat(chest.words().get()).isEqualTo(Set.of("a", "b", "c")).hasSize(3);
  }

  @Test
  void nullsComeBackWhereACollectionHasThem() {
    Map<String, Integer> ages = new HashMap<>();
    ages.put(null, 1);
    ages.put("Ann", null);
    chest.ages().set(ages);
    assertThat(chest.ages().get()).isEqualTo(ages).containsEntry(null, 1);
    Set<String> words = new HashSet<>();
    words.add(null);
    words.add("");
    chest.words().set(words);
    assertThat(chest.words().get()).isEqualTo(words);
    List<byte[]> rows = new ArrayList<>();
    rows.add(null);
    chest.rows().set(rows);
    assertThat(chest.rows().get()).containsExactly((byte[]) null);
  }

  @Test
  void whatCannotSayWhatItIsCanBeWrittenReadAndWaitedFor() {
    Map<Mute, Integer> mute = Map.of(new Mute(1), 1, new Mute(2), 2);
    chest.mute().set(mute);
    assertThat(chest.mute().get().equals(mute)).isTrue();
    assertThat(chest.mute().equalTo(mute).toString()).contains("mute == a ");
    chest.await(chest.mute().equalTo(mute));
    assertThat(chest.snapshot().mute().get(new Mute(2))).isEqualTo(2);
  }

  /**
   * Reading asks nobody's equals, so no reader pays for a bad hash, least of all a thread of ours.
   */
  @Test
  void readingHashesNothing() {
    int many = 200;
    Set<Crowded> crowd = new HashSet<>();
    Map<Crowded, Integer> crowded = new HashMap<>();
    for (int i = 0; i < many; i++) {
      crowd.add(new Crowded(i));
      crowded.put(new Crowded(i), i);
    }
    Crowded.COMPARED.set(0);
    chest.crowd().set(crowd);
    chest.crowded().set(crowded);
    int sum = 0;
    for (Crowded each : chest.crowd().get()) {
      sum += each.number();
    }
    for (Map.Entry<Crowded, Integer> each : chest.snapshot().crowded().entrySet()) {
      sum += each.getValue() - each.getKey().number();
    }
    assertThat(chest.crowd().get()).hasSize(many);
    assertThat(sum).isEqualTo(many * (many - 1) / 2);
    assertThat(Crowded.COMPARED).hasValue(0);

    assertThat(chest.crowd().get().contains(new Crowded(many - 1))).isTrue();
    assertThat(chest.crowd().get().contains(new Crowded(many))).isFalse();
    assertThat(chest.crowded().get().get(new Crowded(3))).isEqualTo(3);
    assertThat(chest.crowded().get().keySet()).contains(new Crowded(4));
    assertThat(chest.crowded().get().entrySet()).contains(Map.entry(new Crowded(5), 5));
    assertThat(chest.crowded().get().equals(crowded)).isTrue();
  }

  @Test
  void whatOthersWriteToIsCopiedFirst() throws Exception {
    Map<String, Integer> ages = new ConcurrentHashMap<>();
    Set<String> words = ConcurrentHashMap.newKeySet();
    List<byte[]> rows = new CopyOnWriteArrayList<>();
    List<byte[]> synced = Collections.synchronizedList(new ArrayList<>());
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; !Thread.interrupted(); i++) {
                String name = "n" + i % 64;
                if (i / 64 % 2 == 0) {
                  ages.put(name, i);
                  words.add(name);
                  rows.add(new byte[1]);
                  synced.add(new byte[1]);
                } else {
                  ages.remove(name);
                  words.remove(name);
                  rows.clear();
                  synced.clear();
                }
              }
            });
    writer.start();
    try {
      for (int i = 0; i < 500; i++) {
        chest.ages().set(ages);
        chest.words().set(words);
        chest.rows().set(rows);
        chest.rows().set(synced);
        chest.ages().set(Collections.synchronizedMap(new HashMap<>(ages)));
        assertThat(chest.ages().get().size()).isLessThanOrEqualTo(64);
      }
    } finally {
      writer.interrupt();
      writer.join();
    }
  }

  @Test
  void aPathThatIsNoTextIsRefused() {
    chest.path().set(Path.of("a", "b"));
    assertThat(chest.path().get()).isEqualTo(Path.of("a", "b"));
    chest.path().set(Path.of(""));
    assertThat(chest.path().get()).isEqualTo(Path.of(""));
    Path odd = Path.of(URI.create("file:///tmp/%FF%FEodd"));
    refused(() -> chest.path().set(odd), "sun.jnu.encoding");
    assertThat(chest.path().get()).isEqualTo(Path.of(""));
  }

  @Test
  void aUriThatReadsAsAnotherIsRefused() {
    chest.uri().set(URI.create("http://localhost/a%20b?c=d#e"));
    assertThat(chest.uri().get()).isEqualTo(URI.create("http://localhost/a%20b?c=d#e"));
    URI relative =
        URI.create("http://localhost/a/").relativize(URI.create("http://localhost/a/1:b"));
    refused(() -> chest.uri().set(relative), "does not read as what it is");
  }

  @Test
  void halvesOfPairsSurviveAndAreNoNames() {
    chest.words().set(Set.of("\ud800", "\udc00", "\ud83d\ude00"));
    assertThat(chest.words().get()).containsOnly("\ud800", "\udc00", "\ud83d\ude00");
    chest.counts().put("\ud800", 1);
    assertThat(chest.counts().get("\ud800")).isEqualTo(1);
    assertThat(chest.counts().get("\ud801")).isNull();
    assertThatThrownBy(() -> chest.namespace("\ud800"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("surrogate");
  }
}
