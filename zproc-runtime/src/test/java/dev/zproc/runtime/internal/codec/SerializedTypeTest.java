package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.Serializer;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A class that crosses by a serializer of the user's. */
class SerializedTypeTest {

  /** Cannot give or take what it does not like. */
  static final class Bits implements Serializer<BitSet, List<Long>> {
    @Override
    public List<Long> serialize(BitSet value) {
      if (value.get(13)) {
        throw new IllegalStateException("13 is unlucky");
      }
      return value.get(7) ? null : Arrays.stream(value.toLongArray()).boxed().toList();
    }

    @Override
    public BitSet deserialize(List<Long> form) {
      BitSet value = BitSet.valueOf(form.stream().mapToLong(Long::longValue).toArray());
      return value.get(8) ? null : value;
    }
  }

  private static final ValueType<BitSet> BITS =
      ValueTypes.serialized(
          BitSet.class,
          "java.util.BitSet=java.util.List<java.lang.Long>@" + Bits.class.getName(),
          Bits::new,
          () -> ValueTypes.list(ValueTypes.LONG));

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    Arrays.stream(set).forEach(bits::set);
    return bits;
  }

  @Test
  void crossesAloneAndInside() {
    ValueType<Map<BitSet, Set<BitSet>>> map = ValueTypes.map(BITS, ValueTypes.set(BITS));
    Map<BitSet, Set<BitSet>> value =
        Map.of(bits(1, 100), Set.of(bits(), bits(64)), bits(), Set.of());

    assertThat(BITS.decode(BITS.encode(bits(0, 500)))).isEqualTo(bits(0, 500));
    assertThat(map.decode(map.encode(value))).isEqualTo(value);
    assertThat(map.closure()).isEqualTo(BITS.closure());
  }

  /** Whoever reads a value may change it, and nobody else must see that. */
  @Test
  void isDecodedForEachReader() {
    assertThat(Codecs.shareable(BITS.codec())).isFalse();
    assertThat(Codecs.shareable(ValueTypes.list(BITS).codec())).isFalse();
    ValueType<Object> record =
        ValueTypes.structured(
            Object.class,
            "a.Box(bits:java.util.BitSet);" + BITS.closure(),
            new DynamicSerializer());
    assertThat(Codecs.shareable(record.codec())).isFalse();
  }

  @Test
  void whatTheSerializerDoesWrongIsNamed() {
    byte[] eight = BITS.encode(bits(9));
    for (int i = eight.length - Long.BYTES; i < eight.length; i++) {
      eight[i] = eight[i] == 2 ? 1 : eight[i];
    }

    assertThatThrownBy(() -> BITS.encode(bits(13)))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("cannot encode a java.util.BitSet")
        .hasMessageContaining("Bits failed: java.lang.IllegalStateException: 13 is unlucky");
    assertThatThrownBy(() -> ValueTypes.list(BITS).encode(List.of(bits(), bits(7))))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("at [1]: ")
        .hasMessageContaining("Bits returned null instead of a form");
    assertThatThrownBy(() -> BITS.decode(eight))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("Bits returned null instead of a value");
  }

  @Test
  void hostileBytesReachNoSerializer() {
    byte[] huge = {BITS.encode(bits())[0], -1, -1, -1, -1, 7, 1, 1, 1, 1};
    assertThatThrownBy(() -> BITS.decode(huge))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("java.util.BitSet")
        .hasMessageNotContaining("Bits failed");
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] whole = BITS.encode(bits(0, 70, 140));
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int k = random.nextInt(3); k > 0 && bytes.length > 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        BITS.decode(bytes);
      } catch (BadValueException e) {
        // the one permitted
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
