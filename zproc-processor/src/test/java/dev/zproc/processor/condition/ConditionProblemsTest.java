package dev.zproc.processor.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.processor.report.Problem;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ConditionProblemsTest {

  /**
   * A condition, and below it everything that is to be said of it. {@code 2|} before a condition
   * means that there are two states, {@code 0|} that there is none.
   */
  private static final String CASES =
      """
      cookeis > 5
        UnknownStateKey At column 1 of the condition: 'cookeis' is no key of 'Bakery' and no argument. Did you mean 'cookies'?
      COOKIES > 5
        UnknownStateKey At column 1 of the condition: 'COOKIES' is no key of 'Bakery' and no argument. Did you mean 'cookies'?
      open && lwo < 5
        UnknownStateKey At column 9 of the condition: 'lwo' is no key of 'Bakery' and no argument. Did you mean 'low'?
      enough && open
        UnknownStateKey At column 1 of the condition: 'enough' is no key of 'Bakery' and no argument. Did you mean 'enough()'?
      enoguh && open
        UnknownStateKey At column 1 of the condition: 'enoguh' is no key of 'Bakery' and no argument. Did you mean 'enough()'?
      cookeis > pirce
        UnknownStateKey At column 1 of the condition: 'cookeis' is no key of 'Bakery' and no argument. Did you mean 'cookies'?
        UnknownStateKey At column 11 of the condition: 'pirce' is no key of 'Bakery' and no argument. Did you mean 'price'?
      szie == BIG
        UnknownStateKey At column 1 of the condition: 'szie' is no key of 'Bakery' and no argument. Did you mean 'size'?
      BIG == szie
        UnknownStateKey At column 8 of the condition: 'szie' is no key of 'Bakery' and no argument. Did you mean 'size'?
      bakery.cookeis > 5
        UnknownStateKey At column 8 of the condition: 'cookeis' is no key of 'Bakery'. Did you mean 'cookies'?
      2|shop.xyz > 5
        UnknownStateKey At column 6 of the condition: 'xyz' is no key of 'Shop'. Write one of 'cookies', 'guests'.
      2|guestz > 5
        UnknownStateKey At column 1 of the condition: 'guestz' is no key of 'Bakery' or 'Shop' and no argument. Did you mean 'shop.guests'?
      2|guests > 5
        UnqualifiedKey At column 1 of the condition: 'guests' could belong to any of 2 states. Write 'shop.guests'.
      2|cookies > 5
        UnqualifiedKey At column 1 of the condition: 'cookies' could belong to any of 2 states. Write 'bakery.cookies' or 'shop.cookies'.
      2|last.total > 5
        UnqualifiedKey At column 1 of the condition: 'last' could belong to any of 2 states. Write 'bakery.last.total'.
      0|cookies > 5
        NoState At column 1 of the condition: 'cookies' can be no key, because no parameter of the method is a state. Name one: @WaitFor(value = "…", state = Bakery.class).
      0|changed()
        NoState At column 1 of the condition: 'changed()' can be no key, because no parameter of the method is a state. Name one: @WaitFor(value = "…", state = Bakery.class).
      last.totl > 5
        UnknownComponent At column 6 of the condition: 'Order' has no component 'totl'. Did you mean 'total'?
      last.customer.zzz == 'x'
        UnknownComponent At column 15 of the condition: 'Customer' has no component 'zzz'. Write one of 'name', 'friend'.
      last.total.x == 3
        NotARecord At column 12 of the condition: 'last.total' is a long, not a record, so it has no component 'x'. Leave out '.x', or declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.last()', and write 'ready()'.
      names.size > 3
        NotARecord At column 7 of the condition: 'names' is a List<String>, not a record, so it has no component 'size'. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      given.total > cookies
        NotARecord At column 1 of the condition: 'given' is an argument, not a record, so it has no component 'total'. Pass 'given.total' as an argument of its own.
      size == SMAL
        UnknownConstant At column 9 of the condition: 'Size' has no constant 'SMAL'. Did you mean 'SMALL'?
      size == Size.SMAL
        UnknownConstant At column 14 of the condition: 'Size' has no constant 'SMAL'. Did you mean 'SMALL'?
      open > 3
        ImpossibleComparison At column 6 of the condition: 'open' (boolean) cannot be compared with 3. Compare it with true or false.
      open < eager
        NoOrder At column 6 of the condition: 'open' is a boolean, which has no order. Compare it with '==' or '!='.
      size >= BIG
        NoOrder At column 6 of the condition: 'size' is a Size, which has no order. Compare it with '==' or '!='.
      foo > null
        NoOrder At column 5 of the condition: 'foo' is compared with null, which has no order. Compare it with '==' or '!='.
      cookies == 'three'
        ImpossibleComparison At column 9 of the condition: 'cookies' (int) cannot be compared with 'three'. Compare it with a number.
      cookies == 'a'
        ImpossibleComparison At column 9 of the condition: 'cookies' (int) cannot be compared with 'a'. Compare it with a number.
      foo == 5
        ImpossibleComparison At column 5 of the condition: 'foo' (String) cannot be compared with 5. Write the text in quotes.
      foo == cookies
        ImpossibleComparison At column 5 of the condition: 'foo' (String) cannot be compared with 'cookies' (int). Compare values of one type.
      letter == foo
        ImpossibleComparison At column 8 of the condition: 'letter' (char) cannot be compared with 'foo' (String). Compare values of one type.
      letter == 'ab'
        ImpossibleComparison At column 8 of the condition: 'letter' (char) cannot be compared with 'ab'. Compare it with one character in single quotes.
      letter == "a"
        ImpossibleComparison At column 8 of the condition: 'letter' (char) cannot be compared with "a". Compare it with one character in single quotes.
      size == 'BIG'
        ImpossibleComparison At column 6 of the condition: 'size' (Size) cannot be compared with 'BIG'. Write BIG without quotes.
      size == 3
        ImpossibleComparison At column 6 of the condition: 'size' (Size) cannot be compared with 3. Compare it with one of SMALL, MEDIUM, BIG.
      size == colour
        ImpossibleComparison At column 6 of the condition: 'size' (Size) cannot be compared with 'colour' (Colour). Compare values of one type.
      maybe == open
        ImpossibleComparison At column 7 of the condition: 'maybe' (Integer) cannot be compared with 'open' (boolean). Compare values of one type.
      tiny == 300
        OutOfRange At column 9 of the condition: 300 is no byte, so 'tiny' is never equal to it. Use a number from -128 to 127, or make 'tiny' an int.
      -129 < tiny
        OutOfRange At column 1 of the condition: -129 is no byte, so 'tiny' is always above it. Use a number from -128 to 127, or make 'tiny' an int.
      cookies < 3000000000L
        OutOfRange At column 11 of the condition: 3000000000L is no int, so 'cookies' is always below it. Use a number from -2147483648 to 2147483647, or make 'cookies' a long.
      cookies > 5000000000 && open
        OutOfRange At column 11 of the condition: 5000000000 is no int, so 'cookies' is never above it. Use a number from -2147483648 to 2147483647, or make 'cookies' a long.
      tiny > -5000000000
        OutOfRange At column 8 of the condition: -5000000000 is no byte, so 'tiny' is always above it. Use a number from -128 to 127, or make 'tiny' a long.
      tiny != 300
        OutOfRange At column 9 of the condition: 300 is no byte, so 'tiny' is always different from it. Use a number from -128 to 127, or make 'tiny' an int.
      tiny > 300
        OutOfRange At column 8 of the condition: 300 is no byte, so 'tiny' is never above it. Use a number from -128 to 127, or make 'tiny' an int.
      tiny >= 300
        OutOfRange At column 9 of the condition: 300 is no byte, so 'tiny' is never as large. Use a number from -128 to 127, or make 'tiny' an int.
      tiny <= 300
        OutOfRange At column 9 of the condition: 300 is no byte, so 'tiny' is always below it. Use a number from -128 to 127, or make 'tiny' an int.
      tiny < -300
        OutOfRange At column 8 of the condition: -300 is no byte, so 'tiny' is never below it. Use a number from -128 to 127, or make 'tiny' an int.
      tiny <= -300
        OutOfRange At column 9 of the condition: -300 is no byte, so 'tiny' is never as small. Use a number from -128 to 127, or make 'tiny' an int.
      tiny >= -300
        OutOfRange At column 9 of the condition: -300 is no byte, so 'tiny' is always above it. Use a number from -128 to 127, or make 'tiny' an int.
      300 < tiny
        OutOfRange At column 1 of the condition: 300 is no byte, so 'tiny' is never above it. Use a number from -128 to 127, or make 'tiny' an int.
      300 >= (tiny)
        OutOfRange At column 1 of the condition: 300 is no byte, so 'tiny' is always below it. Use a number from -128 to 127, or make 'tiny' an int.
      letter == -1
        OutOfRange At column 11 of the condition: -1 is no char, so 'letter' is never equal to it. Use a number from 0 to 65535.
      warmth == 1e39
        OutOfRange At column 11 of the condition: 1e39 is no float, so 'warmth' is never equal to it. Use a number from -3.4028235E38 to 3.4028235E38, or make 'warmth' a double.
      1 < 2 && open
        LiteralComparison At column 3 of the condition: both sides of '1 < 2' are literals. Compare a key.
      cookies == cookies
        SameOnBothSides At column 9 of the condition: 'cookies' is compared with itself. Compare it with something else.
      low < 5
        NoKey At column 1 of the condition: 'low < 5' looks at no key of the state, so no change can make it true. Compare a key.
      eager
        NoKey At column 1 of the condition: 'eager' looks at no key of the state, so no change can make it true. Compare a key.
      true
        NoKey At column 1 of the condition: 'true' looks at no key of the state, so no change can make it true. Compare a key.
      cookies && open
        NotACondition At column 1 of the condition: 'cookies', an int, is no condition. Compare it, as in 'cookies != 0'.
      open || foo
        NotACondition At column 9 of the condition: 'foo', a String, is no condition. Compare it, as in "foo == 'bar'".
      !size
        NotACondition At column 2 of the condition: 'size', a Size, is no condition. Compare it, as in 'size == SMALL'.
      last
        NotACondition At column 1 of the condition: 'last', an Order, is no condition. Write 'exists(last)' or 'changed(last)'.
      open && last.customer
        NotACondition At column 9 of the condition: 'last.customer', a Customer, is no condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.last()', and write 'ready()'.
      5
        NotACondition At column 1 of the condition: '5' is no condition. Compare a key with it, as in 'cookies == 5'.
      names == foo
        NotComparable At column 1 of the condition: 'names' is a List<String>, which a condition cannot compare. Write 'exists(names)', 'changed(names)', or declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      last == given
        NotComparable At column 1 of the condition: 'last' is an Order, which a condition cannot compare. Write 'exists(last)', 'changed(last)', or declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.last()', and write 'ready()'.
      foo == file
        NotComparable At column 8 of the condition: 'file' is a Path, which a condition cannot compare. Pass the part of it that matters, as a number, a String or an enum.
      last.items == 'x'
        NotComparable At column 1 of the condition: 'last.items' is a List<String>, which a condition cannot compare. Compare something inside it, or declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.last()', and write 'ready()'.
      bakery > 5
        NotComparable At column 1 of the condition: 'bakery' is the state 'Bakery', which a condition cannot compare. Name a key of it, as in 'bakery.cookies'.
      cookies == null
        NeverNull At column 9 of the condition: 'cookies' is an int and never null. Write 'exists(cookies)', which holds once it is set.
      names != null
        NeverNull At column 7 of the condition: 'names' is a List<String> and never null. Write 'exists(names)', which holds once it is set.
      open && low == null
        NeverNull At column 13 of the condition: 'low' is an int and never null. Leave the comparison out.
      !open == eager
        ConditionCompared At column 7 of the condition: '==' compares values, and one side is a condition. Write 'open != eager'.
      !open == true
        ConditionCompared At column 7 of the condition: '==' compares values, and one side is a condition. Write '!open'.
      changed(foo) == true
        ConditionCompared At column 14 of the condition: '==' compares values, and one side is a condition. Write 'changed(foo)'.
      (cookies > 5) != true
        ConditionCompared At column 15 of the condition: '!=' compares values, and one side is a condition. Write '!(cookies > 5)'.
      (cookies > 5) == (price > 5)
        ConditionCompared At column 15 of the condition: '==' compares values, and one side is a condition. Join conditions with '&&' and '||'.
      1 < cookies < 5
        ChainedComparison At column 13 of the condition: '1 < cookies < 5' compares the result of a comparison. Write '1 < cookies && cookies < 5'.
      cookies > 5 == true
        ChainedComparison At column 13 of the condition: 'cookies > 5 == true' compares the result of a comparison. Write 'cookies > 5'.
      cookies > 5 == false
        ChainedComparison At column 13 of the condition: 'cookies > 5 == false' compares the result of a comparison. Write '!(cookies > 5)'.
      cookies + 1 > 5
        Arithmetic At column 9 of the condition: conditions do not calculate, and '+' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      cookies > -low
        Arithmetic At column 11 of the condition: conditions do not calculate, and '-' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      cookies -5 > 3
        Arithmetic At column 9 of the condition: conditions do not calculate, and '-' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      cookies % 2 == 0
        Arithmetic At column 9 of the condition: conditions do not calculate, and '%' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      cookies = 5
        ConditionSyntax At column 9 of the condition: '=' is out of place. Write '=='.
      cookies === 5
        ConditionSyntax At column 9 of the condition: '===' is out of place. Write '=='.
      cookies <> 5
        ConditionSyntax At column 9 of the condition: '<>' is out of place. Write '!='.
      cookies => 5
        ConditionSyntax At column 9 of the condition: '=>' is out of place. Write '>='.
      open & eager
        ConditionSyntax At column 6 of the condition: '&' is out of place. Write '&&'.
      open and eager
        ConditionSyntax At column 6 of the condition: 'and' is out of place. Write '&&'.
      not open
        ConditionSyntax At column 1 of the condition: 'not' is out of place. Write '!'.
      open eager
        ConditionSyntax At column 6 of the condition: 'eager' is out of place. Write '&&', '||' or a comparison before it.
      open; eager
        ConditionSyntax At column 5 of the condition: ';' is out of place. Write '&&', '||' or a comparison instead.
      open, eager
        ConditionSyntax At column 5 of the condition: ',' is out of place. Write '&&' or '||' instead.
      open &&
        ConditionSyntax At column 6 of the condition: the condition ends too early. Write a key, a literal or a condition after '&&'.
      && open
        ConditionSyntax At column 1 of the condition: '&&' is out of place. Write a key, a literal or a condition before it.
      #
        ConditionSyntax At column 1 of the condition: '#' is out of place. Write names alone, as in 'cookies > 5'.
      open && || eager
        ConditionSyntax At column 9 of the condition: '||' is out of place. Write a key, a literal or a condition after '&&'.
      (open && eager
        ConditionSyntax At column 10 of the condition: the condition ends too early. Write ')' for the '(' at column 1.
      open)
        ConditionSyntax At column 5 of the condition: ')' is out of place. Write a '(' for it, or leave it out.
      last.
        ConditionSyntax At column 5 of the condition: the condition ends too early. Write the name of a component after '.'.
      last.5 > 3
        ConditionSyntax At column 6 of the condition: '5' is out of place. Write the name of a component after '.'.
      foo == 'bar
        UnclosedText At column 8 of the condition: the text that begins with 'bar has no closing quote. Add a "'".
      foo == "bar'
        UnclosedText At column 8 of the condition: the text that begins with "bar' has no closing quote. Add a '"'.
      foo == 'b\\qr'
        BadEscape At column 10 of the condition: '\\q' is no escape of Java. Write one of \\n \\t \\" \\' \\\\ \\u0041.
      foo == '\\u12'
        BadEscape At column 9 of the condition: '\\u12' is no escape of Java. Write one of \\n \\t \\" \\' \\\\ \\u0041.
      cookies == 5x
        BadNumber At column 12 of the condition: '5x' is no number of Java: it is not written like one. Write it as in 5, 5L, 2.5, 2.5f or 0xFF.
      cookies == 08
        BadNumber At column 12 of the condition: '08' is no number of Java: it begins with 0, which makes it octal. Leave out the 0 at the beginning.
      huge == 3000000000
        BadNumber At column 9 of the condition: '3000000000' is no number of Java: it is too large for an int. Write '3000000000L'.
      -3000000000 < huge
        BadNumber At column 1 of the condition: '-3000000000' is no number of Java: it is too large for an int. Write '-3000000000L'.
      price > 3000000000
        BadNumber At column 9 of the condition: '3000000000' is no number of Java: it is too large for an int. Write '3000000000L'.
      huge >= -9223372036854775808
        BadNumber At column 9 of the condition: '-9223372036854775808' is no number of Java: it is too large for an int. Write '-9223372036854775808L'.
      huge >= -9223372036854775809
        BadNumber At column 10 of the condition: '9223372036854775809' is no number of Java: it is too large for a long. Write a smaller one.
      huge == 9223372036854775808
        BadNumber At column 9 of the condition: '9223372036854775808' is no number of Java: it is too large for a long. Write a smaller one.
      huge == 0xFFFFFFFFFFFFFFFF
        BadNumber At column 9 of the condition: '0xFFFFFFFFFFFFFFFF' is no number of Java: it is too large for an int. Write '0xFFFFFFFFFFFFFFFFL'.
      huge == 0x1FFFFFFFFFFFFFFFF
        BadNumber At column 9 of the condition: '0x1FFFFFFFFFFFFFFFF' is no number of Java: it is too large for a long. Write a smaller one.
      huge == 9223372036854775808L
        BadNumber At column 9 of the condition: '9223372036854775808L' is no number of Java: it is too large for a long. Write a smaller one.
      price == 1e999
        BadNumber At column 10 of the condition: '1e999' is no number of Java: it is too large for a double. Write a smaller one.
      price == 1e-999
        BadNumber At column 10 of the condition: '1e-999' is no number of Java: it is too close to 0 for a double. Write 0, or a larger one.
      exists()
        ArgumentCount At column 1 of the condition: 'exists()' takes one key, not 0. Write 'exists(key)'.
      exists(foo, last)
        ArgumentCount At column 1 of the condition: 'exists()' takes one key, not 2. Write 'exists(foo) && exists(last)'.
      enough(foo)
        ArgumentCount At column 1 of the condition: 'enough()' takes no arguments, not 1. Write 'enough()': its states are passed by themselves.
      exists(low)
        KeyExpected At column 8 of the condition: 'exists()' asks about keys, and 'low' is none. Name a key.
      changed(foo, last.total)
        KeyExpected At column 14 of the condition: 'changed()' asks about keys, and 'last.total' is none. Write 'changed(last)'.
      changed(cookies > 5)
        KeyExpected At column 9 of the condition: 'changed()' asks about keys, and 'cookies > 5' is none. Write 'changed(cookies) && cookies > 5'.
      changed(foo, lsat)
        UnknownStateKey At column 14 of the condition: 'lsat' is no key of 'Bakery' and no argument. Did you mean 'last'?
      chnaged(foo)
        UnknownFunction At column 1 of the condition: there is no method 'chnaged()' in 'Kitchen'. Did you mean 'changed()'?
      ready()
        UnknownFunction At column 1 of the condition: there is no method 'ready()' in 'Kitchen'. Declare 'static boolean ready(Bakery b)' there.
      cookies() > 5
        OnlyJava At column 1 of the condition: 'cookies()' can be said in Java, but not in a condition. Write 'cookies'.
      open()
        UnknownFunction At column 1 of the condition: there is no method 'open()' in 'Kitchen'. Keys are written without parentheses: 'open'.
      last.paid()
        OnlyJava At column 1 of the condition: 'last.paid()' can be said in Java, but not in a condition. Write 'last.paid'.
      bound()
        PredicateNotStatic At column 1 of the condition: 'Kitchen.bound(Bakery)' is not static, and there is no 'Kitchen' to call it on. Make it static.
      hidden()
        PredicatePrivate At column 1 of the condition: 'Kitchen.hidden(Bakery)' is private, so generated code cannot call it. Make it package-private or wider.
      count()
        PredicateResult At column 1 of the condition: 'Kitchen.count(Bakery)' does not return boolean. Let it return whether to stop waiting.
      risky()
        PredicateThrows At column 1 of the condition: 'Kitchen.risky(Bakery)' declares 'IOException', which nobody would catch while waiting. Catch it in there, and return whether to stop waiting.
      wide()
        PredicateParameters At column 1 of the condition: 'Kitchen.wide(Bakery, int)' takes an int. Let it take states that the method itself takes: 'static boolean wide(Bakery b)'.
      blind()
        PredicateParameters At column 1 of the condition: 'Kitchen.blind()' takes nothing. Let it take states that the method itself takes: 'static boolean blind(Bakery b)'.
      either()
        PredicateAmbiguous At column 1 of the condition: 'either()' could be 'Kitchen.either(Bakery)' or 'Kitchen.either(Bakery, Bakery)'. Rename one.
      cookies > 5 && cookies < 6
        NeverHolds At column 1 of the condition: 'cookies > 5 && cookies < 6' never holds, whatever the values are. Correct it, or @SuppressWarnings("zproc:NeverHolds").
      open || (foo == 'a' && foo == 'b')
        NeverHolds At column 9 of the condition: '(foo == 'a' && foo == 'b')' never holds, whatever the values are. Correct it, or @SuppressWarnings("zproc:NeverHolds").
      cookies > 5 || cookies <= 5
        AlwaysHolds At column 1 of the condition: 'cookies > 5 || cookies <= 5' always holds, whatever the values are. Correct it, or @SuppressWarnings("zproc:AlwaysHolds").
      (cookies != 1 || cookies != 2) && open && !open
        AlwaysHolds At column 1 of the condition: '(cookies != 1 || cookies != 2)' always holds, whatever the values are. Correct it, or @SuppressWarnings("zproc:AlwaysHolds").
      names.size() > 3
        OnlyJava At column 1 of the condition: 'names.size()' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      """;

  @TestFactory
  Stream<DynamicTest> saysWhatIsWrongAndWhatToDo() {
    return Arrays.stream(CASES.split("\n(?! )"))
        .map(String::strip)
        .map(text -> DynamicTest.dynamicTest(text.split("\n")[0], () -> check(text)));
  }

  static void check(String example) {
    String[] lines = example.split("\n", 2);
    Scope scope =
        lines[0].startsWith("2|")
            ? Bakery.TWO
            : lines[0].startsWith("0|") ? Bakery.NONE : Bakery.ONE;
    String text = lines[0].replaceFirst("^[02]\\|", "");
    String expected = lines[1].lines().map(String::strip).collect(Collectors.joining("\n"));

    ConditionCompiler.Result result = ConditionCompiler.compile(text, scope);

    assertThat(said(result)).isEqualTo(expected);
    boolean fails =
        result.findings().stream().anyMatch(f -> f.problem().kind() == Problem.Kind.ERROR);
    assertThat(result.condition() == null).isEqualTo(fails);
  }

  private static String said(ConditionCompiler.Result result) {
    return result.findings().stream()
        .map(finding -> finding.problem().code() + " " + finding.text())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void everyProblemOfATextHasACase() {
    Set<String> covered = new TreeSet<>();
    CASES
        .lines()
        .filter(line -> line.startsWith("  "))
        .forEach(line -> covered.add(line.strip().split(" ")[0]));
    Set<String> expected = new TreeSet<>();
    for (Problem problem : Problem.values()) {
      if (problem.compareTo(Problem.EMPTY_CONDITION) >= 0
          && problem.compareTo(Problem.ALWAYS_HOLDS) <= 0) {
        expected.add(problem.code());
      }
    }
    // These have tests of their own below.
    expected.removeAll(Set.of("EmptyCondition", "TooDeep", "AmbiguousName"));

    assertThat(covered).isEqualTo(expected);
  }

  @Test
  void anEmptyTextIsToldSo() {
    for (String blank : new String[] {"", "  \n "}) {
      assertThat(said(ConditionCompiler.compile(blank, Bakery.ONE)))
          .isEqualTo(
              "EmptyCondition At column 1 of the condition: the condition is empty. Write one, as in"
                  + " @WaitFor(\"cookies > 5 && open\").");
    }
  }

  @Test
  void aNameThatIsAKeyAndAnArgumentIsAmbiguous() {
    Scope.State state =
        new Scope.State("Luck", java.util.List.of("luck"), java.util.List.of(key("low")));
    Scope scope =
        new Scope("Kitchen", java.util.List.of(state), Bakery.ARGUMENTS, java.util.List.of());

    assertThat(said(ConditionCompiler.compile("low > 5", scope)))
        .isEqualTo(
            "AmbiguousName At column 1 of the condition: 'low' is a key and an argument. Write 'luck.low' for the key,"
                + " or rename the parameter.");
    assertThat(ConditionCompiler.compile("luck.low > 5", scope).findings()).isEmpty();
  }

  private static Scope.Key key(String name) {
    return new Scope.Key(name, 0, Type.of(ScalarKind.INT), false);
  }

  @Test
  void deepNestingIsRefusedBeforeItOverflows() {
    for (String nest : new String[] {"(", "!", "!(", "changed("}) {
      assertThat(said(ConditionCompiler.compile(nest.repeat(100_000) + "open", Bakery.ONE)))
          .startsWith("TooDeep At column ");
    }
    String allowed = "(".repeat(50) + "open" + ")".repeat(50);
    assertThat(ConditionCompiler.compile(allowed, Bakery.ONE).findings()).isEmpty();
  }

  @Test
  void columnsOfTextBlocksHaveLines() {
    assertThat(said(ConditionCompiler.compile("open\n  && cookeis > 5\n", Bakery.ONE)))
        .startsWith("UnknownStateKey At line 2, column 6 of the condition: 'cookeis'");
    assertThat(ConditionCompiler.compile("open\n  && cookeis > 5\n", Bakery.ONE).findings())
        .extracting(Finding::column)
        .containsExactly(11);
  }
}
