package dev.zproc.runtime.internal.engine;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A key of the state taken apart, as {@link Keys} puts it together.
 *
 * @param key empty for the schema of the namespace; null if the key has none, as no typed one is
 * @param entry of a map; null for any other key
 */
public record KeyName(String namespace, @Nullable String key, @Nullable Bytes entry) {

  /** The parts of {@code bytes}. */
  public static KeyName of(Bytes bytes) {
    int first = zero(bytes, 0);
    if (first < 0) {
      return new KeyName(text(bytes, 0, bytes.size()), null, null);
    }
    int second = zero(bytes, first + 1);
    String namespace = text(bytes, 0, first);
    return second < 0
        ? new KeyName(namespace, text(bytes, first + 1, bytes.size()), null)
        : new KeyName(namespace, text(bytes, first + 1, second), bytes.from(second + 1));
  }

  private static int zero(Bytes bytes, int from) {
    for (int i = from; i < bytes.size(); i++) {
      if (bytes.at(i) == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String text(Bytes bytes, int from, int to) {
    return new String(bytes.shared(), from, to - from, StandardCharsets.UTF_8);
  }

  /** Whether it is that of a schema. */
  public boolean isSchema() {
    return "".equals(key);
  }

  /** The namespace and the key, with a dot between them; without the entry of a map. */
  public String path() {
    return key == null ? namespace : namespace + "." + key;
  }
}
