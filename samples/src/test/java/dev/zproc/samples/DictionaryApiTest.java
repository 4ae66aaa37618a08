package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.state.StateMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Python dictionary can do, done with ours, and with a map of the JDK beside it. */
class DictionaryApiTest {

  private final ZProc zproc = ZProc.open();
  private final StateMap<String, Object> state = zproc.dictionary("default");
  private final Map<String, Object> map = new TreeMap<>(Map.of("foo", "foo", "bar", "bar"));

  DictionaryApiTest() {
    state.putAll(map);
  }

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void update() {
    state.putAll(Map.of("zoo", 1, "dog", 2));
    map.putAll(Map.of("zoo", 1, "dog", 2));
    assertThat(state).isEqualTo(map);
  }

  @Test
  void contains() {
    assertThat(state.containsKey("foo")).isTrue();
    assertThat(state.containsKey("xxx")).isFalse();
  }

  @Test
  void delitem() {
    state.remove("foo");
    assertThat(state).isEqualTo(Map.of("bar", "bar"));
  }

  @Test
  void eqAndNe() {
    assertThat(state.equals(Map.of("bar", "bar"))).isFalse();
    assertThat(state.equals(map)).isTrue();
    assertThat(map.equals(state)).isTrue();
    assertThat(state).hasSameHashCodeAs(map);
  }

  @Test
  void getitemAndGet() {
    assertThat(state.get("bar")).isEqualTo("bar");
    assertThat(state.get("xxx")).isNull();
    assertThat(state.getOrDefault("xxx", List.of())).isEqualTo(List.of());
  }

  @Test
  void iter() {
    List<String> keys = new ArrayList<>();
    for (String key : state.keySet()) {
      keys.add(key);
    }
    assertThat(keys).containsExactlyElementsOf(map.keySet());
  }

  @Test
  void len() {
    assertThat(state).hasSize(2);
  }

  @Test
  void setitem() {
    state.put("foo", 2);
    map.put("foo", 2);
    assertThat(state).isEqualTo(map);
  }

  @Test
  void clear() {
    state.clear();
    assertThat(state).isEmpty();
  }

  @Test
  void copyAndDictInbuilt() {
    Map<String, Object> copy = new HashMap<>(state);
    state.put("foo", 3);
    assertThat(copy).isEqualTo(map);
  }

  @Test
  void itemsValuesAndKeys() {
    assertThat(new ArrayList<>(state.entrySet())).isEqualTo(new ArrayList<>(map.entrySet()));
    assertThat(new ArrayList<>(state.values())).isEqualTo(new ArrayList<>(map.values()));
    assertThat(new ArrayList<>(state.keySet())).isEqualTo(new ArrayList<>(map.keySet()));
  }

  @Test
  void setdefault() {
    assertThat(state.putIfAbsent("zzz", Optional.empty())).isNull();
    assertThat(state.putIfAbsent("foo", "other")).isEqualTo("foo");
    map.put("zzz", Optional.empty());
    assertThat(state).isEqualTo(map);
  }

  @Test
  void pop() {
    assertThat(state.remove("foo")).isEqualTo(map.remove("foo"));
    assertThat(state).isEqualTo(map);
  }

  @Test
  void popitem() {
    String key = state.keySet().iterator().next();
    assertThat(state.remove(key)).isEqualTo(map.remove(key));
    assertThat(state).isEqualTo(map);
  }
}
