package dev.zproc.runtime.internal.engine;

/** Shows keys in messages: {@code bakery/cookies}, shortened where it is long. */
public final class KeyText {

  private static final int LONGEST = 80;

  private KeyText() {}

  public static String of(Bytes key) {
    String text = key.size() > 4 * LONGEST ? head(key) : key.asUtf8();
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      shown.append(c == 0 ? '/' : Character.isISOControl(c) ? '?' : c);
    }
    return shown.append(text.length() > LONGEST ? "…'" : "'").toString();
  }

  private static String head(Bytes key) {
    return Bytes.wrap(java.util.Arrays.copyOf(key.shared(), 4 * LONGEST)).asUtf8();
  }
}
