package dev.zproc.runtime.internal.ssh;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text for shells, of this side and the other. */
public final class ShellText {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What a shell does not take from its environment, nor pass on as it was. */
  private static final Set<String> OWN = Set.of("IFS", "OPTIND", "PPID", "SHELLOPTS", "BASHOPTS");

  private ShellText() {}

  /**
   * Whether a shell passes on the variable of that name: it is a name to shells, and none of those
   * that they use themselves.
   */
  public static boolean isVariable(String name) {
    return NAME.matcher(name).matches() && !OWN.contains(name);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A word that a shell takes as it stands. */
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  static String quoted(List<String> words) {
    return words.stream().map(ShellText::quoted).collect(Collectors.joining(" "));
  }
}
