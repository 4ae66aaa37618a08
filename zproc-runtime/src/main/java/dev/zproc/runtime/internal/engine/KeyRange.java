package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The keys from {@code from} up to, but without, {@code to}; with no {@code to}, all from {@code
 * from}.
 */
public record KeyRange(Bytes from, @Nullable Bytes to) {

  private static final Bytes ZERO = Bytes.wrap(new byte[] {0});

  /** The one key {@code key}. */
  public static KeyRange single(Bytes key) {
    return new KeyRange(key, key.concat(ZERO));
  }

  /** Every key that begins with {@code prefix}. */
  public static KeyRange prefix(Bytes prefix) {
    byte[] end = prefix.shared().clone();
    for (int i = end.length - 1; i >= 0; i--) {
      if (end[i] != (byte) 0xff) {
        end[i]++;
        return new KeyRange(prefix, Bytes.wrap(java.util.Arrays.copyOf(end, i + 1)));
      }
    }
    return new KeyRange(prefix, null);
  }

  public boolean contains(Bytes key) {
    return key.compareTo(from) >= 0 && (to == null || key.compareTo(to) < 0);
  }

  /** Whether this range holds exactly one key, {@link #from()}. */
  public boolean isSingle() {
    return to != null
        && to.size() == from.size() + 1
        && to.at(from.size()) == 0
        && to.startsWith(from);
  }
}
