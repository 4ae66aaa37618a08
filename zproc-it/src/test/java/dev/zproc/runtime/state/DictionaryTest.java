package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.fixtures.Topping;
import dev.zproc.runtime.fixtures.Types;
import dev.zproc.runtime.internal.codec.Codecs;
import dev.zproc.runtime.spi.ValueType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DictionaryTest extends StateTestBase {

  private final StateMap<String, Object> mine =
      StateSpace.dictionary(StateSpace.namespaces(here), "box", 0);
  private final StateMap<String, Object> theirs =
      StateSpace.dictionary(StateSpace.namespaces(there), "box", 0);

  @Test
  void valuesOfAllKnownTypesCross() {
    assertThat(Types.ORDER.name()).isNotEmpty(); // loaded, and so known
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("int", 1);
    all.put("text", "x");
    all.put("bool", true);
    all.put("double", 1.5);
    all.put("char", 'c');
    all.put("list", Arrays.asList(1, "two", null, List.of(3L)));
    all.put("set", Set.of("a", 'b', 3));
    all.put("map", Map.of("k", List.of(true), 2, 'v'));
    all.put("optional", Optional.of("x"));
    all.put("uuid", UUID.randomUUID());
    all.put("path", Path.of("a", "b"));
    all.put("zone", ZoneId.of("Europe/Paris"));
    all.put("instant", Instant.now());
    all.put("decimal", new BigDecimal("1.50"));
    all.put("enum", Size.BIG);
    all.put("sealed", new Topping.Sugar(4));
    all.put("record", Order.of("Ann", 1));
    all.put("records", List.of(Order.of("Ann", 1), Size.SMALL));
    mine.putAll(all);
    assertThat(theirs).containsExactlyInAnyOrderEntriesOf(all);
    mine.put("bytes", new byte[] {1, 2});
    assertThat((byte[]) theirs.get("bytes")).containsExactly(1, 2);
    assertThat(theirs.replace("list", all.get("list"), 7)).isTrue();
    assertThat(mine.merge("int", 5, (a, b) -> (Integer) a + (Integer) b)).isEqualTo(6);
  }

  @Test
  void whatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> mine.put("thread", Thread.currentThread()))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("java.lang.Thread");
    assertThatThrownBy(() -> mine.put("deep", List.of(new StringBuilder())))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("[0]")
        .hasMessageContaining("java.lang.StringBuilder");
    assertThatThrownBy(() -> mine.put("null", null)).isInstanceOf(NullPointerException.class);
    assertThat(mine).isEmpty();
  }

  @Test
  void itSharesANamespaceWithAnAccessor() {
    StateMap<String, Object> beside =
        StateSpace.dictionary(StateSpace.namespaces(here), "bakery", 0);
    beside.put("cookies", "a text");
    assertThat(bakery.cookies().get()).isZero();
    bakery.cookies().set(4);
    assertThat(beside).containsOnlyKeys("cookies");
  }

  @Test
  void hostileBytesAreBadValues() {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    Random random = new Random(seed);
    ValueType<Object> type = new ValueType<>(Codecs.dynamic());
    List<Object> value = new ArrayList<>(List.of(1, "x", Map.of("k", Size.BIG), Order.of("A", 1)));
    byte[] good = type.encode(value);
    assertThat(type.decode(good)).isEqualTo(value);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(good, good.length + random.nextInt(3) - 1);
      for (int k = 1 + random.nextInt(3); k > 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        type.decode(bytes);
      } catch (BadValueException e) {
        // the one permitted
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
