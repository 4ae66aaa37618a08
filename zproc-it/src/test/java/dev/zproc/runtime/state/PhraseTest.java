package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.schema.Plans;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitCondition;
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
    WaitCondition cookies =
        new WaitCondition.Comparison(
            new WaitCondition.Value(ValueTypes.INT, 3),
            WaitCondition.Relation.LESS,
            new WaitCondition.Key(BakeryState.SCHEMA, 0));
    WaitCondition open =
        new WaitCondition.Comparison(
            new WaitCondition.Key(BakeryState.SCHEMA, 5),
            WaitCondition.Relation.EQUAL,
            new WaitCondition.Value(ValueTypes.BOOLEAN, true));
    WaitCondition either =
        new WaitCondition.Or(
            WaitCondition.exists(BakeryState.SCHEMA, 3), WaitCondition.changed(BakeryState.SCHEMA));
    assertThat(
            Plans.words(
                new WaitCondition.And(
                    cookies, new WaitCondition.And(new WaitCondition.Not(open), either))))
        .hasToString("3 < cookies && !open && (exists(last) || changed())");
    assertThat(
            Plans.words(
                new WaitCondition.And(
                    WaitCondition.changed(ShelfState.SCHEMA),
                    new WaitCondition.And(open, cookies))))
        .hasToString("changed(shelf) && bakery.open && 3 < bakery.cookies");
  }
}
