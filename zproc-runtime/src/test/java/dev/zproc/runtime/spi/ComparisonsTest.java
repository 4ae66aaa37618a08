package dev.zproc.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.spi.WaitCondition.Relation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

  private enum Size {
    SMALL,
    BIG
  }

  @Test
  void promotesNumbers() {
    assertThat(Comparisons.holds(5, Relation.EQUAL, 5L)).isTrue();
    assertThat(Comparisons.holds((byte) 5, Relation.LESS, 5.5f)).isTrue();
    assertThat(Comparisons.holds('a', Relation.GREATER_OR_EQUAL, 97)).isTrue();
    assertThat(Comparisons.holds(Long.MAX_VALUE, Relation.GREATER, Long.MAX_VALUE - 1)).isTrue();
    assertThat(Comparisons.holds(16_777_217, Relation.EQUAL, 16_777_216f)).isTrue();
    assertThat(Comparisons.holds(16_777_217, Relation.EQUAL, 16_777_216.0)).isFalse();
    assertThat(Comparisons.holds(0.1f, Relation.EQUAL, 0.1)).isFalse();
    assertThat(Comparisons.holds(0.0, Relation.EQUAL, -0.0)).isTrue();
    assertThat(Comparisons.holds(Double.NaN, Relation.EQUAL, Double.NaN)).isFalse();
    assertThat(Comparisons.holds(Double.NaN, Relation.NOT_EQUAL, Double.NaN)).isTrue();
    assertThat(Comparisons.holds(Float.NaN, Relation.GREATER, 1)).isFalse();
  }

  @Test
  void ordersTextAsItsBytesInUtf8() {
    List<String> texts =
        List.of("", "a", "ab", "b", "\u00e4", "\uff5e", "\ud83d\ude00", "\ud83d\ude01");
    for (String a : texts) {
      for (String b : texts) {
        int order =
            Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        assertThat(Comparisons.holds(a, Relation.LESS, b)).as(a + " < " + b).isEqualTo(order < 0);
        assertThat(Comparisons.holds(a, Relation.EQUAL, b)).as(a + " = " + b).isEqualTo(order == 0);
      }
    }
  }

  @Test
  void comparesOtherValuesForEqualityOnly() {
    assertThat(Comparisons.holds(Size.BIG, Relation.EQUAL, Size.BIG)).isTrue();
    assertThat(Comparisons.holds(Size.BIG, Relation.NOT_EQUAL, Size.SMALL)).isTrue();
    assertThat(Comparisons.holds(true, Relation.EQUAL, true)).isTrue();
    assertThat(Comparisons.holds(Size.BIG, Relation.GREATER, Size.SMALL)).isFalse();
  }

  @Test
  void takesNullForAValueOfItsOwn() {
    assertThat(Comparisons.holds(null, Relation.EQUAL, null)).isTrue();
    assertThat(Comparisons.holds(null, Relation.NOT_EQUAL, null)).isFalse();
    for (Object value : List.of(1, "a", Size.BIG, true)) {
      assertThat(Comparisons.holds(null, Relation.EQUAL, value)).isFalse();
      assertThat(Comparisons.holds(value, Relation.NOT_EQUAL, null)).isTrue();
      assertThat(Comparisons.holds(null, Relation.LESS_OR_EQUAL, value)).isFalse();
      assertThat(Comparisons.holds(value, Relation.GREATER, null)).isFalse();
    }
  }
}
