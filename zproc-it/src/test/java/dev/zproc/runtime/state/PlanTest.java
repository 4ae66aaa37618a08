package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.FailedRun;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.fixtures.Types;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.schema.Matches;
import dev.zproc.runtime.internal.schema.Namespaces;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitCondition;
import dev.zproc.runtime.spi.WaitCondition.Relation;
import dev.zproc.runtime.spi.WaitPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@code @WaitFor} becomes, evaluated in either way. */
class PlanTest {

  private static final StateSchema<Bakery> SCHEMA = BakeryState.SCHEMA;
  private static final WaitCondition ALWAYS = WaitCondition.test(1, SCHEMA);

  private enum Where {
    ENGINE,
    WITH_A_TEST
  }

  @Nested
  class ByTheEngine extends Contract {
    ByTheEngine() {
      super(Where.ENGINE);
    }
  }

  @Nested
  class WithATest extends Contract {
    WithATest() {
      super(Where.WITH_A_TEST);
    }
  }

  private static final class Eat extends ChildEntry<Void> {
    Eat() {
      super("com.acme.Kitchen", "eat", ValueTypes.VOID, ValueTypes.INT);
    }

    @Override
    public List<StateSchema<?>> snapshots() {
      return List.of(SCHEMA);
    }

    @Override
    public boolean test(int id, Moment moment) {
      Bakery bakery = moment.snapshot(SCHEMA);
      return switch (id) {
        case 1 -> true;
        case 2 -> bakery.last() != null && bakery.last().count() > moment.<Integer>argument(0);
        default -> throw new IllegalStateException("the user's own");
      };
    }

    @Override
    public @Nullable Void run(Invocation in) {
      return null;
    }
  }

  abstract static class Contract extends StateTestBase {
    private final Where where;
    private final StateEngine engine;
    private final Namespaces spaces;
    private final BakeryState mine;
    private boolean own;

    Contract(Where where) {
      this.where = where;
      engine = store.newSession();
      spaces = StateSpace.namespaces(engine);
      mine = Bakeries.of(engine);
    }

    private Matches matches(WaitCondition condition, boolean repeat, boolean live, long from) {
      WaitCondition asked =
          where == Where.WITH_A_TEST ? new WaitCondition.And(ALWAYS, condition) : condition;
      WaitPlan plan = new WaitPlan(asked, "a condition", repeat, live, own, FailedRun.SKIP, 0);
      Arguments five =
          new Arguments() {
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
            @Override
            public <T> T argument(int index) {
              return (T) (Integer) 5;
            }
          };
      ConditionSpec spec =
          where == Where.WITH_A_TEST
              ? null
              : spaces.spec(plan, List.of(SCHEMA), from, engine.session());
      return spec == null
          ? spaces.matches(new Eat(), plan, five, from, true)
          : spaces.matches(new Eat(), plan, five, listener -> engine.await(spec, 0, listener));
    }

    private static Bakery next(Matches matches) {
      Matches.Matched matched = matches.next(SOON.toNanos());
      assertThat(matched).isNotNull();
      return matched.moment().snapshot(SCHEMA);
    }

    private static void nothing(Matches matches) {
      assertThat(matches.next(SHORT.toNanos())).isNull();
    }

    private static WaitCondition compare(int key, Relation relation, WaitCondition.Term right) {
      return new WaitCondition.Comparison(new WaitCondition.Key(SCHEMA, key), relation, right);
    }

    private static WaitCondition cookiesOver(int bound) {
      return compare(0, Relation.GREATER, new WaitCondition.Value(ValueTypes.INT, bound));
    }

    @Test
    void theFirstRevisionAtWhichItHoldsMatchesHoweverLateOneAsks() {
      long birth = mine.meta().newestRevision();
      other.cookies().set(6);
      other.cookies().set(0);
      try (Matches matches = matches(cookiesOver(5), false, false, birth)) {
        Matches.Matched matched = matches.next(SOON.toNanos());
        assertThat(matched.revision()).isEqualTo(birth + 1);
        assertThat(matched.moment().snapshot(SCHEMA).cookies()).isEqualTo(6);
        assertThat(matched.moment().<Integer>argument(0)).isEqualTo(5);
        assertThatThrownBy(() -> matches.next(0)).isInstanceOf(IllegalStateException.class);
      }
    }

