package dev.zproc.runtime.internal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings as UTF-8, with one addition: a surrogate that stands alone, which UTF-8 has no form for,
 * takes the three bytes that its number would have (WTF-8). So every string survives, and the order
 * of the bytes is still that of the code points.
 */
final class Text {

  private static final char REPLACEMENT = '\ufffd';

  private Text() {}

  /** The bytes of {@code text} after the byte {@code kind}. */
  static byte[] encode(byte kind, String text) {
    byte[] body = hasSurrogate(text) ? wtf8(text) : text.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[body.length + 1];
    all[0] = kind;
    System.arraycopy(body, 0, all, 1, body.length);
    return all;
  }

  /**
   * The string whose bytes are those of {@code bytes} after the first.
   *
   * @throws IllegalArgumentException if they are none's
   */
  static String decode(byte[] bytes) {
    String text = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes);
  }

  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] wtf8(String text) {
    byte[] out = new byte[text.length() * 3];
    int size = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point < 0x80) {
        out[size++] = (byte) point;
      } else if (point < 0x800) {
        out[size++] = (byte) (0xc0 | point >> 6);
        out[size++] = (byte) (0x80 | point & 0x3f);
      } else if (point < 0x10000) {
        out[size++] = (byte) (0xe0 | point >> 12);
        out[size++] = (byte) (0x80 | point >> 6 & 0x3f);
        out[size++] = (byte) (0x80 | point & 0x3f);
      } else {
        out[size++] = (byte) (0xf0 | point >> 18);
        out[size++] = (byte) (0x80 | point >> 12 & 0x3f);
        out[size++] = (byte) (0x80 | point >> 6 & 0x3f);
        out[size++] = (byte) (0x80 | point & 0x3f);
      }
    }
    return Arrays.copyOf(out, size);
  }

  private static String decodeStrictly(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int i = 1;
    while (i < bytes.length) {
      int lead = bytes[i] & 0xff;
      int size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      if (size == 0 || lead > 0xf4 || i + size > bytes.length) {
        throw malformed(i);
      }
      int point = size == 1 ? lead : lead & (0x7f >> size);
      for (int k = 1; k < size; k++) {
        if ((bytes[i + k] & 0xc0) != 0x80) {
          throw malformed(i);
        }
        point = point << 6 | bytes[i + k] & 0x3f;
      }
      boolean overlong = size == 3 && point < 0x800 || size == 4 && point < 0x10000;
      if (overlong || point > Character.MAX_CODE_POINT || splitsPair(text, point)) {
        throw malformed(i);
      }
      text.appendCodePoint(point);
      i += size;
    }
    return text.toString();
  }

  /** A pair has the four bytes of its code point; two halves of three would be a second form. */
  private static boolean splitsPair(StringBuilder before, int point) {
    return point >= Character.MIN_LOW_SURROGATE
        && point <= Character.MAX_LOW_SURROGATE
        && before.length() > 0
        && Character.isHighSurrogate(before.charAt(before.length() - 1));
  }

  private static IllegalArgumentException malformed(int at) {
    return new IllegalArgumentException("malformed UTF-8 at byte " + at);
  }
}
