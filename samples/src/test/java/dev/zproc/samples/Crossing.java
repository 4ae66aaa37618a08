package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.Serializer;
import dev.zproc.Serializers;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.state.StateMap;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of everything that crosses: into another JVM, through the state, and back. */
final class Crossing {

  /** A class of our own, which lets itself in. */
  @Serializers(Money.ByText.class)
  static final class Money {
    private final BigDecimal amount;
    private final Currency currency;

    Money(BigDecimal amount, Currency currency) {
      this.amount = amount;
      this.currency = currency;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Money money
          && money.amount.equals(amount)
          && money.currency.equals(currency);
    }

    @Override
    public int hashCode() {
      return amount.hashCode() ^ currency.hashCode();
    }

    @Override
    public String toString() {
      return amount + " " + currency;
    }

    static final class ByText implements Serializer<Money, String> {
      @Override
      public String serialize(Money value) {
        return value.toString();
      }

      @Override
      public Money deserialize(String form) {
        String[] parts = form.split(" ", 2);
        return new Money(new BigDecimal(parts[0]), Currency.getInstance(parts[1]));
      }
    }
  }

  /** Lets in a class of the JDK, for whoever has such an order. */
  @Serializers(CurrencySerializer.class)
  record Order(List<Item> items, @Nullable Currency currency, @Nullable Order before) {}

  static final class CurrencySerializer implements Serializer<Currency, String> {
    @Override
    public String serialize(Currency value) {
      return value.getCurrencyCode();
    }

    @Override
    public Currency deserialize(String form) {
      return Currency.getInstance(form);
    }
  }

  record Item(String name, Money price, @Nullable Size size) {}

  enum Size {
    SMALL,
    BIG {
      @Override
      public String toString() {
        return "big one";
      }
    }
  }

  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(float side) implements Shape {}

  record Texts(String text, char letter, UUID id, URI uri, Path path) {}

  record Numbers(BigInteger big, BigDecimal exact, long[] longs, double[][] table, Long boxed) {}

  record Times(Instant instant, Duration duration, ZonedDateTime zoned, TimeUnit unit) {}

  record Everything(
      Texts texts,
      Numbers numbers,
      Times times,
      List<Map<String, Order>> orders,
      Set<Size> sizes,
      Map<Money, Optional<Shape>> shapes,
      Optional<Order> last) {}

  @State
  interface Counter {
    @Nullable Money total();

    @Nullable Everything everything();

    StateMap<Money, Order> byPrice();
  }

  private Crossing() {}

  /** Puts into the state what it was called with, and gives it back. */
  @ChildProcess
  @WaitFor("exists(total)")
  static Everything echo(
      Crossing_CounterState counter, Counter then, Everything everything, Money... prices) {
    counter.atomically(
        draft -> {
          draft.everything(everything);
          draft.total(prices[0]);
        });
    for (Order order : everything.orders().get(0).values()) {
      counter.byPrice().put(order.items().get(0).price(), order);
    }
    if (!prices[1].equals(then.total())) {
      throw new IllegalStateException("the state began with " + then.total());
    }
    return everything;
  }
}
