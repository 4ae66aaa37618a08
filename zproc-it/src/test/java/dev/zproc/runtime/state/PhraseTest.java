package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.schema.Plans;
import dev.zproc.runtime.spi.Condition;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions as people read them. */
class PhraseTest extends StateTestBase {

  @Test
  void parenthesesStandWhereTheyAreNeeded() {
    var open = bakery.open().equalTo(true);
    var many = bakery.cookies().greaterThan(5);
    var cheap = bakery.price().atMost(3);
    assertThat(open.and(many).and(cheap)).hasToString("open && cookies > 5 && price <= 3");
    assertThat(open.or(many).or(cheap)).hasToString("open || cookies > 5 || price <= 3");
    assertThat(open.and(many).or(cheap)).hasToString("open && cookies > 5 || price <= 3");
    assertThat(open.and(many.or(cheap))).hasToString("open && (cookies > 5 || price <= 3)");
    assertThat(many.not()).hasToString("!(cookies > 5)");
    assertThat(open.not()).hasToString("!open");
    assertThat(bakery.open().notEqualTo(true)).hasToString("!open");
    assertThat(open.or(many).not().and(cheap)).hasToString("!(open || cookies > 5) && price <= 3");
  }

  @Test
  void everyConditionHasItsWords() {
    assertThat(bakery.size().equalTo(Size.BIG)).hasToString("size == BIG");
    assertThat(bakery.last().isNull()).hasToString("last == null");
    assertThat(bakery.last().available()).hasToString("exists(last)");
    assertThat(bakery.last().absent()).hasToString("!exists(last)");
    assertThat(bakery.last().truthy()).hasToString("truthy(last)");
    assertThat(bakery.last().falsy().not()).hasToString("!falsy(last)");
    assertThat(bakery.last().changed().includeOwn()).hasToString("changed(last)");
    assertThat(bakery.changed()).hasToString("changed()");
    assertThat(bakery.changed(bakery.last(), bakery.orders())).hasToString("changed(last, orders)");
    assertThat(bakery.orders().sizeAtLeast(2)).hasToString("orders.size() >= 2");
    assertThat(bakery.orders().changed("Ann")).hasToString("changed(orders['Ann'])");
    assertThat(bakery.watch(bakery.last()).except(bakery.price()))
        .hasToString("watch(last).except(price)");
  }

  @Test
  void valuesAreQuotedAndCut() {
    assertThat(Phrase.value("it's \\ here")).isEqualTo("'it\\'s \\\\ here'");
    assertThat(Phrase.value('c')).isEqualTo("'c'");
    assertThat(Phrase.value("x".repeat(1000))).hasSize(83);
    assertThat(Phrase.value(List.of("a", "b"))).isEqualTo("[a, b]");
    assertThat(Phrase.label("a\n\tb\0" + "x".repeat(5000))).startsWith("a  b x").hasSize(1001);
  }

  @Test
  void conditionsOfAnnotationsHaveTheirArgumentsFilledIn() {
    Condition cookies =
        new Condition.Comparison(
            new Condition.Value(ValueTypes.INT, 3),
            Condition.Relation.LESS,
            new Condition.Key(BakeryState.SCHEMA, 0));
    Condition open =
        new Condition.Comparison(
            new Condition.Key(BakeryState.SCHEMA, 5),
            Condition.Relation.EQUAL,
            new Condition.Value(ValueTypes.BOOLEAN, true));
    Condition either =
        new Condition.Or(
            Condition.exists(BakeryState.SCHEMA, 3), Condition.changed(BakeryState.SCHEMA));
    assertThat(
            Plans.words(
                new Condition.And(cookies, new Condition.And(new Condition.Not(open), either))))
        .hasToString("3 < cookies && !open && (exists(last) || changed())");
    assertThat(
            Plans.words(
                new Condition.And(
                    Condition.changed(ShelfState.SCHEMA), new Condition.And(open, cookies))))
        .hasToString("changed(shelf) && bakery.open && 3 < bakery.cookies");
  }
}
