package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import dev.zproc.samples.Crossing.Circle;
import dev.zproc.samples.Crossing.Everything;
import dev.zproc.samples.Crossing.Item;
import dev.zproc.samples.Crossing.Money;
import dev.zproc.samples.Crossing.Numbers;
import dev.zproc.samples.Crossing.Order;
import dev.zproc.samples.Crossing.Shape;
import dev.zproc.samples.Crossing.Size;
import dev.zproc.samples.Crossing.Square;
import dev.zproc.samples.Crossing.Texts;
import dev.zproc.samples.Crossing.Times;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever list, set or map a value holds, an equal one comes out of the other JVM. */
class CrossingIT {

  private static final Money PRICE = money("9.50", "EUR");
  private static final Money OTHER = money("-0.001", "JPY");

  @Test
  void whatCrossesIsTheSameOnTheOtherSide() {
    Everything everything = everything();
    Order order = everything.orders().get(0).get("one");
    try (ZProc zproc = ZProc.open()) {
      Crossing_CounterState counter = Crossing_CounterState.of(zproc);
      counter.total().set(OTHER);

      Child<Everything> child = zproc.spawn(CrossingLauncher.echo(everything, PRICE, OTHER));

      assertSame(child.join(), everything);
      assertThat(counter.total().get()).isEqualTo(PRICE);
      assertSame(counter.everything().get(), everything);
      assertThat(counter.byPrice().get(PRICE)).isEqualTo(order);
      assertThat(counter.byPrice().keySet()).containsExactly(PRICE);
    }
  }

  private static void assertSame(Everything actual, Everything expected) {
    // Records compare arrays by identity.
    assertThat(actual.numbers().longs()).isEqualTo(expected.numbers().longs());
    assertThat((Object[]) actual.numbers().table()).isEqualTo(expected.numbers().table());
    Numbers numbers = expected.numbers();
    Numbers rest =
        new Numbers(
            actual.numbers().big(),
            actual.numbers().exact(),
            numbers.longs(),
            numbers.table(),
            actual.numbers().boxed());
    assertThat(
            new Everything(
                actual.texts(),
                rest,
                actual.times(),
                actual.orders(),
                actual.sizes(),
                actual.shapes(),
                actual.last()))
        .isEqualTo(expected);
  }

  /** Of the collections that serializers stumble over, one each. */
  private static Everything everything() {
    Item item = new Item("cake \ud83c\udf70 \ud800", PRICE, Size.BIG);
    Order first = new Order(new ArrayList<>(List.of(item, item, item)).subList(1, 3), null, null);
    Order order = new Order(Arrays.asList(item), Currency.getInstance("CHF"), first);
    Map<String, Order> synchronizedMap = Collections.synchronizedMap(new LinkedHashMap<>());
    synchronizedMap.put("one", order);
    EnumMap<Size, Order> bySize = new EnumMap<>(Map.of(Size.SMALL, first));
    Map<String, Order> byName = new TreeMap<>();
    bySize.forEach((size, value) -> byName.put(size.name(), value));
    Map<Money, Optional<Shape>> shapes = new LinkedHashMap<>();
    shapes.put(PRICE, Optional.of(new Circle(-0.0)));
    shapes.put(OTHER, Optional.of(new Square(Float.MIN_VALUE)));
    shapes.put(money("0", "EUR"), Optional.empty());
    return new Everything(
        new Texts(
            "", '\uffff', new UUID(1, -2), URI.create("urn:isbn:0451450523"), Path.of("a", "b c")),
        new Numbers(
            BigInteger.TWO.pow(200).negate(),
            new BigDecimal("1.50"),
            new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE},
            new double[][] {{Double.NaN, -0.0}, {}},
            Long.MAX_VALUE),
        new Times(
            Instant.MAX,
            Duration.ofNanos(-1),
            ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 1, ZoneId.of("Europe/Berlin")),
            TimeUnit.DAYS),
        Collections.unmodifiableList(Arrays.asList(synchronizedMap, byName)),
        EnumSet.allOf(Size.class),
        Collections.unmodifiableMap(shapes),
        Optional.of(order));
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.getInstance(currency));
  }
}
