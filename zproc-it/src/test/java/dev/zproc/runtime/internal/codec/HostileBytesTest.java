package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.fixtures.Topping;
import dev.zproc.runtime.fixtures.Types;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bytes from somebody who means no good. */
class HostileBytesTest {

  /** A record that nests in itself. */
  private record Node(int value, @Nullable Node next) {}

  private static final ValueType<Node> NODE =
      ValueTypes.structured(Node.class, "Node(value:int,next:Node)", new NodeSerializer());

  private static final class NodeSerializer extends Serializer<Node> {
    @Override
    public void write(Kryo kryo, Output output, Node node) {
      output.writeInt(node.value());
      kryo.writeObjectOrNull(output, node.next(), NODE.serializer());
    }

    @Override
    public Node read(Kryo kryo, Input input, Class<? extends Node> type) {
      return new Node(input.readInt(), kryo.readObjectOrNull(input, Node.class, NODE.serializer()));
    }
  }

  private static Node chain(int length) {
    Node node = null;
    for (int i = 0; i < length; i++) {
      node = new Node(i, node);
    }
    return node;
  }

  @Test
  void depthIsLimitedBothWays() {
    Node deep = chain(63);
    assertThat(NODE.decode(NODE.encode(deep))).isEqualTo(deep);
    assertThatThrownBy(() -> NODE.encode(chain(64)))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("depth");
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) 1);
    bytes[0] = 'K';
    assertThatThrownBy(() -> NODE.decode(bytes))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("depth");
    assertThat(NODE.decode(NODE.encode(deep))).isEqualTo(deep);
  }

  @Test
  void lengthsThatAreNotThereAreNotAllocated() {
    byte[] huge = {'K', -1, -1, -1, -1, 7, 1, 1, 1, 1};
    for (ValueType<?> type :
        List.of(
            ValueTypes.list(ValueTypes.INT),
            ValueTypes.set(ValueTypes.INT),
            ValueTypes.map(ValueTypes.INT, ValueTypes.INT),
            ValueTypes.array(int[].class, ValueTypes.INT),
            ValueTypes.array(long[].class, ValueTypes.LONG),
            ValueTypes.array(double[].class, ValueTypes.DOUBLE),
            ValueTypes.array(float[].class, ValueTypes.FLOAT),
            ValueTypes.array(char[].class, ValueTypes.CHAR),
            ValueTypes.array(short[].class, ValueTypes.SHORT),
            ValueTypes.array(boolean[].class, ValueTypes.BOOLEAN),
            ValueTypes.array(String[].class, ValueTypes.STRING),
            ValueTypes.jdk(BigInteger.class),
            ValueTypes.jdk(Path.class),
            Types.ORDER)) {
      assertThatThrownBy(() -> type.decode(huge))
          .as(type.name())
          .isInstanceOf(BadValueException.class)
          .hasMessageContaining(type.name());
    }
  }

  /** Each of 60 lists in each other says that it has as many elements as bytes are left. */
  @Test
  void lengthsWithinEachOtherAreNotAllocatedEither() {
    ValueType<?> list = ValueTypes.INT;
    ValueType<?> set = ValueTypes.INT;
    ValueType<?> map = ValueTypes.INT;
    ValueType<?> optional = ValueTypes.INT;
    for (int i = 0; i < 60; i++) {
      list = ValueTypes.list(list);
      set = ValueTypes.set(set);
      map = ValueTypes.map(map, ValueTypes.INT);
      optional = ValueTypes.optional(ValueTypes.list(optional));
    }
    byte[] bytes = new byte[4 << 20];
    Arrays.fill(bytes, (byte) -1);
    for (ValueType<?> type : List.of(list, set, map, ValueTypes.array(List[].class, list))) {
      for (int kind : new int[] {'K', 'L'}) {
        bytes[0] = (byte) kind;
        for (int at = 1; at + 5 < 60 * 5; at += 5) {
          // A varint of 2 M, and a byte that says that there is an element.
          bytes[at] = (byte) 0x80;
          bytes[at + 1] = (byte) 0x80;
          bytes[at + 2] = (byte) 0x80;
          bytes[at + 3] = 1;
          bytes[at + 4] = 1;
        }
        long before = allocated();
        assertThatThrownBy(() -> type.decode(bytes)).isInstanceOf(BadValueException.class);
        assertThat(allocated() - before).isLessThan(64L << 20);
      }
    }
    ValueType<?> nested = optional;
    assertThatThrownBy(() -> nested.decode(bytes)).isInstanceOf(BadValueException.class);
  }

  /** Six bytes, each of which Kryo as it is answers with an OutOfMemoryError. */
  @Test
  void bombsOfSixBytesAreBadValues() {
    byte[] bomb = {'K', -1, -1, -1, -1, 7};
    ValueType<Object> dynamic = new ValueType<>(Codecs.dynamic());
    for (ValueType<?> type :
        List.of(
            ValueTypes.array(byte[].class, ValueTypes.BYTE),
            ValueTypes.array(int[].class, ValueTypes.INT),
            ValueTypes.array(long[].class, ValueTypes.LONG),
            ValueTypes.array(List[].class, ValueTypes.list(ValueTypes.INT)),
            ValueTypes.array(String[].class, ValueTypes.STRING),
            ValueTypes.list(ValueTypes.list(ValueTypes.INT)),
            ValueTypes.jdk(BigInteger.class),
            dynamic)) {
      for (int kind : new int[] {'K', 'L', 'S', 'B'}) {
        bomb[0] = (byte) kind;
        long before = allocated();
        try {
          type.decode(bomb.clone());
        } catch (BadValueException e) {
          // The one permitted.
        }
        assertThat(allocated() - before).as(type.name()).isLessThan(1 << 20);
      }
    }
  }

  /** By name, as a dictionary has them: a BitSet is no value, and what is one is counted. */
  @Test
  void bombsInADictionaryAreBadValues() {
    ValueType<Object> dynamic = new ValueType<>(Codecs.dynamic());
    for (String name :
        List.of(
            "List",
            "Set",
            "Map",
            "byte[]",
            "java.math.BigInteger",
            "java.util.BitSet",
            "int[]",
            "[Ljava.lang.Object;",
            "java.util.ArrayList")) {
      Output out = new Output(64);
      out.writeByte('K');
      out.writeString(name);
      out.writeBytes(new byte[] {-1, -1, -1, -1, 7});
      assertThatThrownBy(() -> dynamic.decode(out.toBytes()))
          .as(name)
          .isInstanceOf(BadValueException.class);
    }
    Output deep = new Output(64, 1 << 20);
    deep.writeByte('K');
    for (int i = 0; i < 10_000; i++) {
      deep.writeString("List");
      deep.writeVarInt(1, true);
      deep.writeByte(1);
    }
    assertThatThrownBy(() -> dynamic.decode(deep.toBytes()))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("depth");
  }

  /** A million empty ones in a list are places for references, and one object. */
  @Test
  void emptyCollectionsCostNoMoreThanTheirPlaces() {
    int count = 1_000_000;
    byte[] bytes = new byte[5 + 2 * count];
    Output out = new Output(bytes);
    out.writeByte('K');
    out.writeVarInt(count, true);
    while (out.position() + 2 <= bytes.length) {
      out.writeByte(1);
      out.writeByte(0);
    }
    byte[] whole = Arrays.copyOf(bytes, 4 + 2 * count); // the count takes three bytes
    for (ValueType<?> inner :
        List.of(
            ValueTypes.list(ValueTypes.INT),
            ValueTypes.set(ValueTypes.INT),
            ValueTypes.map(ValueTypes.INT, ValueTypes.INT))) {
      // Inside another one, since by itself each element of a list has its length before it.
      ValueType<?> type = ValueTypes.array(Object[].class, inner);
      long before = allocated();
      Object[] decoded = (Object[]) type.decode(whole);
      assertThat(decoded).hasSize(count);
      assertThat(allocated() - before).as(inner.name()).isLessThan(16L << 20);
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void randomAndBrokenBytesAreBadValuesAndNothingElse() {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    Random random = new Random(seed);
    int rounds = Boolean.getBoolean("zproc.full") ? 30_000 : 3_000;
    List<Sample<?>> samples =
        List.of(
            new Sample<>(ValueTypes.INT, 5),
            new Sample<>(ValueTypes.BOOLEAN, true),
            new Sample<>(ValueTypes.STRING, "Grüße 😀"),
            new Sample<>(Types.SIZE, Size.BIG),
            new Sample<>(
                Types.ORDER,
                new Order("Ann", 3, List.of(new Topping.Fruit("kiwi", "nz")), Size.SMALL)),
            new Sample<>(NODE, chain(10)),
            new Sample<>(
                ValueTypes.map(ValueTypes.STRING, ValueTypes.list(ValueTypes.LONG)),
                Map.of("ä", List.of(1L, 2L), "b", List.of())),
            new Sample<>(ValueTypes.set(ValueTypes.DOUBLE), Set.of(1.0, 2.0)),
            new Sample<>(
                ValueTypes.optional(ValueTypes.jdk(BigDecimal.class)), Optional.of(BigDecimal.TEN)),
            new Sample<>(
                ValueTypes.jdk(ZonedDateTime.class),
                ZonedDateTime.parse("2026-01-01T00:00:00+01:00[Europe/Berlin]")),
            new Sample<>(
                ValueTypes.array(String[].class, ValueTypes.STRING), new String[] {"a", null}));
    for (int i = 0; i < rounds; i++) {
      for (Sample<?> sample : samples) {
        byte[] bytes = sample.broken(random);
        byte[] kept = bytes.clone();
        try {
          sample.type.decode(bytes);
        } catch (BadValueException e) {
          assertThat(e).hasMessageContaining(sample.type.name());
        } catch (Throwable e) {
          throw new AssertionError(
              sample.type + ", seed " + seed + ": " + Arrays.toString(kept), e);
        }
        assertThat(bytes).as("decoding writes to nobody's bytes").isEqualTo(kept);
      }
    }
  }

  private record Sample<T>(ValueType<T> type, T value) {
    byte[] broken(Random random) {
      byte[] good = type.encode(value);
      if (random.nextInt(4) == 0) {
        byte[] noise = new byte[1 + random.nextInt(40)];
        random.nextBytes(noise);
        noise[0] = good[0];
        return noise;
      }
      byte[] bytes = Arrays.copyOf(good, Math.max(0, good.length + random.nextInt(5) - 2));
      for (int i = random.nextInt(4); i > 0 && bytes.length > 1; i--) {
        bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
      }
      return bytes;
    }
  }

  @Test
  void trailingBytesAndDoubledElementsAreRefused() {
    byte[] good = ValueTypes.set(ValueTypes.INT).encode(Set.of(1));
    assertThatThrownBy(
            () -> ValueTypes.set(ValueTypes.INT).decode(Arrays.copyOf(good, good.length + 1)))
        .hasMessageContaining("1 bytes too many");
    byte[] longElement = {'L', 3, 1, 1, 0};
    assertThatThrownBy(() -> ValueTypes.list(ValueTypes.BOOLEAN).decode(longElement))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("1 bytes too many in element 0");
    byte[] longerThanAll = {'L', 3, 1, 1};
    assertThatThrownBy(() -> ValueTypes.list(ValueTypes.BOOLEAN).decode(longerThanAll))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("a length of 3 with 2 bytes left");
    byte[] elementPastItsEnd = {'L', 1, 1, 2, 1, 1};
    assertThatThrownBy(() -> ValueTypes.list(ValueTypes.BOOLEAN).decode(elementPastItsEnd))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("[0]");
    byte[] twice = {'K', 2, 1, 1, 1, 1};
    assertThatThrownBy(() -> ValueTypes.set(ValueTypes.BOOLEAN).decode(twice))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void manyThreadsMayReadTheSameBytes() throws Exception {
    byte[] bytes = ValueTypes.list(ValueTypes.STRING).encode(List.of("ascii text", "more text"));
    Thread[] threads = new Thread[4];
    Throwable[] failures = new Throwable[threads.length];
    for (int i = 0; i < threads.length; i++) {
      int mine = i;
      threads[i] =
          new Thread(
              () -> {
                for (int k = 0; k < 20_000; k++) {
                  List<String> read = ValueTypes.list(ValueTypes.STRING).decode(bytes);
                  if (!read.equals(List.of("ascii text", "more text"))) {
                    failures[mine] = new AssertionError(read.toString());
                  }
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).containsOnlyNulls();
  }
}
