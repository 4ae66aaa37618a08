package dev.zproc.processor.condition;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values of each type, close enough together to be equal now and then. */
final class RandomValues {

  private static final List<String> TEXTS =
      List.of(
          "", "a", "b", "ab", "it's", "say \"x\"", "back\\slash", "two\nlines", "ä\ud83c\udf6a");

  private RandomValues() {}

  static @Nullable Object of(Type type, boolean nullable, Random random) {
    if (nullable && random.nextInt(4) == 0) {
      return null;
    }
    if (type instanceof Type.Enumeration enumeration) {
      List<String> constants = enumeration.constants();
      return new Term.EnumConstant(enumeration, constants.get(random.nextInt(constants.size())));
    }
    return type instanceof Type.Scalar scalar ? of(scalar.kind(), random) : "something";
  }

  static Object of(ScalarKind kind, Random random) {
    int near = random.nextInt(7) - 3;
    boolean far = random.nextInt(8) == 0;
    return switch (kind) {
      case BOOLEAN -> random.nextBoolean();
      case BYTE -> far ? Byte.MIN_VALUE : (byte) near;
      case SHORT -> far ? Short.MAX_VALUE : (short) near;
      case CHAR -> far ? (char) random.nextInt(0x10000) : "abc'\"\\\n0".charAt(random.nextInt(8));
      case INT -> far ? (random.nextBoolean() ? Integer.MIN_VALUE : 16777217) : near;
      case LONG -> far ? (random.nextBoolean() ? Long.MIN_VALUE : (1L << 53) + 1) : (long) near;
      case FLOAT -> far ? (random.nextBoolean() ? Float.NaN : 16777216f) : near / 10f;
      case DOUBLE -> far ? (random.nextBoolean() ? 1e300 : 9007199254740992.0) : near / 10.0;
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
    };
  }
}
