package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.engine.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that were found to be no value of a key, so that nobody tries again: what they are does
 * not change, and to find it out may cost a good deal. The last few are known, and none that is
 * large. What may be bad for the moment only is not to be among them.
 *
 * <p>Threads: safe for use by many threads.
 */
final class KnownBad {

  private static final int MAX_COUNT = 16;

  private static final int MAX_BYTES = 1 << 20;

  /** Copied for each change, since hardly anything is ever bad. */
  private volatile Map<Bytes, BadValueException> known = Map.of();

  /** Why these bytes are no value; null if they may be one. */
  @Nullable BadValueException of(Bytes bytes) {
    Map<Bytes, BadValueException> now = known;
    return now.isEmpty() ? null : now.get(bytes);
  }

  /** These bytes are no value. */
  synchronized void add(Bytes bytes, BadValueException why) {
    if (bytes.size() > MAX_BYTES || known.containsKey(bytes)) {
      return;
    }
    Map<Bytes, BadValueException> next = new LinkedHashMap<>(known);
    if (next.size() == MAX_COUNT) {
      next.remove(next.keySet().iterator().next());
    }
    next.put(bytes, why);
    known = next;
  }
}