    @Test
    void whatHoldsAtBirthMatchesAtOnceButNoChangeDoes() {
      long birth = mine.meta().newestRevision();
      try (Matches matches =
          matches(
              compare(1, Relation.EQUAL, new WaitCondition.Value(ValueTypes.LONG, 3L)),
              false,
              false,
              birth)) {
        assertThat(matches.next(SOON.toNanos()).revision()).isEqualTo(birth);
      }
      try (Matches matches = matches(WaitCondition.changed(SCHEMA), false, false, birth)) {
        nothing(matches);
        other.sold().add(1);
        assertThat(next(matches).sold()).isEqualTo(1);
      }
    }

    @Test
    void repeatMatchesEveryRevisionAtWhichItHoldsButThoseOfThisProcess() {
      long birth = mine.meta().newestRevision();
      try (Matches matches = matches(cookiesOver(0), true, false, birth)) {
        other.cookies().set(1);
        other.cookies().set(0);
        mine.cookies().set(2);
        other.cookies().set(3);
        other.cookies().set(3);
        other.cookies().set(4);
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          seen.add(next(matches).cookies());
        }
        assertThat(seen).containsExactly(1, 3, 4);
        nothing(matches);
      }
      awaitWaiting(0);
    }

    @Test
    void includeOwnRepeatsForCommitsOfThisProcessToo() {
      long birth = mine.meta().newestRevision();
      own = true;
      try (Matches matches = matches(WaitCondition.changed(SCHEMA, 0), true, false, birth)) {
        other.cookies().set(1);
        mine.cookies().set(2);
        mine.price().set(2);
        mine.cookies().set(3);
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          seen.add(next(matches).cookies());
        }
        assertThat(seen).containsExactly(1, 2, 3);
        nothing(matches);
      }
    }

    @Test
    void liveLooksAtTheNewestRevisionWhenAsked() {
      long birth = mine.meta().newestRevision();
      other.cookies().set(1);
      other.cookies().set(2);
      try (Matches matches = matches(cookiesOver(0), true, true, birth)) {
        assertThat(next(matches).cookies()).isEqualTo(2);
      }
      other.cookies().set(0);
      try (Matches matches = matches(cookiesOver(0), false, true, birth)) {
        nothing(matches);
        other.cookies().set(7);
        assertThat(next(matches).cookies()).isEqualTo(7);
      }
    }

    @Test
    void changesOfMapsAndSeveralKeysCount() {
      long birth = mine.meta().newestRevision();
      try (Matches matches = matches(WaitCondition.changed(SCHEMA, 4, 7), true, false, birth)) {
        other.cookies().set(1);
        other.orders().put("Ann", Order.of("Ann", 1));
        other.orders().put("Ann", Order.of("Ann", 2));
        other.sold().set(1);
        assertThat(next(matches).orders().get("Ann").count()).isEqualTo(1);
        assertThat(next(matches).orders().get("Ann").count()).isEqualTo(2);
        Bakery last = next(matches);
        assertThat(last.sold()).isEqualTo(1);
        assertThat(last.cookies()).isEqualTo(1);
      }
    }

    @Test
    void conditionsMeanWhatJavaMeans() {
      long birth = mine.meta().newestRevision();
      List<WaitCondition> hold =
          List.of(
              compare(1, Relation.LESS, new WaitCondition.Value(ValueTypes.DOUBLE, 3.5)),
              compare(2, Relation.NOT_EQUAL, new WaitCondition.Value(null, null)),
              compare(3, Relation.EQUAL, new WaitCondition.Value(null, null)),
              compare(5, Relation.EQUAL, new WaitCondition.Value(ValueTypes.BOOLEAN, false)),
              new WaitCondition.Comparison(
                  new WaitCondition.Key(SCHEMA, 0),
                  Relation.LESS,
                  new WaitCondition.Key(SCHEMA, 1)),
              new WaitCondition.Not(WaitCondition.exists(SCHEMA, 0)),
              new WaitCondition.Not(WaitCondition.exists(SCHEMA, 4)),
              new WaitCondition.Not(WaitCondition.changed(SCHEMA, 0)),
              new WaitCondition.Or(
                  new WaitCondition.Constant(false), new WaitCondition.Constant(true)));
      for (WaitCondition condition : hold) {
        try (Matches matches = matches(condition, false, false, birth)) {
          assertThat(matches.next(SOON.toNanos()).revision()).isEqualTo(birth);
        }
        if (where != Where.WITH_A_TEST) {
          try (Matches matches = matches(new WaitCondition.Not(condition), false, false, birth)) {
            nothing(matches);
          }
        }
      }
    }

    @Test
    void enumsAndTextsAndMapsComeTrue() {
      long birth = mine.meta().newestRevision();
      try (Matches matches =
          matches(
              new WaitCondition.And(
                  compare(8, Relation.EQUAL, new WaitCondition.Value(Types.SIZE, Size.BIG)),
                  WaitCondition.exists(SCHEMA, 4)),
              false,
              false,
              birth)) {
        other.size().set(Size.SMALL);
        other.orders().put("Ann", Order.of("Ann", 1));
        other.orders().clear();
        other.size().set(Size.BIG);
        nothing(matches);
        other.orders().put("Bob", Order.of("Bob", 1));
        assertThat(next(matches).orders()).containsOnlyKeys("Bob");
      }
    }

    @Test
    void nothingChangedAnyMoreComesTrueAtTheNextRevision() {
      other.cookies().set(0);
      long birth = mine.meta().newestRevision();
      WaitCondition condition =
          new WaitCondition.And(
              new WaitCondition.Not(WaitCondition.changed(SCHEMA, 0)), cookiesOver(0));
      try (Matches matches = matches(condition, false, false, birth)) {
        other.cookies().set(1);
        other.sold().set(1);
        Matches.Matched matched = matches.next(SOON.toNanos());
        assertThat(matched.revision()).isEqualTo(birth + 2);
        assertThat(matched.moment().snapshot(SCHEMA).cookies()).isEqualTo(1);
      }
    }

    @Test
    void aRepeatedWaitForNoChangeIsNotMatchedByWhatItDoesNotMention() {
      long birth = mine.meta().newestRevision();
      WaitCondition condition = new WaitCondition.Not(WaitCondition.changed(SCHEMA, 0));
      try (Matches matches = matches(condition, true, false, birth)) {
        assertThat(matches.next(SOON.toNanos()).revision()).isEqualTo(birth);
        StateSpace.dictionary(StateSpace.namespaces(there), "box", 0).put("a", 1);
        nothing(matches);
      }
    }
  }

  @Nested
  class Tests extends StateTestBase {
    private Matches matches(WaitCondition condition) {
      return StateSpace.namespaces(here)
          .matches(
              new Eat(),
              new WaitPlan(condition, "enough()", false, false, false, FailedRun.SKIP, 0),
              new Arguments() {
                @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
                @Override
                public <T> T argument(int index) {
                  return (T) (Integer) 5;
                }
              },
              bakery.meta().newestRevision(),
              true);
    }

    @Test
    void aTestSeesSnapshotsAndArguments() {
      try (Matches matches = matches(WaitCondition.test(2, SCHEMA))) {
        other.last().set(Order.of("Ann", 5));
        other.last().set(Order.of("Bob", 6));
        other.last().set(Order.of("Cid", 7));
        Matches.Matched matched = matches.next(SOON.toNanos());
        assertThat(matched.moment().snapshot(SCHEMA).last().customer()).isEqualTo("Bob");
      }
    }

    @Test
    void whatATestThrowsComesThrough() {
      try (Matches matches = matches(WaitCondition.test(3, SCHEMA))) {
        assertThatThrownBy(() -> matches.next(SOON.toNanos()))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the user's own");
      }
    }

    @Test
    void onlyDataCanBeLeftToAnEngine() {
      WaitCondition mixed =
          new WaitCondition.Or(WaitCondition.exists(SCHEMA, 0), WaitCondition.test(1, SCHEMA));
      assertThat(Namespaces.isData(WaitCondition.exists(SCHEMA, 0))).isTrue();
      assertThat(Namespaces.isData(mixed)).isFalse();
      assertThatThrownBy(
              () ->
                  StateSpace.namespaces(here)
                      .spec(
                          new WaitPlan(mixed, "x", false, false, false, FailedRun.SKIP, 0),
                          List.of(),
                          0,
                          0))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMomentCanBeReadAtARevision() {
      other.cookies().set(1);
      long revision = bakery.meta().newestRevision();
      other.cookies().set(2);
      Namespaces spaces = StateSpace.namespaces(here);
      Arguments none =
          new Arguments() {
            @SuppressWarnings("TypeParameterUnusedInFormals")
            @Override
            public <T> T argument(int index) {
              throw new IndexOutOfBoundsException(index);
            }
          };
      Moment moment = spaces.momentAt(revision, List.of(SCHEMA), none);
      assertThat(moment.snapshot(SCHEMA).cookies()).isEqualTo(1);
      assertThat(moment.snapshot(SCHEMA).price()).isEqualTo(3);
      assertThatThrownBy(() -> spaces.momentAt(revision, List.of(), none).snapshot(SCHEMA))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
