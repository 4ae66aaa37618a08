package dev.zproc.cli;

import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a namespace is not found, and what may have been meant. */
final class NoNamespace {

  /** How many namespaces are listed at most. */
  private static final int MAX_LISTED = 20;

  private NoNamespace() {}

  /**
   * What to say where none is called {@code named}.
   *
   * @param typed all that was typed; it begins with {@code named} if that may be a key
   * @param all those that there are, by their names
   */
  static String why(String named, String typed, Map<String, SchemaRecord> all) {
    String none = "there is no namespace '" + named + "'; ";
    boolean isAlone = typed.equals(named) || typed.startsWith(named + "[");
    String keys =
        all.entrySet().stream()
            .filter(each -> isAlone && each.getValue().key(named) != null)
            .map(each -> ClassNames.shortest(all.keySet(), each.getKey()) + "." + typed)
            .sorted()
            .limit(MAX_LISTED)
            .collect(Collectors.joining(" or "));
    return none + (keys.isEmpty() ? list(all) : "did you mean " + keys + "?");
  }

  private static String list(Map<String, SchemaRecord> all) {
    if (all.isEmpty()) {
      return "no program has opened any yet";
    }
    String first =
        all.keySet().stream()
            .map(ClassNames::dotted)
            .sorted()
            .limit(MAX_LISTED)
            .collect(Collectors.joining(", "));
    int more = all.size() - MAX_LISTED;
    return "there are " + first + (more > 0 ? " and " + more + " more" : "");
  }
}
