package dev.zproc.processor.condition;

import static dev.zproc.processor.condition.Bakery.SIZE;
import static dev.zproc.processor.condition.Bakery.argument;
import static dev.zproc.processor.condition.Bakery.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionCompilerTest {

  @Test
  void comparesKeysWithLiterals() {
    assertThat(compiled("cookies > 5"))
        .isEqualTo(comparison(key("cookies"), Relation.GREATER, literal(ScalarKind.INT, 5)));
  }

  @Test
  void keepsTheSidesWhereTheyAre() {
    assertThat(compiled("5 < cookies"))
        .isEqualTo(comparison(literal(ScalarKind.INT, 5), Relation.LESS, key("cookies")));
  }

  @Test
  void comparesABooleanAloneWithTrue() {
    Condition open = comparison(key("open"), Relation.EQUAL, literal(ScalarKind.BOOLEAN, true));

    assertThat(compiled("open")).isEqualTo(open);
    assertThat(compiled("!open")).isEqualTo(new Condition.Not(open));
    assertThat(compiled("open == true")).isEqualTo(open);
  }

  @Test
  void knowsArguments() {
    assertThat(compiled("low < cookies && cookies < high"))
        .isEqualTo(
            new Condition.And(
                comparison(argument("low"), Relation.LESS, key("cookies")),
                comparison(key("cookies"), Relation.LESS, argument("high"))));
  }

  @Test
  void bindsAsJavaDoes() {
    assertThat(compiled("open || eager && !open || maybe == 1"))
        .isEqualTo(compiled("((open || (eager && (!open))) || (maybe == 1))"));
    assertThat(compiled("open && eager || maybe == 1"))
        .isEqualTo(new Condition.Or(compiled("open && (eager)"), compiled("maybe == 1")));
  }

  @Test
  void balancesLongChainsInOrder() {
    String chain =
        IntStream.range(0, 1000)
            .mapToObj(i -> "cookies != " + i)
            .collect(Collectors.joining(" && "));

    Condition condition = compiled(chain);

    assertThat(depth(condition)).isEqualTo(11);
    assertThat(literals(condition)).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  private static int depth(Condition condition) {
    return condition instanceof Condition.And and
        ? 1 + Math.max(depth(and.left()), depth(and.right()))
        : 1;
  }

  private static List<Object> literals(Condition condition) {
    if (condition instanceof Condition.And and) {
      return java.util.stream.Stream.of(and.left(), and.right())
          .flatMap(side -> literals(side).stream())
          .toList();
    }
    return List.of(((Term.Literal) ((Condition.Comparison) condition).right()).value());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          cookies == 5L,                INT,     5
          cookies == 0x10,              INT,     16
          cookies == 0xFFFF_FFFF,       INT,     -1
          cookies == 010,               INT,     8
          cookies == 0b101,             INT,     5
          cookies == -2147483648,       INT,     -2147483648
          cookies == 2.5,               DOUBLE,  2.5
          cookies == 2.5f,              FLOAT,   2.5
          maybe == 7,                   INT,     7
          tiny == -128,                 BYTE,    -128
          small == 300,                 SHORT,   300
          letter == 'a',                CHAR,    a
          letter == 97,                 CHAR,    a
          letter == '\\u0041',          CHAR,    A
          huge == 5,                    LONG,    5
          huge == -9223372036854775808L,LONG,    -9223372036854775808
          warmth == 0.1,                FLOAT,   0.1
          warmth == 0.1f,               FLOAT,   0.1
          warmth == 0.1d,               DOUBLE,  0.1
          warmth >= 1e-50,              DOUBLE,  1.0E-50
          warmth == 3,                  FLOAT,   3.0
          price == 3,                   DOUBLE,  3.0
          price == 1e3,                 DOUBLE,  1000.0
          price == 0.5f,                DOUBLE,  0.5
          price == .5,                  DOUBLE,  0.5
          foo == 'bar',                 STRING,  bar
          foo == "bar",                 STRING,  bar
          foo == 'a',                   STRING,  a
          foo == 'it\\'s',              STRING,  it's
          foo == "it's",                STRING,  it's
          foo == 'say "x"',             STRING,  say "x"
          foo == '\\101\\60',           STRING,  A0
          open == false,                BOOLEAN, false
          low == 5L && open,            INT,     5
          last.total > 5,               LONG,    5
          last.weight < 0.1,            FLOAT,   0.1
          """)
  void convertsLiteralsToTheTypeBesideThem(String text, ScalarKind kind, String value) {
    Condition condition = compiled(text);
    Condition first = condition instanceof Condition.And and ? and.left() : condition;
    Term right =
        first instanceof Condition.Comparison comparison
            ? comparison.right()
            : ((Condition.ComponentComparison) first).right();

    assertThat(right).isInstanceOf(Term.Literal.class);
    assertThat(((Term.Literal) right).kind()).isEqualTo(kind);
    assertThat(((Term.Literal) right).value()).hasToString(value);
    assertThat(((Term.Literal) right).value()).isInstanceOf(boxed(kind));
  }

  private static Class<?> boxed(ScalarKind kind) {
    return switch (kind) {
      case BOOLEAN -> Boolean.class;
      case BYTE -> Byte.class;
      case SHORT -> Short.class;
      case CHAR -> Character.class;
      case INT -> Integer.class;
      case LONG -> Long.class;
      case FLOAT -> Float.class;
      case DOUBLE -> Double.class;
      case STRING -> String.class;
    };
  }

  @Test
  void findsConstantsByTheEnumOnTheOtherSide() {
    Term big = new Term.EnumConstant(SIZE, "BIG");

    assertThat(compiled("size == BIG")).isEqualTo(comparison(key("size"), Relation.EQUAL, big));
    assertThat(compiled("BIG != size")).isEqualTo(comparison(big, Relation.NOT_EQUAL, key("size")));
    assertThat(compiled("size == Size.BIG")).isEqualTo(compiled("size == BIG"));
    assertThat(compiled("size == com.acme.Size.BIG")).isEqualTo(compiled("size == BIG"));
    assertThat(compiled("size == wanted"))
        .isEqualTo(comparison(key("size"), Relation.EQUAL, argument("wanted")));
  }

  @Test
  void comparesWhatCanBeNullWithNull() {
    assertThat(compiled("last == null"))
        .isEqualTo(comparison(key("last"), Relation.EQUAL, new Term.Null()));
    assertThat(compiled("null != at"))
        .isEqualTo(comparison(new Term.Null(), Relation.NOT_EQUAL, key("at")));
    assertThat(compiled("open && file == null")).isInstanceOf(Condition.And.class);
  }

  @Test
  void asksWhetherKeysExistAndChange() {
    assertThat(compiled("exists(orders)")).isEqualTo(new Condition.Exists(key("orders")));
    assertThat(compiled("changed()")).isEqualTo(new Condition.Changed(0, List.of()));
    assertThat(compiled("changed(bakery)")).isEqualTo(new Condition.Changed(0, List.of()));
    assertThat(compiled("changed(foo, (names), foo)"))
        .isEqualTo(new Condition.Changed(0, List.of(key("foo"), key("names"))));
  }

  @Test
  void looksIntoRecordsInTheChild() {
    assertThat(compiled("last.customer.friend.friend.name == who"))
        .isEqualTo(
            new Condition.ComponentComparison(
                0,
                List.of(0),
                new Term.Component(
                    key("last"),
                    List.of("customer", "friend", "friend", "name"),
                    Type.of(ScalarKind.STRING)),
                Relation.EQUAL,
                argument("who")));
    assertThat(compiled("last.paid"))
        .isEqualTo(
            new Condition.ComponentComparison(
                0,
                List.of(0),
                new Term.Component(key("last"), List.of("paid"), Type.of(ScalarKind.BOOLEAN)),
                Relation.EQUAL,
                literal(ScalarKind.BOOLEAN, true)));
    assertThat(compiled("last.customer == null").tests()).hasSize(1);
  }

  @Test
  void callsPredicates() {
    assertThat(compiled("enough()"))
        .isEqualTo(new Condition.PredicateCall(0, List.of(0), "enough", List.of(0)));
    assertThat(compiled("twice()"))
        .as("the overload that fits")
        .isEqualTo(new Condition.PredicateCall(0, List.of(0), "twice", List.of(0)));
    assertThat(ok("enough()", Bakery.TWO))
        .isEqualTo(new Condition.PredicateCall(0, List.of(0, 1), "enough", List.of(1, 0)));
  }

  @Test
  void numbersTestsInTheOrderOfTheText() {
    Condition condition =
        compiled("open && (last.paid || enough()) && !plenty() && last.total > 1");

    assertThat(condition.tests()).extracting(Condition.Test::id).containsExactly(0, 1, 2, 3);
    assertThat(condition.tests().get(2)).isInstanceOf(Condition.PredicateCall.class);
  }

  /** A method of the user's is called where nothing else decides. */
  @Test
  void looksAtMethodsLast() {
    assertThat(compiled("enough() && open")).isEqualTo(compiled("open && enough()"));
    Condition.Or or = (Condition.Or) compiled("enough() || last.paid || open || changed()");
    assertThat(or.left().tests()).isEmpty();
    assertThat(((Condition.Or) or.right()).left())
        .isInstanceOf(Condition.ComponentComparison.class);
    assertThat(((Condition.Or) or.right()).right()).isInstanceOf(Condition.PredicateCall.class);
    assertThat(or.tests()).extracting(Condition.Test::id).containsExactly(0, 1);
  }

  @Test
  void qualifiesKeysOfSeveralStates() {
    Term.Key shops = new Term.Key(1, 0, Type.of(ScalarKind.LONG), false);

    assertThat(ok("bakery.cookies < shop.cookies", Bakery.TWO))
        .isEqualTo(comparison(key("cookies"), Relation.LESS, shops));
    assertThat(ok("bakery.last.total < shop.cookies", Bakery.TWO).tests().get(0).states())
        .containsExactly(0, 1);
    assertThat(ok("changed()", Bakery.TWO))
        .isEqualTo(
            new Condition.Or(
                new Condition.Changed(0, List.of()), new Condition.Changed(1, List.of())));
    assertThat(ok("changed(shop.cookies, bakery)", Bakery.TWO))
        .isEqualTo(
            new Condition.Or(
                new Condition.Changed(0, List.of()), new Condition.Changed(1, List.of(shops))));
  }

  @Test
  void qualifiesKeysOfOneStateToo() {
    assertThat(compiled("bakery.cookies > 5")).isEqualTo(compiled("cookies > 5"));
    assertThat(compiled("now.last.total > 5")).isEqualTo(compiled("last.total > 5"));
  }

  @Test
  void looksIntoAKeyThatIsNamedLikeItsState() {
    Scope scope =
        new Scope(
            "Kitchen",
            List.of(
                new Scope.State(
                    "Last",
                    List.of("last"),
                    List.of(new Scope.Key("last", 0, Bakery.ORDER, true)))),
            List.of(),
            List.of());

    assertThat(ok("last.total > 5", scope).tests()).hasSize(1);
    assertThat(ok("last == null", scope)).isInstanceOf(Condition.Comparison.class);
    assertThat(ok("changed(last)", scope))
        .extracting(c -> ((Condition.Changed) c).keys().size())
        .isEqualTo(1);
  }

  @Test
  void readsTextBlocks() {
    assertThat(compiled("cookies > 5\n  && open\n")).isEqualTo(compiled("cookies > 5 && open"));
  }

  @Test
  void writesLiteralsAsJava() {
    assertThat(
            Arrays.asList(
                literal(ScalarKind.BYTE, (byte) -5).toJava(),
                literal(ScalarKind.SHORT, (short) 5).toJava(),
                literal(ScalarKind.INT, Integer.MIN_VALUE).toJava(),
                literal(ScalarKind.LONG, 5L).toJava(),
                literal(ScalarKind.FLOAT, 0.1f).toJava(),
                literal(ScalarKind.DOUBLE, 1e300).toJava(),
                literal(ScalarKind.BOOLEAN, true).toJava(),
                literal(ScalarKind.CHAR, '\'').toJava(),
                literal(ScalarKind.CHAR, '\0').toJava(),
                literal(ScalarKind.STRING, "a\"\\\n'ä").toJava()))
        .containsExactly(
            "(byte) -5",
            "(short) 5",
            "-2147483648",
            "5L",
            "0.1f",
            "1.0E300",
            "true",
            "'\\''",
            "'\\u0000'",
            "\"a\\\"\\\\\\n'\\u00e4\"");
  }

  private static Condition comparison(Term left, Relation relation, Term right) {
    return new Condition.Comparison(left, relation, right);
  }

  private static Term.Literal literal(ScalarKind kind, Object value) {
    return new Term.Literal(kind, value);
  }

  private static Condition compiled(String text) {
    return ok(text, Bakery.ONE);
  }

  private static Condition ok(String text, Scope scope) {
    ConditionCompiler.Result result = ConditionCompiler.compile(text, scope);
    assertThat(result.condition()).as("%s: %s", text, result.findings()).isNotNull();
    return result.condition();
  }
}
