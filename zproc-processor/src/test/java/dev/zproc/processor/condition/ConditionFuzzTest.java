package dev.zproc.processor.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.zproc.processor.report.Problem;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConditionFuzzTest {

  private static final int TIMES = Boolean.getBoolean("zproc.full") ? 50_000 : 5_000;
  private static final int WORLDS = 5;

  private static final String CHARACTERS =
      " ()!&|=<>.,-+*/%'\"\\0123456789xLfdeE_abcopn#;?[]{}@$\n\t\0\u00e4\ud83c\udf6a";

  private final long seed = Long.getLong("zproc.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @BeforeEach
  void printSeed() {
    System.out.println("-Dzproc.seed=" + seed);
  }

  @Test
  void meansWhatJavaWouldSay() {
    RandomCondition conditions = new RandomCondition(random);
    for (int i = 0; i < TIMES; i++) {
      RandomCondition.Sample sample = conditions.next();
      ConditionCompiler.Result result = ConditionCompiler.compile(sample.text(), Bakery.ONE);
      Condition condition = result.condition();
      if (condition == null) {
        fail("seed %d: %s%n%s", seed, sample.text(), result.findings());
        return;
      }
      Meaning.Verdict verdict = Meaning.of(condition);
      for (int w = 0; w < WORLDS; w++) {
        World world = World.random(random);
        boolean expected = sample.meaning().test(world);
        assertThat(world.holds(condition))
            .as("seed %d: %s%n%s%nin %s", seed, sample.text(), condition, world.values)
            .isEqualTo(expected);
        assertThat(verdict)
            .as("seed %d: %s%nin %s", seed, sample.text(), world.values)
            .isNotEqualTo(expected ? Meaning.Verdict.NEVER : Meaning.Verdict.ALWAYS);
      }
    }
  }

  @Test
  void refusesWhatIsBrokenAtAColumn() {
    RandomCondition conditions = new RandomCondition(random);
    int refused = 0;
    for (int i = 0; i < TIMES; i++) {
      String text = broken(conditions.next().text());
      Scope scope = i % 10 == 0 ? i % 20 == 0 ? Bakery.TWO : Bakery.NONE : Bakery.ONE;
      ConditionCompiler.Result result;
      try {
        result = ConditionCompiler.compile(text, scope);
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + seed + ": " + text, e);
        return;
      }
      check(text, result);
      refused += result.condition() == null ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(TIMES / 2);
  }

  private void check(String text, ConditionCompiler.Result result) {
    String what = "seed " + seed + ": <" + text + "> " + result.findings();
    boolean fails =
        result.findings().stream().anyMatch(f -> f.problem().kind() == Problem.Kind.ERROR);
    assertThat(fails).as(what).isEqualTo(result.condition() == null);
    for (Finding finding : result.findings()) {
      assertThat(finding.column()).as(what).isBetween(1, Math.max(1, text.length()));
      assertThat(finding.text())
          .as(what)
          .matches("At (line \\d+, )?column \\d+ of the condition: [^\\n\\t\\x00]+[^.?][.?]");
    }
  }

  /** One to three mistakes: characters and words that vanish, double, change or change places. */
  private String broken(String text) {
    StringBuilder broken = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0 && !broken.isEmpty(); i--) {
      int at = random.nextInt(broken.length());
      int end = Math.min(broken.length(), at + 1 + random.nextInt(6));
      String piece = broken.substring(at, end);
      switch (random.nextInt(7)) {
        case 0 -> broken.deleteCharAt(at);
        case 1 -> broken.insert(at, character());
        case 2 -> broken.setCharAt(at, character());
        case 3 -> broken.delete(at, end);
        case 4 -> broken.insert(random.nextInt(broken.length()), piece);
        case 5 -> broken.setLength(at);
        default -> broken.replace(at, end, new StringBuilder(piece).reverse().toString());
      }
    }
    return broken.toString();
  }

  private char character() {
    return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
  }
}
