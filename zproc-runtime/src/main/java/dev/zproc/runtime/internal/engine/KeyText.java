package dev.zproc.runtime.internal.engine;

import java.util.Arrays;

/**
 * Shows keys in messages as users know them, shortened where they are long: {@code bakery.cookies},
 * {@code bakery.orders['a']}; in quotes what is no key of a typed state.
 */
public final class KeyText {

  private static final int LONGEST = 80;

  private KeyText() {}

  public static String of(Bytes key) {
    KeyName name = KeyName.of(key);
    if (name.key() == null) {
      return "'" + printable(name.namespace()) + "'";
    }
    String shown = printable(name.isSchema() ? name.namespace() : name.path());
    Bytes entry = name.entry();
    return entry == null ? shown : shown + "[" + (entry.size() == 0 ? "" : entry(entry)) + "]";
  }

  private static String entry(Bytes entry) {
    if (Scalar.isNumber(entry) && Scalar.kind(entry) != Scalar.CHAR) {
      return Scalar.number(entry).toString();
    }
    return switch (Scalar.kind(entry)) {
      case Scalar.CHAR, Scalar.TEXT -> "'" + printable(text(entry)) + "'";
      case Scalar.ENUM -> printable(text(entry));
      case Scalar.BOOLEAN -> String.valueOf(entry.size() == 2 && entry.at(1) == 1);
      default -> "(" + entry.size() + " bytes)";
    };
  }

  private static String text(Bytes entry) {
    if (Scalar.isNumber(entry)) {
      return String.valueOf((char) Scalar.number(entry).intValue());
    }
    return (entry.size() > 4 * LONGEST ? head(entry) : entry.asUtf8()).substring(1);
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      shown.append(c == 0 ? '/' : Character.isISOControl(c) ? '?' : c);
    }
    return text.length() > LONGEST ? shown.append('…').toString() : shown.toString();
  }

  private static String head(Bytes key) {
    return Bytes.wrap(Arrays.copyOf(key.shared(), 4 * LONGEST)).asUtf8();
  }
}
