package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.Types;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Sequence;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that somebody appends to who does not know what is in them. */
class ListsTest {

  @Test
  void aListThatWasAppendedToIsTheListOfAllElements() {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    System.out.println("seed (-Dzproc.seed=…): " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      check(
          random,
          ValueTypes.list(ValueTypes.STRING),
          Arrays.asList("", "é", "x".repeat(300), null));
      check(random, ValueTypes.list(ValueTypes.LONG), Arrays.asList(0L, Long.MIN_VALUE, null));
      check(
          random,
          ValueTypes.list(ValueTypes.list(ValueTypes.INT)),
          Arrays.asList(List.of(), List.of(1, 2), null));
      check(
          random,
          ValueTypes.list(Types.ORDER),
          Arrays.asList(Order.of("Ann", 1), Order.of("Bob", 2), null));
    }
  }

  private static <E> void check(
      Random random, ValueType<List<E>> type, List<@Nullable E> elements) {
    List<@Nullable E> expected = new ArrayList<>();
    Bytes bytes = Bytes.wrap(type.encode(List.of()));
    assertThat(bytes).isEqualTo(Sequence.EMPTY);
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      E element = elements.get(random.nextInt(elements.size()));
      int cap = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(4);
      bytes = Sequence.append(bytes, Bytes.wrap(Lists.encodeElement(type.codec(), element)), cap);
      expected.add(element);
      while (expected.size() > cap) {
        expected.remove(0);
      }
      assertThat(type.decode(bytes.shared())).isEqualTo(expected);
      assertThat(bytes).isEqualTo(Bytes.wrap(type.encode(expected)));
    }
  }

  @Test
  void whatCannotBeAnElementIsNamed(@TempDir Path folder) throws Exception {
    try (FileSystem other =
        FileSystems.newFileSystem(folder.resolve("other.zip"), Map.of("create", "true"))) {
      Path foreign = other.getPath("a");
      Files.createFile(foreign);
      ValueType<List<Path>> type = ValueTypes.list(ValueTypes.jdk(Path.class));
      assertThatThrownBy(() -> Lists.encodeElement(type.codec(), foreign))
          .isInstanceOf(BadValueException.class)
          .hasMessageContaining("cannot append a java.nio.file.Path")
          .hasMessageContaining("another file system");
    }
  }
}
