package dev.zproc.runtime.internal.process;

import java.util.ArrayList;
import java.util.List;

/** The JVM options in environment variables. */
final class ToolOptions {

  /** The variables: the first two come before the command line, the last one behind it. */
  static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private ToolOptions() {}

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
