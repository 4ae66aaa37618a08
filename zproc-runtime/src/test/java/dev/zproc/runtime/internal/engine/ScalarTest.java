package dev.zproc.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScalarTest {

  private static final Set<Relation> NONE = EnumSet.noneOf(Relation.class);
  private static final Set<Relation> EQUAL =
      EnumSet.of(Relation.EQUAL, Relation.LESS_OR_EQUAL, Relation.GREATER_OR_EQUAL);
  private static final Set<Relation> LESS =
      EnumSet.of(Relation.LESS, Relation.LESS_OR_EQUAL, Relation.NOT_EQUAL);
  private static final Set<Relation> GREATER =
      EnumSet.of(Relation.GREATER, Relation.GREATER_OR_EQUAL, Relation.NOT_EQUAL);
  private static final Set<Relation> ONLY_EQUAL = EnumSet.of(Relation.EQUAL);
  private static final Set<Relation> ONLY_UNEQUAL = EnumSet.of(Relation.NOT_EQUAL);

  @Test
  void isOneByteOfKindAndTheValueBigEndian() {
    assertThat(Scalar.of(true)).hasToString("5a01");
    assertThat(Scalar.of((byte) -1)).hasToString("42ff");
    assertThat(Scalar.of((short) 1)).hasToString("530001");
    assertThat(Scalar.of('A')).hasToString("430041");
    assertThat(Scalar.of(258)).hasToString("4900000102");
    assertThat(Scalar.of(258L)).hasToString("4a0000000000000102");
    assertThat(Scalar.of(1f)).hasToString("463f800000");
    assertThat(Scalar.of(1.0)).hasToString("443ff0000000000000");
    assertThat(Scalar.of("é")).hasToString("54c3a9");
    assertThat(Scalar.ofEnum("RED")).hasToString("45524544");
    assertThat(Scalar.of(new byte[] {7})).hasToString("5807");
    assertThat(Scalar.text(Scalar.of("é"))).isEqualTo("é");
    assertThat(Scalar.kind(Bytes.EMPTY)).isZero();
  }

  @Test
  void numbersAreReadBack() {
    assertThat(Scalar.number(Scalar.of((byte) -3))).isEqualTo(-3L);
    assertThat(Scalar.number(Scalar.of((short) -3))).isEqualTo(-3L);
    assertThat(Scalar.number(Scalar.of('\uffff'))).isEqualTo(65_535L);
    assertThat(Scalar.number(Scalar.of(Integer.MIN_VALUE))).isEqualTo((long) Integer.MIN_VALUE);
    assertThat(Scalar.number(Scalar.of(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(Scalar.number(Scalar.of(0.1f))).isEqualTo((double) 0.1f);
    assertThat(Scalar.number(Scalar.of(0.1))).isEqualTo(0.1);
  }

  @Test
  void lowerAndHigherAreThoseOfJava() {
    assertThat(Scalar.min(Scalar.of(-1), Scalar.of(2))).isEqualTo(Scalar.of(-1));
    assertThat(Scalar.max(Scalar.of(-1), Scalar.of(2))).isEqualTo(Scalar.of(2));
    assertThat(Scalar.max(Scalar.of(Long.MAX_VALUE), Scalar.of(Long.MAX_VALUE - 1)))
        .isEqualTo(Scalar.of(Long.MAX_VALUE));
    for (double a : new double[] {0.0, -0.0, 1, Double.NaN, Double.NEGATIVE_INFINITY}) {
      for (double b : new double[] {0.0, -0.0, 1, Double.NaN, Double.NEGATIVE_INFINITY}) {
        assertThat(Scalar.min(Scalar.of(a), Scalar.of(b))).isEqualTo(Scalar.of(Math.min(a, b)));
        assertThat(Scalar.max(Scalar.of(a), Scalar.of(b))).isEqualTo(Scalar.of(Math.max(a, b)));
      }
    }
  }

  @Test
  void whatIsNoNumberIsNone() {
    Bytes cutOff = Bytes.wrap(new byte[] {Scalar.INT, 0, 0});
    Bytes tooLong = Scalar.of(1).concat(Scalar.of(true));
    List<Bytes> none =
        List.of(cutOff, tooLong, Bytes.EMPTY, Scalar.of(true), Scalar.of("1"), Scalar.ofEnum("I"));
    for (Bytes each : none) {
      assertThat(Scalar.isNumber(each)).as("%s", each).isFalse();
      assertThatThrownBy(() -> Scalar.number(each))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not a number: " + each);
    }
  }

  @Test
  void addsAsJavaDoesAndWraps() {
    assertThat(Scalar.add(Scalar.of(2), Scalar.of(3))).isEqualTo(Scalar.of(5));
    assertThat(Scalar.add(Scalar.of((byte) 127), Scalar.of((byte) 1)))
        .isEqualTo(Scalar.of((byte) -128));
    assertThat(Scalar.add(Scalar.of(Short.MAX_VALUE), Scalar.of((short) 1)))
        .isEqualTo(Scalar.of(Short.MIN_VALUE));
    assertThat(Scalar.add(Scalar.of('\uffff'), Scalar.of((char) 2))).isEqualTo(Scalar.of((char) 1));
    assertThat(Scalar.add(Scalar.of(Integer.MAX_VALUE), Scalar.of(1)))
        .isEqualTo(Scalar.of(Integer.MIN_VALUE));
    assertThat(Scalar.add(Scalar.of(Long.MAX_VALUE), Scalar.of(1L)))
        .isEqualTo(Scalar.of(Long.MIN_VALUE));
    assertThat(Scalar.add(Scalar.of(0.1f), Scalar.of(0.2f))).isEqualTo(Scalar.of(0.1f + 0.2f));
    assertThat(Scalar.add(Scalar.of(0.1), Scalar.of(0.2))).isEqualTo(Scalar.of(0.1 + 0.2));
    assertThat(Scalar.add(Scalar.of(Double.NaN), Scalar.of(1.0))).isEqualTo(Scalar.of(Double.NaN));
  }

  @Test
  void addsOnlyNumbersOfOneKind() {
    assertThatThrownBy(() -> Scalar.add(Scalar.of(1), Scalar.of(1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot add a J to a I");
    assertThatThrownBy(() -> Scalar.add(Scalar.of("a"), Scalar.of("b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Scalar.add(Scalar.of(true), Scalar.of(true)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Scalar.add(Bytes.EMPTY, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void comparesNumbersOfAnyKind() {
    expect(Scalar.of(1), Scalar.of(2), LESS);
    expect(Scalar.of(-1), Scalar.of((byte) -1), EQUAL);
    expect(Scalar.of('b'), Scalar.of(97), GREATER);
    expect(Scalar.of(1), Scalar.of(1.5), LESS);
    expect(Scalar.of(Long.MAX_VALUE), Scalar.of(Long.MAX_VALUE - 1), GREATER);
    expect(Scalar.of(0.0), Scalar.of(-0.0), EQUAL);
    expect(Scalar.of(0.1f), Scalar.of(0.1), GREATER);
  }

  @Test
  void promotesBeforeItComparesAsJavaDoes() {
    // Each literal comparison is what javac makes of it; the scalars must say the same.
    assertThat(16_777_217 == 16_777_216f).isTrue();
    expect(Scalar.of(16_777_217), Scalar.of(16_777_216f), EQUAL);
    assertThat(16_777_217 == 16_777_216.0).isFalse();
    expect(Scalar.of(16_777_217), Scalar.of(16_777_216.0), GREATER);
    assertThat(Long.MAX_VALUE - 1 == (double) Long.MAX_VALUE).isTrue();
    expect(Scalar.of(Long.MAX_VALUE - 1), Scalar.of((double) Long.MAX_VALUE), EQUAL);
    assertThat(Long.MAX_VALUE - 1 == (float) Long.MAX_VALUE).isTrue();
    expect(Scalar.of((float) Long.MAX_VALUE), Scalar.of(Long.MAX_VALUE - 1), EQUAL);
    assertThat(16_777_216f == 16_777_217.0).isFalse();
    expect(Scalar.of(16_777_216f), Scalar.of(16_777_217.0), LESS);
  }

  @Test
  void nanIsUnequalToEverything() {
    expect(Scalar.of(Double.NaN), Scalar.of(Double.NaN), ONLY_UNEQUAL);
    expect(Scalar.of(Float.NaN), Scalar.of(1), ONLY_UNEQUAL);
    expect(Scalar.of(1), Scalar.of(Double.NaN), ONLY_UNEQUAL);
  }

  @Test
  void textsAreInTheOrderOfTheirCodePoints() {
    expect(Scalar.of("a"), Scalar.of("b"), LESS);
    expect(Scalar.of("a"), Scalar.of("a"), EQUAL);
    expect(Scalar.of("ab"), Scalar.of("a"), GREATER);
    expect(Scalar.of("\uffee"), Scalar.of("😀"), LESS); // by UTF-16 it would be greater
  }

  @Test
  void everythingElseIsEqualOrNot() {
    expect(Scalar.of(true), Scalar.of(true), ONLY_EQUAL);
    expect(Scalar.of(true), Scalar.of(false), ONLY_UNEQUAL);
    expect(Scalar.ofEnum("RED"), Scalar.ofEnum("RED"), ONLY_EQUAL);
    expect(Scalar.ofEnum("RED"), Scalar.of("RED"), ONLY_UNEQUAL);
    expect(Scalar.of("1"), Scalar.of(1), ONLY_UNEQUAL);
    expect(Scalar.of(new byte[] {1}), Scalar.of(new byte[] {1}), ONLY_EQUAL);
    Bytes opaque = Bytes.wrap(new byte[] {0, 1});
    expect(opaque, Bytes.wrap(new byte[] {0, 1}), ONLY_EQUAL);
    expect(opaque, Bytes.EMPTY, ONLY_UNEQUAL);
  }

  @Test
  void nullIsEqualToNullOnly() {
    expect(null, null, ONLY_EQUAL);
    expect(null, Scalar.of(0), ONLY_UNEQUAL);
    expect(Bytes.EMPTY, null, ONLY_UNEQUAL);
    expect(Scalar.of(Double.NaN), null, ONLY_UNEQUAL);
  }

  private static void expect(@Nullable Bytes left, @Nullable Bytes right, Set<Relation> expected) {
    Set<Relation> actual = EnumSet.copyOf(NONE);
    Arrays.stream(Relation.values())
        .filter(relation -> Scalar.compare(left, relation, right))
        .forEach(actual::add);
    assertThat(actual).as("%s and %s", left, right).isEqualTo(expected);
  }
}
