package dev.zproc.processor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProblemTest {

  @ParameterizedTest
  @EnumSource(Problem.class)
  void saysWhatIsWrongAndThenWhatToDo(Problem problem) {
    String text = problem.text(Collections.nCopies(problem.holes(), "x").toArray());

    assertThat(text.replaceAll("'!=?'", "x")).doesNotContain("!", "\n", "  ", "lease ", "n't");
    // The last hole of some is a whole sentence.
    assertThat(text).matches(".*([.?]|\\.x)");
    // The last hole of BAD_JVM_ARGUMENT is all of the message.
    assertThat(text.replace("…", "").replace("\"x\" x.", "Two. Sentences."))
        .as("two sentences")
        .matches(".*[^.]\\. ?[A-Zx@].*");
    assertThat(problem.code()).matches("[A-Z][A-Za-z]+");
  }

  @Test
  void codesDiffer() {
    assertThat(Arrays.stream(Problem.values()).map(Problem::code)).doesNotHaveDuplicates();
    assertThat(Problem.UNKNOWN_STATE_KEY.code()).isEqualTo("UnknownStateKey");
  }

  @Test
  void everyHoleMustBeFilled() {
    assertThat(Problem.PRIVATE_METHOD.text("Kitchen.bake()", "Kitchen"))
        .isEqualTo(
            "'Kitchen.bake()' is private, so the class that is generated beside 'Kitchen'"
                + " cannot call it. Make it package-private or wider.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Problem.PRIVATE_METHOD.text("Kitchen.bake()"))
        .withMessage("PrivateMethod names 2 things, but 1 were given");
  }

  @Test
  void thingsAreNotFormats() {
    assertThat(Problem.ARITHMETIC.text("%", "ask"))
        .startsWith("conditions do not calculate, and '%'");
  }

  @Test
  void onlyWhatCompilesAndMeansLittleIsAWarning() {
    assertThat(Problem.values())
        .filteredOn(problem -> problem.kind() == Problem.Kind.WARNING)
        .containsExactly(
            Problem.NEVER_GIVES_UP,
            Problem.NULLABLE_ARGUMENT,
            Problem.EMPTY_STATE,
            Problem.HIDDEN_NULLABLE,
            Problem.NO_EFFECT,
            Problem.NEVER_HOLDS,
            Problem.ALWAYS_HOLDS);
  }
}
