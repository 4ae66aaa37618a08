package dev.zproc.runtime.internal.codec;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The texts by which two processes find out whether they mean the same by a type; see {@link
 * CodecType#closure()}.
 */
public final class Closures {

  private Closures() {}

  /**
   * The same thing as two processes have it: {@code a.Order(name:java.lang.String)} and {@code
   * a.Order(id:long)}.
   */
  public record Difference(String one, String other) {}

  /** The first type that both closures tell of, but not alike; the whole closures if all are. */
  public static Difference difference(String one, String other) {
    Map<String, String> known = definitions(other);
    for (Map.Entry<String, String> type : definitions(one).entrySet()) {
      String theirs = known.get(type.getKey());
      if (theirs != null && !theirs.equals(type.getValue())) {
        return new Difference(type.getValue(), theirs);
      }
    }
    return new Difference(one, other);
  }

  private static Map<String, String> definitions(String closure) {
    Map<String, String> definitions = new LinkedHashMap<>();
    for (String definition : closure.split("[;\n]")) {
      if (!definition.isEmpty()) {
        definitions.putIfAbsent(definition.split("[({\\[=]", 2)[0], definition);
      }
    }
    return definitions;
  }
}
