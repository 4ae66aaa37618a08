package dev.zproc.processor.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.CalmTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MeaningTest {

  private static final int TIMES = Boolean.getBoolean("zproc.full") ? 3_000 : 300;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cookies > 5 && cookies < 3",
        "cookies > 5 && cookies < 6",
        "cookies > 5 && cookies <= 5.5",
        "open && !open",
        "foo < 'b' && foo > 'b'",
        "title < ''",
        "foo > 'a' && foo < 'a\\0'",
        "price > 1 && price < 1",
        "warmth == 0.1d",
        "size == BIG && size == SMALL",
        "colour != RED && colour != BLUE",
        "last.total > 5 && last.total < 5",
        "last.paid && !last.paid",
        "foo == null && foo != null",
        "foo == null && foo == 'a'",
        "changed(foo) && !changed(foo)",
        "enough() && !enough()",
        "cookies < other && !(cookies < other)",
        "cookies == 2.5",
        "cookies > low && cookies < 3 && open && cookies > 7",
        "tiny > 127",
        "low > 5 && low < 3 && open",
        "open && false",
        "huge > 9223372036854775806L && huge < 9223372036854775807L"
      })
  void neverHolds(String text) {
    assertThat(Meaning.of(compiled(text))).isEqualTo(Meaning.Verdict.NEVER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cookies > 5 || cookies < 6",
        "cookies >= -2147483648",
        "letter >= 0",
        "open || !open",
        "title >= ''",
        "foo == null || foo >= ''",
        "!(price > 1 && price < 1)",
        "colour == RED || colour == BLUE",
        "foo != 'a' || foo != 'b'",
        "cookies < 2.5 || cookies > 2.5",
        "open || true"
      })
  void alwaysHolds(String text) {
    assertThat(Meaning.of(compiled(text))).isEqualTo(Meaning.Verdict.ALWAYS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cookies > 5 && cookies < 7",
        "price > 5 && price < 6",
        "price < 1 || price >= 1",
        "maybe < 1 || maybe >= 1",
        "foo > 'a' && foo < 'b'",
        "foo >= ''",
        "size != SMALL && size != MEDIUM && size != BIG",
        "last.total < 5 || last.total >= 5",
        "warmth == 0.1",
        "cookies == 2.0",
        "cookies == 16777217 && cookies == 16777216f",
        "huge == 9007199254740993L && huge == 9007199254740992.0",
        "exists(foo) && foo == null",
        "cookies < other && other < cookies"
      })
  void depends(String text) {
    assertThat(Meaning.of(compiled(text))).isEqualTo(Meaning.Verdict.DEPENDS);
  }

  @Test
  void claimsNothingWhereTheSearchWouldTakeLong() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      parts.add("cookies != " + i + " && tiny != " + i % 100 + " && price < " + i);
    }
    String text = "(" + String.join(") || (", parts) + ")";
    long start = CalmTime.nanos();

    Meaning.of(compiled(text));

    assertThat(CalmTime.nanos() - start).isLessThan(10_000_000_000L);
  }

  /** Over keys with few values every one can be tried, so the answer is known exactly. */
  @Test
  void agreesWithTryingEveryValue() {
    long seed = Long.getLong("zproc.seed", new Random().nextLong());
    System.out.println("-Dzproc.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < TIMES; i++) {
      String text = text(random, 3);
      Condition condition = compiled("(" + text + ")");
      assertThat(Meaning.of(condition)).as("seed %d: %s", seed, text).isEqualTo(tried(condition));
    }
  }

  private static String text(Random random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      String relation = Relation.values()[random.nextInt(6)].symbol();
      return switch (random.nextInt(4)) {
        case 0 -> "open";
        case 1 -> "size " + (random.nextBoolean() ? "==" : "!=") + " " + size(random);
        case 2 -> "tiny " + relation + " " + (random.nextInt(9) - 4) / 2.0;
        default -> "tiny " + relation + " " + (random.nextInt(5) - 2);
      };
    }
    String join = random.nextBoolean() ? " && " : " || ";
    return (random.nextInt(4) == 0 ? "!" : "")
        + ("(" + text(random, depth - 1) + join + text(random, depth - 1) + ")");
  }

  private static String size(Random random) {
    return random.nextInt(4) == 0
        ? "null"
        : Bakery.SIZE.constants().get(random.nextInt(Bakery.SIZE.constants().size()));
  }

  private static Meaning.Verdict tried(Condition condition) {
    boolean canHold = false;
    boolean canFail = false;
    for (int tiny = Byte.MIN_VALUE; tiny <= Byte.MAX_VALUE; tiny++) {
      for (int size = -1; size < Bakery.SIZE.constants().size(); size++) {
        for (boolean open : new boolean[] {true, false}) {
          World world = new World();
          world.values.putAll(Map.of("tiny", (byte) tiny, "open", open));
          world.values.put(
              "size",
              size < 0
                  ? null
                  : new Term.EnumConstant(Bakery.SIZE, Bakery.SIZE.constants().get(size)));
          boolean holds = world.holds(condition);
          canHold |= holds;
          canFail |= !holds;
        }
      }
    }
    return canHold && canFail
        ? Meaning.Verdict.DEPENDS
        : canHold ? Meaning.Verdict.ALWAYS : Meaning.Verdict.NEVER;
  }

  private static Condition compiled(String text) {
    Condition condition = ConditionCompiler.compile(text, Bakery.ONE).condition();
    assertThat(condition).as(text).isNotNull();
    return condition;
  }
}
