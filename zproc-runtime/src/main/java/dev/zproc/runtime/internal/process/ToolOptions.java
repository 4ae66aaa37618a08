package dev.zproc.runtime.internal.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JVM options in environment variables. A child would read them itself, with two bad effects: a
 * line on its stderr ({@code Picked up JAVA_TOOL_OPTIONS}), and the parent's agents, of which a
 * debugger on a fixed port keeps the second child from starting. So they are removed from the
 * child's environment and passed on the command line, without what only one process can have:
 * agents, debuggers and JMX ports. Who wants an agent in a child says so in its {@code jvmArgs}.
 *
 * <p>Threads: immutable.
 *
 * @param before those that come before the rest of the command line: {@code JAVA_TOOL_OPTIONS} and
 *     {@code JDK_JAVA_OPTIONS}
 * @param after those that come last: {@code _JAVA_OPTIONS}
 */
record ToolOptions(List<String> before, List<String> after) {

  /** The variables that a child does not inherit. */
  static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final List<String> NOT_INHERITED =
      List.of(
          "-agentlib:",
          "-agentpath:",
          "-javaagent:",
          "-Xrun",
          "-Xdebug",
          "-Dcom.sun.management.jmxremote.port=",
          "-Dcom.sun.management.jmxremote.rmi.port=",
          "-XX:Flags=",
          "-XX:VMOptionsFile=");

  static ToolOptions of(Map<String, String> environment) {
    List<String> before = new ArrayList<>(inheritable(environment.get("JAVA_TOOL_OPTIONS")));
    before.addAll(inheritable(environment.get("JDK_JAVA_OPTIONS")));
    return new ToolOptions(List.copyOf(before), inheritable(environment.get("_JAVA_OPTIONS")));
  }

  private static List<String> inheritable(@Nullable String variable) {
    return variable == null
        ? List.of()
        : split(variable).stream()
            .filter(option -> NOT_INHERITED.stream().noneMatch(option::startsWith))
            .toList();
  }

  /** Splits at white space outside of quotes, as the JVM does; the quotes are taken away. */
  static List<String> split(String variable) {
    List<String> options = new ArrayList<>();
    StringBuilder option = new StringBuilder();
    boolean open = false;
    char quote = 0;
    for (int i = 0; i < variable.length(); i++) {
      char c = variable.charAt(i);
      if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
        open = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (open) {
          options.add(option.toString());
          option.setLength(0);
          open = false;
        }
      } else {
        option.append(c);
        open = true;
      }
    }
    if (open) {
      options.add(option.toString());
    }
    return options;
  }
}
