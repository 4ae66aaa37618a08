package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A key of the state, taken apart.
 *
 * @param key empty for the schema of the namespace; null if the key has none, as no typed one is
 * @param entry of a map; null for any other key
 */
record Name(String namespace, @Nullable String key, @Nullable Bytes entry) {

  static Name of(Bytes bytes) {
    int first = zero(bytes, 0);
    if (first < 0) {
      return new Name(text(bytes, 0, bytes.size()), null, null);
    }
    int second = zero(bytes, first + 1);
    String namespace = text(bytes, 0, first);
    return second < 0
        ? new Name(namespace, text(bytes, first + 1, bytes.size()), null)
        : new Name(namespace, text(bytes, first + 1, second), bytes.from(second + 1));
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
  boolean isSchema() {
    return "".equals(key);
  }

  /** As people write it: {@code bakery.orders['a']}. */
  @Override
  public String toString() {
    Bytes within = entry;
    String path = key == null ? namespace : namespace + "." + key;
    return within == null ? path : path + "[" + Values.text("", within) + "]";
  }
}
