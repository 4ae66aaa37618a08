package dev.zproc.processor.condition;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What people write who know Java, SQL, Python or JavaScript better than conditions: each message
 * says how conditions say it, or that a method of one's own does, and nothing else is told.
 */
final class ConditionHintsTest {

  private static final String CASES =
      """
      names.isEmpty()
        OnlyJava At column 1 of the condition: 'names.isEmpty()' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      !names.isEmpty()
        OnlyJava At column 2 of the condition: 'names.isEmpty()' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      orders.size() == 0
        OnlyJava At column 1 of the condition: 'orders.size()' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      orders['ann'] > 3
        OnlyJava At column 1 of the condition: 'orders['ann']' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      orders["ann"] > 3
        OnlyJava At column 1 of the condition: 'orders["ann"]' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      orders.get('ann') > 3
        OnlyJava At column 1 of the condition: 'orders.get('ann')' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      orders.ann > 3
        NotARecord At column 8 of the condition: 'orders' is a StateMap<String, Order>, not a record, so it has no component 'ann'. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      orders.containsKey('ann')
        OnlyJava At column 1 of the condition: 'orders.containsKey('ann')' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      orders.ann.total > 3
        NotARecord At column 8 of the condition: 'orders' is a StateMap<String, Order>, not a record, so it has no component 'ann'. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      names[0] == 'x'
        OnlyJava At column 1 of the condition: 'names[0]' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      names.contains('x')
        OnlyJava At column 1 of the condition: 'names.contains('x')' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      'x' in names
        OnlyJava At column 5 of the condition: 'in' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      contains(names, 'x')
        UnknownFunction At column 1 of the condition: there is no method 'contains()' in 'Kitchen'. Declare 'static boolean contains(Bakery b)' there.
      foo == ann
        UnknownStateKey At column 8 of the condition: 'ann' is no key of 'Bakery' and no argument. Write "'ann'" if it is a text.
      foo == Ann
        UnknownStateKey At column 8 of the condition: 'Ann' is no key of 'Bakery' and no argument. Write "'Ann'" if it is a text.
      ann == foo
        UnknownStateKey At column 1 of the condition: 'ann' is no key of 'Bakery' and no argument. Write "'ann'" if it is a text.
      foo == bar && open
        UnknownStateKey At column 8 of the condition: 'bar' is no key of 'Bakery' and no argument. Write "'bar'" if it is a text.
      size == small
        ImpossibleComparison At column 6 of the condition: 'size' (Size) cannot be compared with 'small' (short). Write SMALL for the constant of Size.
      size == "BIG"
        ImpossibleComparison At column 6 of the condition: 'size' (Size) cannot be compared with "BIG". Write BIG without quotes.
      size == 'big'
        ImpossibleComparison At column 6 of the condition: 'size' (Size) cannot be compared with 'big'. Write BIG without quotes.
      size == Sizes.BIG
        UnknownConstant At column 9 of the condition: 'Size' has no constant 'Sizes.BIG'. Did you mean 'BIG'?
      colour == Size.BIG
        UnknownConstant At column 11 of the condition: 'Colour' has no constant 'Size.BIG'. Write one of 'RED', 'BLUE'.
      foo.equals('x')
        OnlyJava At column 1 of the condition: 'foo.equals('x')' can be said in Java, but not in a condition. Write "foo == 'x'".
      foo.equals("x")
        OnlyJava At column 1 of the condition: 'foo.equals("x")' can be said in Java, but not in a condition. Write 'foo == "x"'.
      !foo.equals('x')
        OnlyJava At column 2 of the condition: 'foo.equals('x')' can be said in Java, but not in a condition. Write "foo == 'x'".
      foo.length() > 3
        OnlyJava At column 1 of the condition: 'foo.length()' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.foo()', and write 'ready()'.
      foo.isEmpty()
        OnlyJava At column 1 of the condition: 'foo.isEmpty()' can be said in Java, but not in a condition. Write "foo == ''".
      foo.startsWith('a')
        OnlyJava At column 1 of the condition: 'foo.startsWith('a')' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.foo()', and write 'ready()'.
      foo.contains('a')
        OnlyJava At column 1 of the condition: 'foo.contains('a')' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.foo()', and write 'ready()'.
      foo =~ 'a'
        OnlyJava At column 5 of the condition: '=~' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      foo matches 'a'
        OnlyJava At column 5 of the condition: 'matches' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      foo like 'a'
        OnlyJava At column 5 of the condition: 'like' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      foo.length > 3
        NotARecord At column 5 of the condition: 'foo' is a String, not a record, so it has no component 'length'. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.foo()', and write 'ready()'.
      cookies.get() > 5
        OnlyJava At column 1 of the condition: 'cookies.get()' can be said in Java, but not in a condition. Write 'cookies'.
      bakery.cookies().get() > 5
        OnlyJava At column 1 of the condition: 'bakery.cookies().get()' can be said in Java, but not in a condition. Write 'bakery.cookies'.
      bakery.cookies() > 5
        OnlyJava At column 1 of the condition: 'bakery.cookies()' can be said in Java, but not in a condition. Write 'bakery.cookies'.
      getCookies() > 5
        OnlyJava At column 1 of the condition: 'getCookies()' can be said in Java, but not in a condition. Write 'cookies'.
      this.cookies > 5
        UnknownStateKey At column 1 of the condition: 'this' is no key of 'Bakery' and no argument. Did you mean 'cookies'?
      state.cookies > 5
        UnknownStateKey At column 1 of the condition: 'state' is no key of 'Bakery' and no argument. Did you mean 'cookies'?
      Bakery.cookies > 5
        UnknownStateKey At column 1 of the condition: 'Bakery' is no key of 'Bakery' and no argument. Did you mean 'cookies'?
      cookies > 5 & open
        ConditionSyntax At column 13 of the condition: '&' is out of place. Write '&&'.
      cookies > 5 and open
        ConditionSyntax At column 13 of the condition: 'and' is out of place. Write '&&'.
      cookies > 5 or open
        ConditionSyntax At column 13 of the condition: 'or' is out of place. Write '||'.
      cookies > 5 AND open
        ConditionSyntax At column 13 of the condition: 'AND' is out of place. Write '&&'.
      not (open)
        ConditionSyntax At column 1 of the condition: 'not' is out of place. Write '!'.
      NOT open
        ConditionSyntax At column 1 of the condition: 'NOT' is out of place. Write '!'.
      !cookies > 5
        ConditionCompared At column 10 of the condition: '>' compares values, and one side is a condition. Write '!(cookies > 5)'.
      cookies := 5
        ConditionSyntax At column 9 of the condition: ':=' is out of place. Write '=='.
      cookies !== 5
        ConditionSyntax At column 9 of the condition: '!==' is out of place. Write '!='.
      foo is null
        ConditionSyntax At column 5 of the condition: 'is' is out of place. Write '=='.
      foo is not null
        ConditionSyntax At column 5 of the condition: 'is' is out of place. Write '!='.
      foo == Null
        UnknownStateKey At column 8 of the condition: 'Null' is no key of 'Bakery' and no argument. Did you mean 'null'?
      foo == NULL
        UnknownStateKey At column 8 of the condition: 'NULL' is no key of 'Bakery' and no argument. Did you mean 'null'?
      foo == nil
        UnknownStateKey At column 8 of the condition: 'nil' is no key of 'Bakery' and no argument. Did you mean 'null'?
      foo == None
        UnknownStateKey At column 8 of the condition: 'None' is no key of 'Bakery' and no argument. Did you mean 'null'?
      foo == undefined
        UnknownStateKey At column 8 of the condition: 'undefined' is no key of 'Bakery' and no argument. Did you mean 'null'?
      names == null
        NeverNull At column 7 of the condition: 'names' is a List<String> and never null. Write 'exists(names)', which holds once it is set.
      exists foo
        ConditionSyntax At column 8 of the condition: 'foo' is out of place. Write 'exists(foo)'.
      exists("foo")
        KeyExpected At column 8 of the condition: 'exists()' asks about keys, and '"foo"' is none. Write 'exists(foo)', without quotes.
      exists('foo')
        KeyExpected At column 8 of the condition: 'exists()' asks about keys, and ''foo'' is none. Write 'exists(foo)', without quotes.
      changed('foo')
        KeyExpected At column 9 of the condition: 'changed()' asks about keys, and ''foo'' is none. Write 'changed(foo)', without quotes.
      changed(open && eager)
        KeyExpected At column 9 of the condition: 'changed()' asks about keys, and 'open && eager' is none. Write 'changed(open) && changed(eager)'.
      changed(open, 'foo')
        KeyExpected At column 15 of the condition: 'changed()' asks about keys, and ''foo'' is none. Write 'changed(foo)', without quotes.
      changed(cookies, 5)
        KeyExpected At column 18 of the condition: 'changed()' asks about keys, and '5' is none. Name a key.
      changed foo
        ConditionSyntax At column 9 of the condition: 'foo' is out of place. Write 'changed(foo)'.
      foo.changed()
        OnlyJava At column 1 of the condition: 'foo.changed()' can be said in Java, but not in a condition. Write 'changed(foo)'.
      foo.changed
        NotARecord At column 5 of the condition: 'foo' is a String, not a record, so it has no component 'changed'. Write 'changed(foo)'.
      cookies.changed()
        OnlyJava At column 1 of the condition: 'cookies.changed()' can be said in Java, but not in a condition. Write 'changed(cookies)'.
      foo changed
        ConditionSyntax At column 5 of the condition: 'changed' is out of place. Write 'changed(foo)'.
      isChanged(foo)
        UnknownFunction At column 1 of the condition: there is no method 'isChanged()' in 'Kitchen'. Did you mean 'changed()'?
      hasChanged(foo)
        UnknownFunction At column 1 of the condition: there is no method 'hasChanged()' in 'Kitchen'. Did you mean 'changed()'?
      enough(bakery)
        ArgumentCount At column 1 of the condition: 'enough()' takes no arguments, not 1. Write 'enough()': its states are passed by themselves.
      enough(cookies)
        ArgumentCount At column 1 of the condition: 'enough()' takes no arguments, not 1. Write 'enough()': its states are passed by themselves.
      enough(foo, 3)
        ArgumentCount At column 1 of the condition: 'enough()' takes no arguments, not 2. Write 'enough()': its states are passed by themselves.
      enough
        UnknownStateKey At column 1 of the condition: 'enough' is no key of 'Bakery' and no argument. Did you mean 'enough()'?
      Kitchen.enough()
        OnlyJava At column 1 of the condition: 'Kitchen.enough()' can be said in Java, but not in a condition. Write 'enough()'.
      Kitchen.enough(bakery)
        OnlyJava At column 1 of the condition: 'Kitchen.enough(bakery)' can be said in Java, but not in a condition. Write 'enough()'.
      !enough
        UnknownStateKey At column 2 of the condition: 'enough' is no key of 'Bakery' and no argument. Did you mean 'enough()'?
      cookies between 1 and 5
        OnlyJava At column 9 of the condition: 'between' can be said in Java, but not in a condition. Write '1 <= cookies && cookies <= 5'.
      cookies in (1, 2)
        OnlyJava At column 9 of the condition: 'in' can be said in Java, but not in a condition. Compare with each, and join the comparisons with '||'.
      cookies >= 5 == true
        ChainedComparison At column 14 of the condition: 'cookies >= 5 == true' compares the result of a comparison. Write 'cookies >= 5'.
      open == 'true'
        ImpossibleComparison At column 6 of the condition: 'open' (boolean) cannot be compared with 'true'. Write true without quotes.
      open == 1
        ImpossibleComparison At column 6 of the condition: 'open' (boolean) cannot be compared with 1. Compare it with true or false.
      open == True
        UnknownStateKey At column 9 of the condition: 'True' is no key of 'Bakery' and no argument. Did you mean 'true'?
      open == TRUE
        UnknownStateKey At column 9 of the condition: 'TRUE' is no key of 'Bakery' and no argument. Did you mean 'true'?
      open = true
        ConditionSyntax At column 6 of the condition: '=' is out of place. Write '=='.
      cookies == '5'
        ImpossibleComparison At column 9 of the condition: 'cookies' (int) cannot be compared with '5'. Write 5 without quotes.
      cookies == "5"
        ImpossibleComparison At column 9 of the condition: 'cookies' (int) cannot be compared with "5". Write 5 without quotes.
      price == 1,5
        ConditionSyntax At column 11 of the condition: ',' is out of place. Write '1.5' for the number.
      letter == a
        UnknownStateKey At column 11 of the condition: 'a' is no key of 'Bakery' and no argument. Write "'a'" if it is a text.
      cookies > 5;
        ConditionSyntax At column 12 of the condition: ';' is out of place. Leave it out.
      cookies > 5 ? open : eager
        ConditionSyntax At column 13 of the condition: '?' is out of place. Join conditions with '&&' and '||'.
      max(cookies, 3) > 5
        OnlyJava At column 1 of the condition: 'max(cookies, 3)' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.cookies()', and write 'ready()'.
      abs(cookies) > 3
        OnlyJava At column 1 of the condition: 'abs(cookies)' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.cookies()', and write 'ready()'.
      at > 5
        NotComparable At column 1 of the condition: 'at' is an Instant, which a condition cannot compare. Write 'exists(at)', 'changed(at)', or declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.at()', and write 'ready()'.
      at < now()
        OnlyJava At column 6 of the condition: 'now()' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      Instant.now() > at
        OnlyJava At column 1 of the condition: 'Instant.now()' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      last.total() > 5
        OnlyJava At column 1 of the condition: 'last.total()' can be said in Java, but not in a condition. Write 'last.total'.
      last.total > 5 && last
        NotACondition At column 19 of the condition: 'last', an Order, is no condition. Write 'exists(last)' or 'changed(last)'.
      last.customer.name() == 'x'
        OnlyJava At column 1 of the condition: 'last.customer.name()' can be said in Java, but not in a condition. Write 'last.customer.name'.
      cookies++ > 5
        Arithmetic At column 8 of the condition: conditions do not calculate, and '+' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      cookies += 1
        Arithmetic At column 9 of the condition: conditions do not calculate, and '+' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      ${cookies} > 5
        ConditionSyntax At column 2 of the condition: '{' is out of place. Write names alone, as in 'cookies > 5'.
      #cookies > 5
        ConditionSyntax At column 1 of the condition: '#' is out of place. Write names alone, as in 'cookies > 5'.
      $cookies > 5
        UnknownStateKey At column 1 of the condition: '$cookies' is no key of 'Bakery' and no argument. Did you mean 'cookies'?
      @cookies > 5
        ConditionSyntax At column 1 of the condition: '@' is out of place. Write names alone, as in 'cookies > 5'.
      {cookies > 5}
        ConditionSyntax At column 1 of the condition: '{' is out of place. Write names alone, as in 'cookies > 5'.
      [cookies > 5]
        ConditionSyntax At column 1 of the condition: '[' is out of place. Write names alone, as in 'cookies > 5'.
      cookies gt 5
        ConditionSyntax At column 9 of the condition: 'gt' is out of place. Write '>'.
      cookies eq 5
        ConditionSyntax At column 9 of the condition: 'eq' is out of place. Write '=='.
      foo == “bar”
        ConditionSyntax At column 8 of the condition: '“' is out of place. Write texts in straight quotes, as in "'bar'".
      foo == ‘bar’
        ConditionSyntax At column 8 of the condition: '‘' is out of place. Write texts in straight quotes, as in "'bar'".
      foo == `bar`
        ConditionSyntax At column 8 of the condition: '`' is out of place. Write texts in straight quotes, as in "'bar'".
      cookies ≥ 5
        ConditionSyntax At column 9 of the condition: '≥' is out of place. Write '>='.
      cookies > 1,000
        ConditionSyntax At column 12 of the condition: ',' is out of place. Write '1_000' for the number.
      cookies > 5%
        Arithmetic At column 12 of the condition: conditions do not calculate, and '%' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      price > 5€
        BadNumber At column 9 of the condition: '5€' is no number of Java: it is not written like one. Write it as in 5, 5L, 2.5, 2.5f or 0xFF.
      cookies > five
        UnknownStateKey At column 11 of the condition: 'five' is no key of 'Bakery' and no argument. Write one of 'cookies', 'tiny', 'small', 'letter', 'huge', 'warmth', 'price', 'maybe' and 5 more.
      cookies >5 open
        ConditionSyntax At column 12 of the condition: 'open' is out of place. Write '&&', '||' or a comparison before it.
      foo instanceof String
        OnlyJava At column 5 of the condition: 'instanceof' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      (int) price > 5
        ConditionSyntax At column 1 of the condition: '(int)' is out of place. Leave it out: numbers of all types compare with each other.
      -cookies > 5
        Arithmetic At column 1 of the condition: conditions do not calculate, and '-' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      open == !eager
        ConditionCompared At column 6 of the condition: '==' compares values, and one side is a condition. Write 'open != eager'.
      open ^ eager
        Arithmetic At column 6 of the condition: conditions do not calculate, and '^' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      false
        NoKey At column 1 of the condition: 'false' looks at no key of the state, so no change can make it true. Compare a key.
      cookies > 'a' + 'b'
        Arithmetic At column 15 of the condition: conditions do not calculate, and '+' would. Pass the value as an argument, keep it in a key, or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      foo == 'bar' 'baz'
        ConditionSyntax At column 14 of the condition: ''baz'' is out of place. Write '&&', '||' or a comparison before it.
      "foo" == 'bar'
        LiteralComparison At column 7 of the condition: both sides of '"foo" == 'bar'' are literals. Write foo without quotes.
      'foo' == 'bar'
        LiteralComparison At column 7 of the condition: both sides of ''foo' == 'bar'' are literals. Write foo without quotes.
      'cookies' > 5
        LiteralComparison At column 11 of the condition: both sides of ''cookies' > 5' are literals. Write cookies without quotes.
      "cookies" > 5
        LiteralComparison At column 11 of the condition: both sides of '"cookies" > 5' are literals. Write cookies without quotes.
      "cookies > 5"
        NotACondition At column 1 of the condition: '"cookies > 5"' is no condition. Leave out the quotes.
      0|changed(foo)
        NoState At column 1 of the condition: 'changed()' can be no key, because no parameter of the method is a state. Name one: @WaitFor(value = "…", state = Bakery.class).
      0|exists(foo)
        NoState At column 8 of the condition: 'foo' can be no key, because no parameter of the method is a state. Name one: @WaitFor(value = "…", state = Bakery.class).
      2|changed(cookies)
        UnqualifiedKey At column 9 of the condition: 'cookies' could belong to any of 2 states. Write 'bakery.cookies' or 'shop.cookies'.
      2|Bakery.cookies > 5
        UnknownStateKey At column 1 of the condition: 'Bakery' is no key of 'Bakery' or 'Shop' and no argument. Did you mean 'bakery.cookies'?
      2|exists(guests)
        UnqualifiedKey At column 8 of the condition: 'guests' could belong to any of 2 states. Write 'shop.guests'.
      sizeOf(names) > 3
        OnlyJava At column 1 of the condition: 'sizeOf(names)' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      size(names) > 3
        OnlyJava At column 1 of the condition: 'size(names)' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      count(names) > 3
        PredicateResult At column 1 of the condition: 'Kitchen.count(Bakery)' does not return boolean. Let it return whether to stop waiting.
      len(names) > 3
        OnlyJava At column 1 of the condition: 'len(names)' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      length(foo) > 3
        OnlyJava At column 1 of the condition: 'length(foo)' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.foo()', and write 'ready()'.
      names > 3
        NotComparable At column 1 of the condition: 'names' is a List<String>, which a condition cannot compare. Write 'exists(names)', 'changed(names)', or declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      names == 3
        NotComparable At column 1 of the condition: 'names' is a List<String>, which a condition cannot compare. Write 'exists(names)', 'changed(names)', or declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.names()', and write 'ready()'.
      orders > 3
        NotComparable At column 1 of the condition: 'orders' is a StateMap<String, Order>, which a condition cannot compare. Write 'exists(orders)', 'changed(orders)', or declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      orders == 'x'
        NotComparable At column 1 of the condition: 'orders' is a StateMap<String, Order>, which a condition cannot compare. Write 'exists(orders)', 'changed(orders)', or declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      b -> b.cookies() > 5
        ConditionSyntax At column 3 of the condition: '->' is out of place. Write the condition alone, as in 'cookies > 5', or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      Kitchen::enough
        ConditionSyntax At column 8 of the condition: '::' is out of place. Write the condition alone, as in 'cookies > 5', or declare 'static boolean ready(Bakery b)' in 'Kitchen', and write 'ready()'.
      cookies.atLeast(5)
        OnlyJava At column 1 of the condition: 'cookies.atLeast(5)' can be said in Java, but not in a condition. Write 'cookies >= 5'.
      bakery.cookies().atLeast(5)
        OnlyJava At column 1 of the condition: 'bakery.cookies().atLeast(5)' can be said in Java, but not in a condition. Write 'bakery.cookies >= 5'.
      'x'.equals(foo)
        OnlyJava At column 1 of the condition: ''x'.equals(foo)' can be said in Java, but not in a condition. Write "'x' == foo".
      foo == whoo
        UnknownStateKey At column 8 of the condition: 'whoo' is no key of 'Bakery' and no argument. Did you mean 'who'? Write "'whoo'" if it is a text.
      letter == z
        UnknownStateKey At column 11 of the condition: 'z' is no key of 'Bakery' and no argument. Write "'z'" if it is a text.
      2|foo == ann
        UnqualifiedKey At column 1 of the condition: 'foo' could belong to any of 2 states. Write 'bakery.foo'.
        UnknownStateKey At column 8 of the condition: 'ann' is no key of 'Bakery' or 'Shop' and no argument. Write one of 'bakery.cookies', 'bakery.open', 'bakery.foo', 'bakery.last', 'bakery.names', 'bakery.size', 'bakery.tiny', 'bakery.small' and 24 more.
      last.customer.name == ann
        UnknownStateKey At column 23 of the condition: 'ann' is no key of 'Bakery' and no argument. Write "'ann'" if it is a text.
      last.size == big
        UnknownStateKey At column 14 of the condition: 'big' is no key of 'Bakery' and no argument. Did you mean 'BIG'?
      names[0
        ConditionSyntax At column 7 of the condition: the condition ends too early. Write ']' for the '[' at column 6.
      orders['a']['b'] == 3
        OnlyJava At column 1 of the condition: 'orders['a']['b']' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.orders()', and write 'ready()'.
      cookies ! = 5
        ConditionSyntax At column 9 of the condition: '!' is out of place. Write '!='.
      cookies > 5 &&& open
        ConditionSyntax At column 15 of the condition: '&' is out of place. Write a key, a literal or a condition after '&&'.
      exists(foo && last)
        KeyExpected At column 8 of the condition: 'exists()' asks about keys, and 'foo && last' is none. Write 'exists(foo) && exists(last)'.
      changed(foo || last)
        KeyExpected At column 9 of the condition: 'changed()' asks about keys, and 'foo || last' is none. Write 'changed(foo) || changed(last)'.
      changed(last.total > 5)
        KeyExpected At column 9 of the condition: 'changed()' asks about keys, and 'last.total > 5' is none. Write 'changed(last) && last.total > 5'.
      exists(last.total)
        KeyExpected At column 8 of the condition: 'exists()' asks about keys, and 'last.total' is none. Write 'exists(last)' or 'last.total != null'.
      exists(bakery)
        NotComparable At column 8 of the condition: 'bakery' is the state 'Bakery', which a condition cannot compare. Name a key of it, as in 'bakery.cookies'.
      foo.name().length() > 3
        OnlyJava At column 1 of the condition: 'foo.name().length()' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.foo()', and write 'ready()'.
      last.total.abs() > 3
        OnlyJava At column 1 of the condition: 'last.total.abs()' can be said in Java, but not in a condition. Declare 'static boolean ready(Bakery b)' in 'Kitchen', which looks into 'b.last()', and write 'ready()'.
      not()
        UnknownFunction At column 1 of the condition: there is no method 'not()' in 'Kitchen'. Declare 'static boolean not(Bakery b)' there.
      and open
        ConditionSyntax At column 5 of the condition: 'open' is out of place. Write '&&', '||' or a comparison before it.
      size.name() == 'BIG'
        OnlyJava At column 1 of the condition: 'size.name()' can be said in Java, but not in a condition. Write 'size == SMALL', or another constant without quotes.
      size == Size
        UnknownStateKey At column 9 of the condition: 'Size' is no key of 'Bakery' and no argument. Did you mean 'size'?
      """;

  @TestFactory
  Stream<DynamicTest> saysWhatWasWanted() {
    return Arrays.stream(CASES.split("\n(?! )"))
        .map(String::strip)
        .map(
            text ->
                DynamicTest.dynamicTest(
                    text.split("\n")[0], () -> ConditionProblemsTest.check(text)));
  }
}
