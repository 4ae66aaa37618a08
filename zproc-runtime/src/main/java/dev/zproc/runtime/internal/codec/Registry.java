package dev.zproc.runtime.internal.codec;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The records, sealed types and enums that accessors and launchers loaded in this process brought
 * with them; what a dictionary can hold besides the types of the JDK, if the name of its class says
 * how it is written. It keeps nobody's classes alive.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Registry {

  private static final Map<String, WeakReference<CodecType<?>>> TYPES = new ConcurrentHashMap<>();

  /** For some names a type that writes something else than the later one in {@link #TYPES}. */
  private static final Map<String, WeakReference<CodecType<?>>> OTHERS = new ConcurrentHashMap<>();

  private Registry() {}

  /** Of two types of one name, which mostly write the same, the later one stays. */
  static void add(CodecType<?> type) {
    WeakReference<CodecType<?>> before = TYPES.put(type.name(), new WeakReference<>(type));
    CodecType<?> earlier = before == null ? null : before.get();
    if (before != null && earlier != null && !type.writesAs(earlier)) {
      OTHERS.put(type.name(), before);
    }
  }

  /** The type that {@code name} alone means; null if there is none. */
  static @Nullable CodecType<?> named(String name) {
    CodecType<?> known = live(TYPES, name);
    return known == null || isGeneric(known) || isAmbiguous(known) ? null : known;
  }

  /** Why {@link #named} knows no type of this name, after "is". */
  static String refusal(String name) {
    CodecType<?> known = live(TYPES, name);
    if (known == null) {
      return "of no type known here; load the accessor or launcher that uses it first";
    }
    return isGeneric(known)
        ? "generic, and a value alone does not tell its type arguments; put it into a record that"
            + " names them"
        : "written in two ways by accessors and launchers loaded here; name the same serializers in"
            + " all of them";
  }

  private static boolean isGeneric(CodecType<?> type) {
    return type instanceof StructuredType<?> structured && structured.isGeneric();
  }

  private static boolean isAmbiguous(CodecType<?> type) {
    CodecType<?> other = live(OTHERS, type.name());
    return other != null && !type.writesAs(other);
  }

  private static @Nullable CodecType<?> live(
      Map<String, WeakReference<CodecType<?>>> types, String name) {
    WeakReference<CodecType<?>> known = types.get(name);
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
