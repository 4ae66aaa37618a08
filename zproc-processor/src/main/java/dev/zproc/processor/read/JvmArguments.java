package dev.zproc.processor.read;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which options a child's JVM may be given: one in each string, and none that zproc sets itself.
 */
final class JvmArguments {

  /** What the java launcher would take for the class to run or for the end of its options. */
  private static final Set<String> NOT_OURS =
      Set.of("-jar", "-m", "--module", "-version", "--version", "-help", "--help", "-h", "-?");

  /** What zproc itself sets, from the parent's own. */
  private static final Set<String> PATHS =
      Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path");

  /** Here anything may stand behind the '=', other options and blanks at the end included. */
  private static final Pattern FREE_TEXT =
      Pattern.compile("-(?:D[^=\\s]*|XX:On\\w*)=.*", Pattern.DOTALL);

  private static final Pattern SEVERAL = Pattern.compile("-\\S+\\s+-\\S.*", Pattern.DOTALL);

  /** An option with something behind a blank, where '=' or ':' would have to be. */
  private static final Pattern APART = Pattern.compile("(-[^=:\\s]+)\\s+(.*)", Pattern.DOTALL);

  private JvmArguments() {}

  /**
   * What is wrong with {@code argument}, as a message says it; null if nothing is.
   *
   * @param before the argument before it; empty if it is the first one
   * @param hasHeap whether the heap is given otherwise
   */
  static @Nullable String wrongWith(String argument, String before, boolean hasHeap) {
    boolean isOption = argument.startsWith("-") || argument.startsWith("@");
    if (!isOption && (PATHS.contains(before) || NOT_OURS.contains(before))) {
      return null; // belongs to what is told already
    }
    if (!isOption && before.startsWith("--") && before.indexOf('=') < 0) {
      return "is apart from its option. Write \"" + before + "=" + argument + "\"";
    }
    if (!isOption) {
      return "does not begin with '-'. Write one option of the java command, complete";
    }
    String option = argument.split("[=:\\s]", 2)[0];
    if (NOT_OURS.contains(option)) {
      return "says what to run, and that is this method. Remove it";
    }
    if (PATHS.contains(option)) {
      return "is what a child inherits. Remove it, and set it for the program that spawns";
    }
    if (argument.startsWith("-Xmx") && hasHeap) {
      return "says the same as 'heap'. Remove one of them";
    }
    return argument.startsWith("@") || FREE_TEXT.matcher(argument).matches()
        ? null
        : blankIn(argument);
  }

  private static @Nullable String blankIn(String argument) {
    if (!argument.equals(argument.stripTrailing())) {
      return "ends with a blank. Remove that";
    }
    Matcher apart = APART.matcher(argument);
    boolean isApart = apart.matches();
    if (SEVERAL.matcher(argument).matches() || (isApart && !argument.startsWith("--"))) {
      return "holds several options. Write each as a string of its own";
    }
    return isApart
        ? "has a blank behind its option. Write \"" + apart.group(1) + "=" + apart.group(2) + "\""
        : null;
  }
}
