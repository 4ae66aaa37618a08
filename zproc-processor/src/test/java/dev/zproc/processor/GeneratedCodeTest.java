package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Runs generated code: each program is compiled with a good case, in its package, and returns what
 * it found wrong.
 */
class GeneratedCodeTest {

  @Test
  void valuesComeBackAsTheyWere() throws Exception {
    assertThat(run("types", "com.acme.types.RoundTrip", ROUND_TRIP)).isEmpty();
  }

  @Test
  void snapshotsDraftsAndInitialValuesBehave() throws Exception {
    assertThat(run("bakery", "com.acme.Views", VIEWS)).isEmpty();
  }

  @Test
  void conditionsThatLookIntoRecordsAreNullSafe() throws Exception {
    assertThat(run("conditions", "com.acme.Tests", TESTS)).isEmpty();
  }

  @Test
  void classesWithSerializersOfTheirOwnComeBackAsTheyWere() throws Exception {
    assertThat(run("serializers", "com.acme.Serialized", SERIALIZED)).isEmpty();
  }

  private static final String SERIALIZED =
      """
      package com.acme;

      import com.acme.foreign.Matrix;
      import dev.zproc.runtime.failure.BadValueException;
      import dev.zproc.runtime.spi.ValueType;
      import java.util.*;
      import java.util.regex.Pattern;

      public final class Serialized implements java.util.concurrent.Callable<List<String>> {
        private final List<String> wrong = new ArrayList<>();

        @Override
        public List<String> call() {
          equal(ShopLauncher.Types.MONEY, Money.ofCents(Long.MAX_VALUE));
          equal(Shop_TillState.Types.MONEY, Money.ofCents(0));
          Payment.Cash cash = new Payment.Cash(List.of());
          Payment.Cash more = new Payment.Cash(List.of(cash, new Payment.Cash(List.of(cash))));
          equal(Shop_TillState.Types.ORDER, new Order(List.of(), null, new Payment.Card("7")));
          equal(Shop_TillState.Types.ORDER, new Order(List.of(Money.ofCents(1)), null, more));
          Order order = new Order(List.of(), Pattern.compile("a*"), cash);
          if (!"a*".equals(sameBytes(Shop_TillState.Types.ORDER, order).filter().pattern())) {
            wrong.add("the pattern is another one");
          }
          Matrix[] loads = {() -> new double[] {1, -0.0}, null};
          Map<Money, Matrix[]> back =
              sameBytes(ShopLauncher.Types.MAP_OF_MONEY_TO_MATRIX_ARRAY, Map.of(Money.ofCents(3), loads));
          if (!Arrays.equals(back.get(Money.ofCents(3))[0].cells(), new double[] {1, -0.0})) {
            wrong.add("the map is another one: " + back);
          }
          closure("com.acme.Money=java.lang.Long@com.acme.Money$Cents", ShopLauncher.Types.MONEY);
          closure(
              "com.acme.foreign.Matrix=com.acme.foreign.MatrixSerializer$Form"
                  + "@com.acme.foreign.MatrixSerializer;"
                  + "com.acme.foreign.MatrixSerializer$Form(cells:double[])",
              ShopLauncher.Types.MATRIX);
          refused(Shop_TillState.Types.MONEY.encode(Money.ofCents(0x1111)));
          return wrong;
        }

        /** The serializer checks what it gets, and what it throws says whose fault it is. */
        private void refused(byte[] bytes) {
          bytes[bytes.length - 1] = (byte) 0x80;
          try {
            wrong.add("decoded " + Shop_TillState.Types.MONEY.decode(bytes));
          } catch (BadValueException e) {
            if (!e.getMessage().contains("com.acme.Money$Cents failed: java.lang.IllegalArgumentException: a debt")) {
              wrong.add("refused with " + e.getMessage());
            }
          }
        }

        private void closure(String expected, ValueType<?> type) {
          if (!type.closure().equals(expected)) {
            wrong.add(type + " has the closure " + type.closure());
          }
        }

        private <T> void equal(ValueType<T> type, T value) {
          T back = sameBytes(type, value);
          if (!value.equals(back)) {
            wrong.add(type + ": " + value + " came back as " + back);
          }
        }

        private <T> T sameBytes(ValueType<T> type, T value) {
          byte[] bytes = type.encode(value);
          T back = type.decode(bytes);
          if (!Arrays.equals(bytes, type.encode(back))) {
            wrong.add(type + ": " + value + " has other bytes when it comes back");
          }
          return back;
        }
      }
      """;

