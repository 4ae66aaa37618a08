package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.fixtures.Topping;
import dev.zproc.runtime.fixtures.Types;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoundTripTest {

  private static <T> void survives(ValueType<T> type, T value) {
    byte[] bytes = type.encode(value);
    T back = type.decode(bytes);
    if (value.getClass().isArray()) {
      assertThat(java.util.Objects.deepEquals(back, value)).isTrue();
    } else {
      assertThat(back).isEqualTo(value);
      assertThat(type.encode(back)).isEqualTo(bytes);
    }
    // Inside others, too, where it is Kryo's.
    ValueType<List<T>> list = ValueTypes.list(type);
    assertThat(
            Arrays.deepEquals(
                list.decode(list.encode(List.of(value))).toArray(), new Object[] {value}))
        .isTrue();
  }

  @Test
  void scalars() {
    survives(ValueTypes.BOOLEAN, true);
    survives(ValueTypes.BYTE, (byte) -1);
    survives(ValueTypes.SHORT, Short.MIN_VALUE);
    survives(ValueTypes.CHAR, '\ud800');
    survives(ValueTypes.INT, Integer.MIN_VALUE);
    survives(ValueTypes.LONG, Long.MAX_VALUE);
    survives(ValueTypes.FLOAT, -0.0f);
    survives(ValueTypes.FLOAT, Float.NaN);
    survives(ValueTypes.DOUBLE, Double.MIN_VALUE);
    survives(ValueTypes.DOUBLE, Double.NaN);
    survives(Types.SIZE, Size.BIG);
  }

  @Test
  void textsOfAllSorts() {
    for (String text :
        List.of(
            "",
            "a",
            "plain ascii text",
            "Grüße",
            "日本語",
            "a\0b",
            "😀",
            "\ud83d",
            "\ude00\ud83d",
            "x\udc00y\ud800",
            "\ufffd",
            "😀\ud83d")) {
      survives(ValueTypes.STRING, text);
    }
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      String one = String.valueOf((char) c);
      assertThat(ValueTypes.STRING.decode(ValueTypes.STRING.encode(one))).isEqualTo(one);
    }
  }

  @Test
  void textsAreInTheOrderOfTheirCodePoints() {
    byte[] emoji = ValueTypes.STRING.encode("😀");
    assertThat(Arrays.compareUnsigned(ValueTypes.STRING.encode("\ud83d"), emoji)).isNegative();
    assertThat(Arrays.compareUnsigned(ValueTypes.STRING.encode("\uffff"), emoji)).isNegative();
  }

  @Test
  void typesOfTheJdk() {
    survives(ValueTypes.jdk(UUID.class), UUID.randomUUID());
    survives(ValueTypes.jdk(URI.class), URI.create("https://example.org/a?b=c#d"));
    survives(ValueTypes.jdk(Path.class), Path.of("some", "where"));
    survives(ValueTypes.jdk(BigInteger.class), BigInteger.ONE.shiftLeft(1000).negate());
    survives(ValueTypes.jdk(BigDecimal.class), new BigDecimal("-1.2300"));
    survives(ValueTypes.jdk(Duration.class), Duration.ofSeconds(-5, 7));
    survives(ValueTypes.jdk(Instant.class), Instant.MIN);
    survives(ValueTypes.jdk(LocalDate.class), LocalDate.of(2026, 2, 28));
    survives(ValueTypes.jdk(LocalTime.class), LocalTime.MAX);
    survives(ValueTypes.jdk(LocalDateTime.class), LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6));
    survives(ValueTypes.jdk(OffsetTime.class), OffsetTime.of(LocalTime.NOON, ZoneOffset.MAX));
    survives(
        ValueTypes.jdk(OffsetDateTime.class),
        OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneOffset.MIN));
    // The two instants of one wall-clock time.
    ZonedDateTime early = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
    survives(ValueTypes.jdk(ZonedDateTime.class), early.withEarlierOffsetAtOverlap());
    survives(ValueTypes.jdk(ZonedDateTime.class), early.withLaterOffsetAtOverlap());
    survives(ValueTypes.jdk(ZoneId.class), ZoneId.of("Asia/Tokyo"));
    survives(ValueTypes.jdk(ZoneId.class), ZoneOffset.ofHours(2));
    survives(ValueTypes.jdk(ZoneOffset.class), ZoneOffset.ofHoursMinutesSeconds(1, 2, 3));
    survives(ValueTypes.jdk(Period.class), Period.of(1, -2, 3));
    survives(ValueTypes.jdk(Year.class), Year.of(-44));
    survives(ValueTypes.jdk(YearMonth.class), YearMonth.of(2026, 11));
    survives(ValueTypes.jdk(MonthDay.class), MonthDay.of(2, 29));
    survives(ValueTypes.jdk(DayOfWeek.class), DayOfWeek.SUNDAY);
    assertThatThrownBy(() -> ValueTypes.jdk(Thread.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  @Test
  void collectionsAndRecords() {
    survives(ValueTypes.list(ValueTypes.list(ValueTypes.INT)), List.of(List.of(1), List.of()));
    survives(ValueTypes.set(ValueTypes.STRING), Set.of("a", "b", "c"));
    survives(ValueTypes.map(ValueTypes.STRING, ValueTypes.LONG), Map.of("a", 1L, "b", 2L));
    survives(ValueTypes.optional(ValueTypes.STRING), Optional.of("x"));
    survives(ValueTypes.optional(ValueTypes.STRING), Optional.empty());
    survives(ValueTypes.list(ValueTypes.STRING), Arrays.asList("a", null, "b"));
    Map<String, Integer> withNulls = new HashMap<>();
    withNulls.put(null, 1);
    withNulls.put("a", null);
    survives(ValueTypes.map(ValueTypes.STRING, ValueTypes.INT), withNulls);
    survives(
        Types.ORDER,
        new Order(
            "Ann", 3, List.of(new Topping.Sugar(5), new Topping.Fruit("kiwi", null)), Size.SMALL));
  }

  @Test
  void arrays() {
    survives(ValueTypes.array(byte[].class, ValueTypes.BYTE), new byte[] {1, -2});
    survives(ValueTypes.array(int[].class, ValueTypes.INT), new int[] {1, Integer.MIN_VALUE});
    survives(ValueTypes.array(long[].class, ValueTypes.LONG), new long[] {1, Long.MIN_VALUE});
    survives(ValueTypes.array(short[].class, ValueTypes.SHORT), new short[] {1, -1});
    survives(ValueTypes.array(char[].class, ValueTypes.CHAR), new char[] {'a', '\ud800'});
    survives(ValueTypes.array(boolean[].class, ValueTypes.BOOLEAN), new boolean[] {true, false});
    survives(ValueTypes.array(float[].class, ValueTypes.FLOAT), new float[] {1.5f, Float.NaN});
    survives(ValueTypes.array(double[].class, ValueTypes.DOUBLE), new double[] {1.5, -0.0});
    survives(ValueTypes.array(String[].class, ValueTypes.STRING), new String[] {"a", null});
    survives(ValueTypes.array(Integer[].class, ValueTypes.INT), new Integer[] {1, null});
    ValueType<int[]> ints = ValueTypes.array(int[].class, ValueTypes.INT);
    survives(ValueTypes.array(int[][].class, ints), new int[][] {{1}, {}, null});
    assertThat(ints.name()).isEqualTo("int[]");
    assertThat(ValueTypes.array(Integer[].class, ValueTypes.INT).name())
        .isEqualTo("java.lang.Integer[]");
  }

  @Test
  void equalSetsAndMapsHaveEqualBytesWhateverTheirOrder() {
    ValueType<Set<String>> set = ValueTypes.set(ValueTypes.STRING);
    List<String> words = List.of("pear", "fig", "apple", "kiwi", "plum", "date");
    byte[] expected = set.encode(new LinkedHashSet<>(words));
    assertThat(set.encode(new TreeSet<>(words))).isEqualTo(expected);
    assertThat(set.encode(new TreeSet<>(words).descendingSet())).isEqualTo(expected);
    assertThat(set.encode(Set.copyOf(words))).isEqualTo(expected);
    ValueType<Map<Set<String>, Integer>> map = ValueTypes.map(set, ValueTypes.INT);
    assertThat(map.encode(Map.of(Set.of("a", "b"), 1, Set.of("c"), 2)))
        .isEqualTo(
            map.encode(new java.util.LinkedHashMap<>(Map.of(Set.of("c"), 2, Set.of("b", "a"), 1))));
  }

  @Test
  void whatComesBackIsUnmodifiable() {
    ValueType<List<String>> list = ValueTypes.list(ValueTypes.STRING);
    ValueType<Set<String>> set = ValueTypes.set(ValueTypes.STRING);
    ValueType<Map<String, String>> map = ValueTypes.map(ValueTypes.STRING, ValueTypes.STRING);
    List<String> names = list.decode(list.encode(List.of("a")));
    Set<String> tags = set.decode(set.encode(Set.of("a")));
    Map<String, String> pairs = map.decode(map.encode(Map.of("a", "b")));
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable write :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> names.add("b"),
            () -> names.remove("a"),
            () -> names.set(0, "b"),
            () -> names.iterator().remove(),
            () -> Collections.sort(names),
            names::clear,
            () -> tags.add("b"),
            () -> tags.removeIf(t -> true),
            tags::clear,
            () -> pairs.put("a", "c"),
            () -> pairs.merge("a", "b", String::concat),
            () -> pairs.keySet().clear(),
            () -> pairs.entrySet().iterator().next().setValue("x"),
            pairs::clear,
            () -> list.zero().add("x"))) {
      assertThatThrownBy(write)
          .satisfiesAnyOf(
              e -> assertThat(e).isInstanceOf(UnsupportedOperationException.class),
              e -> assertThat(e).isInstanceOf(IllegalStateException.class));
    }
    assertThat(names).containsExactly("a");
    assertThat(tags).containsExactly("a");
    assertThat(pairs).containsExactly(Map.entry("a", "b"));
  }

  @Test
  void namesAndClosures() {
    assertThat(ValueTypes.INT.name()).isEqualTo("int");
    assertThat(ValueTypes.map(ValueTypes.INT, ValueTypes.list(ValueTypes.STRING)).name())
        .isEqualTo("java.util.Map<java.lang.Integer,java.util.List<java.lang.String>>");
    assertThat(Types.SIZE.closure()).isEqualTo("dev.zproc.runtime.fixtures.Size{SMALL,BIG}");
    assertThat(ValueTypes.map(Types.SIZE, Types.TOPPING).closure())
        .isEqualTo(Types.SIZE.closure() + ";" + Types.TOPPING.closure());
    assertThat(ValueTypes.map(Types.ORDER, Types.SIZE).closure()).isEqualTo(Types.ORDER.closure());
    assertThat(ValueTypes.list(ValueTypes.STRING).closure()).isEmpty();
  }

  @Test
  void zeros() {
    assertThat(ValueTypes.INT.zero()).isZero();
    assertThat(ValueTypes.BOOLEAN.zero()).isFalse();
    assertThat(ValueTypes.CHAR.zero()).isEqualTo('\0');
    assertThat(ValueTypes.STRING.zero()).isNull();
    assertThat(Types.ORDER.zero()).isNull();
    assertThat(Types.SIZE.zero()).isNull();
    assertThat(ValueTypes.list(Types.ORDER).zero()).isEmpty();
    assertThat(ValueTypes.optional(Types.ORDER).zero()).isEmpty();
    assertThat(ValueTypes.array(int[].class, ValueTypes.INT).zero()).isEmpty();
    assertThat(ValueTypes.array(byte[].class, ValueTypes.BYTE).zero()).isEmpty();
  }

  /** These bytes are in logs and in other versions: they stay as they are. */
  @Test
  void goldenBytes() {
    golden(ValueTypes.INT, 258, "4900000102");
    golden(ValueTypes.BOOLEAN, true, "5a01");
    golden(ValueTypes.STRING, "aé", "5461c3a9");
    golden(ValueTypes.STRING, "\ud83d", "54eda0bd");
    golden(Types.SIZE, Size.BIG, "45424947");
    golden(ValueTypes.array(byte[].class, ValueTypes.BYTE), new byte[] {7}, "5807");
    golden(ValueTypes.list(ValueTypes.INT), List.of(1), "4c050101000000");
    golden(
        ValueTypes.list(ValueTypes.list(ValueTypes.INT)),
        List.of(List.of(1)),
        "4c0701010101000000");
    golden(ValueTypes.set(ValueTypes.STRING), Set.of("bb", "aa"), "4b020161e10162e2");
    golden(ValueTypes.optional(ValueTypes.BOOLEAN), Optional.of(true), "4b0101");
    golden(Types.ORDER, Order.of("Ann", 1), "4b416eee01000000010000");
  }

  private static <T> void golden(ValueType<T> type, T value, String hex) {
    assertThat(HexFormat.of().formatHex(type.encode(value))).as(type.name()).isEqualTo(hex);
  }

  @Test
  void wrongKindsNameBoth() {
    assertThatThrownBy(() -> ValueTypes.STRING.decode(ValueTypes.INT.encode(1)))
        .isInstanceOf(BadValueException.class)
        .hasMessage("expected java.lang.String but found int");
    assertThatThrownBy(() -> Types.ORDER.decode(ValueTypes.STRING.encode("x")))
        .isInstanceOf(BadValueException.class)
        .hasMessage("expected dev.zproc.runtime.fixtures.Order but found java.lang.String");
    assertThatThrownBy(
            () -> Types.SIZE.decode("EHUGE".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("HUGE");
  }

  @Test
  void whatCannotBeEncodedNamesThePath() {
    ValueType<List<List<Path>>> paths =
        ValueTypes.list(ValueTypes.list(ValueTypes.jdk(Path.class)));
    Path foreign = foreignPath();
    assertThatThrownBy(() -> paths.encode(List.of(List.of(), List.of(Path.of("a"), foreign))))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("cannot encode a java.util.List<java.util.List<java.nio.file.Path>>")
        .hasMessageContaining("at [1][1]: a Path of another file system");
    List<List<Path>> nested = List.of();
    assertThatThrownBy(() -> paths.encode(null)).isInstanceOf(BadValueException.class);
    assertThat(paths.decode(paths.encode(nested))).isEmpty();
  }

  private static Path foreignPath() {
    return java.nio.file.FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
  }
}
