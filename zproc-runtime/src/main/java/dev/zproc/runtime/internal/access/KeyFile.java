package dev.zproc.runtime.internal.access;

import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Text with secrets in it: lines of a word, a space and a value, where the value of {@code
 * secret.client} and its like are 64 hexadecimal digits; {@code #} begins a comment. Secrets are
 * read from bytes to bytes, so that no text of them lives on in the heap.
 *
 * @param words the values that are no secrets
 * @param secrets the others
 */
record KeyFile(Map<String, String> words, Map<Role, Secret> secrets) {

  private static final String SECRET = "secret.";

  KeyFile {
    words = Map.copyOf(words);
    secrets = Map.copyOf(secrets);
  }

  /** Writes it; the array is the caller's to wipe. */
  static byte[] encode(String comment, Map<String, String> words, Map<Role, Secret> secrets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    text(out, "# " + comment + "\n");
    // No lambdas and no patterns: every context that is opened comes by here, in a cold JVM.
    for (Map.Entry<String, String> word : words.entrySet()) {
      String value = word.getValue().replace('\n', ' ').replace('\r', ' ');
      text(out, word.getKey() + " " + value + "\n");
    }
    for (Map.Entry<Role, Secret> secret : new TreeMap<>(secrets).entrySet()) {
      text(out, SECRET + name(secret.getKey()) + " ");
      hex(out, secret.getValue());
      text(out, "\n");
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void hex(ByteArrayOutputStream out, Secret secret) {
    byte[] bytes = secret.reveal();
    for (byte each : bytes) {
      out.write(Character.forDigit(each >> 4 & 0xf, 16));
      out.write(Character.forDigit(each & 0xf, 16));
    }
    Arrays.fill(bytes, (byte) 0);
  }

  static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads it, and wipes {@code bytes}.
   *
   * @throws IOException if a line is wrong; the message says which, and not what is in it
   */
  static KeyFile decode(byte[] bytes) throws IOException {
    try {
      Map<String, String> words = new LinkedHashMap<>();
      Map<Role, Secret> secrets = new EnumMap<>(Role.class);
      int line = 0;
      for (int from = 0; from < bytes.length; ) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
          end++;
        }
        line++;
        if (end > from && bytes[from] != '#') {
          read(bytes, from, end, line, words, secrets);
        }
        from = end + 1;
      }
      return new KeyFile(words, secrets);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static void read(
      byte[] bytes,
      int from,
      int end,
      int line,
      Map<String, String> words,
      Map<Role, Secret> secrets)
      throws IOException {
    int space = from;
    while (space < end && bytes[space] != ' ') {
      space++;
    }
    String word = new String(bytes, from, space - from, StandardCharsets.UTF_8);
    if (space == end) {
      throw new IOException("line " + line + " has no value");
    }
    if (!word.startsWith(SECRET)) {
      words.put(word, new String(bytes, space + 1, end - space - 1, StandardCharsets.UTF_8));
      return;
    }
    Role role = role(word.substring(SECRET.length()));
    Secret secret = secret(bytes, space + 1, end);
    if (role == null || secret == null) {
      throw new IOException(
          "line "
              + line
              + (role == null
                  ? " is for a role that there is not: there are reader, operator and client"
                  : " has no 64 hexadecimal digits as its secret"));
    }
    secrets.put(role, secret);
  }

  private static @Nullable Role role(String name) {
    for (Role role : Role.values()) {
      if (role.isGuest() && name(role).equals(name)) {
        return role;
      }
    }
    return null;
  }

  private static @Nullable Secret secret(byte[] bytes, int from, int end) {
    if (end - from != 2 * Secret.BYTES) {
      return null;
    }
    byte[] key = new byte[Secret.BYTES];
    for (int i = 0; i < key.length; i++) {
      int high = Character.digit(bytes[from + 2 * i], 16);
      int low = Character.digit(bytes[from + 2 * i + 1], 16);
      if (high < 0 || low < 0) {
        return null;
      }
      key[i] = (byte) (high << 4 | low);
    }
    Secret secret = Secret.of(key);
    Arrays.fill(key, (byte) 0);
    return secret;
  }
}