  private static final String ROUND_TRIP =
      """
      package com.acme.types;

      import dev.zproc.runtime.failure.BadValueException;
      import dev.zproc.runtime.spi.ValueType;
      import java.time.*;
      import java.util.*;

      public final class RoundTrip implements java.util.concurrent.Callable<List<String>> {
        private final List<String> wrong = new ArrayList<>();

        @Override
        public List<String> call() {
          Tree leaf = new Tree(null, List.of(), Map.of(), new Tree[0]);
          Tree tree =
              new Tree(leaf, List.of(leaf, leaf), Map.of("a", List.of(List.of(leaf))), new Tree[] {leaf});
          byId(WarehouseState.Types.TREE, tree);
          equal(WarehouseState.Types.SCALARS,
              new Scalars(true, (byte) 1, (short) -2, 'c', 4, -5L, 6f, 7d, "ä", 8, 'x'));
          equal(WarehouseState.Types.SCALARS,
              new Scalars(false, Byte.MIN_VALUE, Short.MAX_VALUE, '\\uffff', Integer.MIN_VALUE,
                  Long.MAX_VALUE, Float.NaN, -0.0, null, null, null));
          for (Shape shape : List.of(new Shape.Circle(1), new Shape.Square(2), Shape.Special.PLANE)) {
            equal(WarehouseState.Types.SHAPE, shape);
          }
          equal(WarehouseState.Types.EMPTY, new Empty());
          equal(WarehouseState.Types.RESULT_OF_STRING_AND_SHAPE, new Result.Ok<>("fine"));
          equal(WarehouseState.Types.RESULT_OF_STRING_AND_SHAPE, new Result.Failed<>(null));
          equal(WarehouseState.Types.RESULT_OF_STRING_AND_SHAPE, new Result.Failed<>(Shape.Special.POINT));
          equal(WarehouseState.Types.RESULT_OF_LONG_AND_STRING, new Result.Number(3));
          equal(WarehouseState.Types.RESULT_OF_LONG_AND_STRING, new Result.Ok<>(3L));
          equal(WarehouseState.Types.PAIR_OF_INTEGER_AND_INTEGER, new Pair<>(1, null));
          byId(WarehouseState.Types.PAIR_OF_STRING_AND_LIST_OF_TREE, new Pair<>("a", List.of(tree)));
          equal(WarehouseState.Types.MAP_OF_UUID_TO_OPTIONAL_INSTANT,
              Map.of(new UUID(1, 2), Optional.of(Instant.EPOCH), new UUID(3, 4), Optional.empty()));
          equal(WarehouseState.Types.SET_OF_DAY_OF_WEEK, Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
          byId(WarehouseState.Types.STRING_ARRAY_ARRAY, new String[][] {{"a"}, {}});
          byId(WarehouseState.Types.INT_ARRAY, new int[] {1, 2});
          unknownSubtype();
          return wrong;
        }

        private void unknownSubtype() {
          byte[] bytes = WarehouseState.Types.SHAPE.encode(new Shape.Circle(1));
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 0x55;
          }
          try {
            wrong.add("decoded " + WarehouseState.Types.SHAPE.decode(bytes));
          } catch (BadValueException expected) {
            // as it should be
          }
        }

        private <T> void equal(ValueType<T> type, T value) {
          T back = byId(type, value);
          if (!value.equals(back)) {
            wrong.add(type + ": " + value + " came back as " + back);
          }
        }

        private <T> T byId(ValueType<T> type, T value) {
          byte[] bytes = type.encode(value);
          T back = type.decode(bytes);
          if (!Arrays.equals(bytes, type.encode(back))) {
            wrong.add(type + ": " + value + " has other bytes when it comes back");
          }
          return back;
        }
      }
      """;

