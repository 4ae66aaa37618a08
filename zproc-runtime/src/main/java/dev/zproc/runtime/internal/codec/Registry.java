package dev.zproc.runtime.internal.codec;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The records, sealed types and enums that accessors and launchers loaded in this process brought
 * with them; what a dictionary can hold besides the types of the JDK. It keeps nobody's classes
 * alive.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Registry {

  private static final Map<String, WeakReference<CodecType<?>>> TYPES = new ConcurrentHashMap<>();

  private Registry() {}

  /** Two types of one name are interchangeable: the later one stays. */
  static void add(CodecType<?> type) {
    TYPES.put(type.name(), new WeakReference<>(type));
  }

  static @Nullable CodecType<?> named(String name) {
    WeakReference<CodecType<?>> known = TYPES.get(name);
    return known == null ? null : known.get();
  }

  /**
   * The type that can encode values of {@code type}: its own, or that of a sealed type above it.
   */
  static @Nullable CodecType<?> of(Class<?> type) {
    ArrayDeque<Class<?>> candidates = new ArrayDeque<>();
    candidates.add(type);
    while (!candidates.isEmpty()) {
      Class<?> candidate = candidates.remove();
      CodecType<?> known = named(candidate.getName());
      if (known != null) {
        return known;
      }
      Class<?> parent = candidate.getSuperclass();
      if (parent != null) {
        candidates.add(parent);
      }
      candidates.addAll(Arrays.asList(candidate.getInterfaces()));
    }
    return null;
  }
}
