package dev.zproc.processor.condition;

import java.util.List;

/** What conditions in tests are about: one key of each kind, a few of everything else. */
final class Bakery {

  static final Type.Enumeration SIZE =
      new Type.Enumeration("com.acme.Size", "Size", List.of("SMALL", "MEDIUM", "BIG"));

  static final Type.Enumeration COLOUR =
      new Type.Enumeration("com.acme.Colour", "Colour", List.of("RED", "BLUE"));

  static final Type.Structure CUSTOMER =
      new Type.Structure(
          "com.acme.Customer",
          "Customer",
          true,
          () ->
              List.of(
                  new Type.Component("name", Type.of(ScalarKind.STRING)),
                  new Type.Component("friend", customer())));

  static final Type.Structure ORDER =
      new Type.Structure(
          "com.acme.Order",
          "Order",
          true,
          () ->
              List.of(
                  new Type.Component("total", Type.of(ScalarKind.LONG)),
                  new Type.Component("paid", Type.of(ScalarKind.BOOLEAN)),
                  new Type.Component("size", SIZE),
                  new Type.Component("weight", Type.of(ScalarKind.FLOAT)),
                  new Type.Component("items", new Type.Container("List<String>")),
                  new Type.Component("customer", CUSTOMER)));

  static final List<Scope.Key> KEYS =
      List.of(
          key(0, "cookies", Type.of(ScalarKind.INT)),
          key(1, "open", Type.of(ScalarKind.BOOLEAN)),
          new Scope.Key("foo", 2, Type.of(ScalarKind.STRING), true),
          new Scope.Key("last", 3, ORDER, true),
          key(4, "names", new Type.Container("List<String>")),
          new Scope.Key("size", 5, SIZE, true),
          key(6, "tiny", Type.of(ScalarKind.BYTE)),
          key(7, "small", Type.of(ScalarKind.SHORT)),
          key(8, "letter", Type.of(ScalarKind.CHAR)),
          key(9, "huge", Type.of(ScalarKind.LONG)),
          key(10, "warmth", Type.of(ScalarKind.FLOAT)),
          key(11, "price", Type.of(ScalarKind.DOUBLE)),
          new Scope.Key("maybe", 12, new Type.Scalar(ScalarKind.INT, true), true),
          key(13, "title", Type.of(ScalarKind.STRING)),
          key(14, "colour", COLOUR),
          new Scope.Key("at", 15, new Type.Opaque("Instant"), true),
          key(16, "orders", new Type.Container("StateMap<String, Order>")),
          key(17, "other", Type.of(ScalarKind.INT)));

  static final List<Scope.Argument> ARGUMENTS =
      List.of(
          new Scope.Argument("low", 0, Type.of(ScalarKind.INT)),
          new Scope.Argument("high", 1, Type.of(ScalarKind.LONG)),
          new Scope.Argument("who", 2, Type.of(ScalarKind.STRING)),
          new Scope.Argument("wanted", 3, SIZE),
          new Scope.Argument("eager", 4, Type.of(ScalarKind.BOOLEAN)),
          new Scope.Argument("file", 5, new Type.Opaque("Path")),
          new Scope.Argument("given", 6, ORDER));

  static final List<Scope.Predicate> PREDICATES =
      List.of(
          predicate("enough", List.of(0), "Bakery"),
          predicate("plenty", List.of(0), "Bakery"),
          new Scope.Predicate("hidden", true, true, true, "", List.of(0), List.of("Bakery")),
          new Scope.Predicate("bound", false, false, true, "", List.of(0), List.of("Bakery")),
          new Scope.Predicate("count", true, false, false, "", List.of(0), List.of("Bakery")),
          new Scope.Predicate(
              "risky", true, false, true, "IOException", List.of(0), List.of("Bakery")),
          predicate("wide", List.of(0, -1), "Bakery", "int"),
          predicate("blind", List.of()),
          new Scope.Predicate("twice", true, false, true, "", List.of(-1), List.of("int")),
          predicate("twice", List.of(0), "Bakery"),
          predicate("either", List.of(0), "Bakery"),
          predicate("either", List.of(0, 0), "Bakery", "Bakery"));

  /** One state, whose keys stand alone. */
  static final Scope ONE =
      new Scope(
          "Kitchen",
          List.of(new Scope.State("Bakery", List.of("bakery", "now"), KEYS)),
          ARGUMENTS,
          PREDICATES);

  /** Two states, whose keys are qualified. */
  static final Scope TWO =
      new Scope(
          "Kitchen",
          List.of(
              new Scope.State("Bakery", List.of("bakery"), KEYS),
              new Scope.State(
                  "Shop",
                  List.of("shop"),
                  List.of(
                      key(0, "cookies", Type.of(ScalarKind.LONG)),
                      key(1, "guests", Type.of(ScalarKind.INT))))),
          ARGUMENTS,
          List.of(predicate("enough", List.of(1, 0), "Shop", "Bakery")));

  static final Scope NONE = new Scope("Kitchen", List.of(), ARGUMENTS, PREDICATES);

  private Bakery() {}

  private static Type customer() {
    return CUSTOMER;
  }

  private static Scope.Key key(int index, String name, Type type) {
    return new Scope.Key(name, index, type, false);
  }

  private static Scope.Predicate predicate(String name, List<Integer> states, String... shown) {
    return new Scope.Predicate(name, true, false, true, "", states, List.of(shown));
  }

  static Term.Key key(String name) {
    return KEYS.stream()
        .filter(key -> key.name().equals(name))
        .map(key -> new Term.Key(0, key.index(), key.type(), key.nullable()))
        .findFirst()
        .orElseThrow();
  }

  static Term.Argument argument(String name) {
    return ARGUMENTS.stream()
        .filter(argument -> argument.name().equals(name))
        .map(argument -> new Term.Argument(argument.index(), argument.type()))
        .findFirst()
        .orElseThrow();
  }
}