  private static final String VIEWS =
      """
      package com.acme;

      import dev.zproc.runtime.spi.KeySpec;
      import dev.zproc.runtime.spi.StateSchema;
      import dev.zproc.runtime.spi.StateView;
      import java.util.*;

      public final class Views implements java.util.concurrent.Callable<List<String>> {
        private final List<String> wrong = new ArrayList<>();

        private record View(Object... values) implements StateView {
          @SuppressWarnings("unchecked")
          @Override
          public <T> T get(int key) {
            return (T) values[key];
          }

          @Override
          public int getInt(int key) {
            return (Integer) values[key];
          }

          @Override
          public long getLong(int key) {
            return (Long) values[key];
          }

          @Override
          public double getDouble(int key) {
            return (Double) values[key];
          }

          @Override
          public boolean getBoolean(int key) {
            return (Boolean) values[key];
          }
        }

        @Override
        public List<String> call() {
          StateSchema<Bakery> schema = BakeryState.SCHEMA;
          Order order = new Order("Ann", 2, List.of(new Sugar(3)), Size.BIG);
          Bakery one = schema.snapshot(new View(1, 3, List.of("a"), order, null));
          Bakery same = schema.snapshot(new View(1, 3, List.of("a"), order, null));
          Bakery other = schema.snapshot(new View(1, 3, List.of("a"), null, null));
          expect("equal", true, one.equals(same));
          expect("hash", one.hashCode(), same.hashCode());
          expect("unequal", false, one.equals(other));
          expect("text", "Bakery[cookies=1, price=3, names=[a], last=null, orders=null]", other.toString());
          expect("namespace", "bakery", schema.namespace());
          expect("names", List.of("cookies", "price", "names", "last", "orders"),
              schema.keys().stream().map(KeySpec::name).toList());
          expect("kinds", "[ZERO, INITIAL, ZERO, NULLABLE, MAP]",
              schema.keys().stream().map(KeySpec::kind).toList().toString());
          expect("initial", 3, schema.initial(1));
          expect("closure",
              "com.acme.Fruit(name:java.lang.String,origin:java.lang.String);"
                  + "com.acme.Order(customer:java.lang.String,count:int,"
                  + "toppings:java.util.List<com.acme.Topping>,size:com.acme.Size);"
                  + "com.acme.Size{SMALL,BIG};com.acme.Sugar(grams:int);"
                  + "com.acme.Topping[com.acme.Fruit,com.acme.Sugar]",
              schema.keys().get(3).type().closure());
          expect("size", "com.acme.Size{SMALL,BIG}", BakeryState.Types.SIZE.closure());
          try {
            wrong.add("no failure but " + schema.initial(0));
          } catch (IllegalArgumentException expected) {
            // it has no default method
          }
          return wrong;
        }

        private void expect(String what, Object expected, Object actual) {
          if (!expected.equals(actual)) {
            wrong.add(what + ": expected " + expected + ", but was " + actual);
          }
        }
      }
      """;

  private static final String TESTS =
      """
      package com.acme;

      import dev.zproc.runtime.spi.Moment;
      import dev.zproc.runtime.spi.StateSchema;
      import java.util.*;

      public final class Tests implements java.util.concurrent.Callable<List<String>> {
        private record Desks(Customer customer) implements Desk {
          @Override
          public int tickets() {
            return 11;
          }

          @Override
          public boolean open() {
            return true;
          }

          @Override
          public double load() {
            return 0;
          }

          @Override
          public Level level() {
            return null;
          }

          @Override
          public String note() {
            return null;
          }

          @Override
          public List<String> queue() {
            return List.of();
          }
        }

        private record Now(Desk desk, String city) implements Moment {
          @SuppressWarnings("unchecked")
          @Override
          public <S> S snapshot(StateSchema<S> schema) {
            return (S) desk;
          }

          @SuppressWarnings("unchecked")
          @Override
          public <T> T argument(int index) {
            return (T) city;
          }
        }

        @Override
        public List<String> call() {
          Customer ann = new Customer("Ann", new Address("Rome", 'a'), Level.LOW, 3);
          Customer bob = new Customer("Bob", null, Level.HIGH, 2);
          return List.of(
                  test(ann, "Rome", "[true, true, true, true]"),
                  test(ann, "Oslo", "[false, true, true, true]"),
                  test(bob, "Rome", "[false, false, false, true]"),
                  test(null, "Rome", "[false, false, false, true]"),
                  test(bob, null, "[true, false, false, true]"))
              .stream()
              .filter(line -> !line.isEmpty())
              .toList();
        }

        private static String test(Customer customer, String city, String expected) {
          Clerk_ComponentsMain entry = new Clerk_ComponentsMain();
          List<Boolean> holds = new ArrayList<>();
          for (int id = 0; id < 4; id++) {
            holds.add(entry.test(id, new Now(new Desks(customer), city)));
          }
          return holds.toString().equals(expected) ? "" : customer + ", " + city + ": " + holds;
        }
      }
      """;

  private static List<?> run(String name, String type, String source) throws Exception {
    List<JavaFileObject> sources = new ArrayList<>(Cases.sources(name));
    sources.add(JavaFileObjects.forSourceString(type, source));
    Compilation compilation = Javac.plain(sources);
    assertThat(compilation.status())
        .as(Javac.messages(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);
    Object program = new Loader(compilation).loadClass(type).getDeclaredConstructor().newInstance();
    return (List<?>) ((Callable<?>) program).call();
  }

  /** Loads what was compiled, which is in memory only. */
  static final class Loader extends ClassLoader {
    private final Map<String, JavaFileObject> classes = new HashMap<>();

    Loader(Compilation compilation) {
      super(GeneratedCodeTest.class.getClassLoader());
      for (JavaFileObject file : compilation.generatedFiles()) {
        if (file.getKind() == JavaFileObject.Kind.CLASS) {
          classes.put(
              file.getName()
                  .replaceFirst("^/?CLASS_OUTPUT/", "")
                  .replace(".class", "")
                  .replace('/', '.'),
              file);
        }
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      JavaFileObject file = classes.get(name);
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      try (InputStream in = file.openInputStream()) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
