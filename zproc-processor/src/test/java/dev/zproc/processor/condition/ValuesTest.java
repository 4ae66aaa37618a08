package dev.zproc.processor.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the processor believes of comparisons is what the engine does. */
final class ValuesTest {

  @Test
  void agreesWithTheEngine() {
    List<Object> values =
        new ArrayList<>(
            List.of(
                true,
                false,
                (byte) -1,
                (byte) 97,
                (short) 97,
                (short) -32768,
                'a',
                '\uffff',
                97,
                -1,
                16777217,
                Integer.MAX_VALUE,
                97L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                16777216f,
                97f,
                Float.NaN,
                0.1f,
                -0f,
                0.1,
                97.0,
                Double.NaN,
                0.0));
    values.addAll(
        List.of(
            9.223372036854775807E18,
            Double.NEGATIVE_INFINITY,
            "",
            "a",
            "A",
            "ä",
            "a\0",
            "\ud83c\udf6a",
            "\uffee",
            new Term.EnumConstant(Bakery.SIZE, "BIG"),
            new Term.EnumConstant(Bakery.SIZE, "SMALL")));
    values.add(null);

    for (Object left : values) {
      for (Object right : values) {
        for (Relation relation : Relation.values()) {
          assertThat(Values.compare(left, relation, right))
              .as("%s %s %s", left, relation.symbol(), right)
              .isEqualTo(Engine.compare(left, relation, right));
        }
      }
    }
  }

  @Test
  void relationsAreTheEnginesByName() {
    assertThat(Arrays.stream(Relation.values()).map(Enum::name))
        .containsExactlyElementsOf(
            Arrays.stream(dev.zproc.runtime.spi.WaitCondition.Relation.values())
                .map(Enum::name)
                .toList());
  }
}
