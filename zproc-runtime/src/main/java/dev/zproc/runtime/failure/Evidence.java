package dev.zproc.runtime.failure;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has come from another process beside a failure: the stack of an exception there, the end of
 * its stderr, where it was spawned. It is the last part of the message, in sections, and stands as
 * a cause in a stack trace, so that it is printed once and below the stack of whoever was told.
 */
final class Evidence extends Exception {

  private static final long serialVersionUID = 1L;

  /** How many frames of a stack in this process are told; those nearest to the call. */
  static final int MOST_FRAMES = 6;

  /** The titles of sections. */
  static final String IN_CHILD = "in the child";

  static final String IN_WORKER = "in the worker";
  static final String STDERR = "the end of its stderr";
  static final String SPAWNED = "spawned";

  /** After this comes the stack of whoever was told, where a message is printed before it. */
  private static final String END = section("joined");

  /** Where sections begin: at a title of ours alone, as programs print dashes too. */
  private static final Pattern BEGIN =
      Pattern.compile(
          Stream.of(IN_CHILD, IN_WORKER, STDERR, SPAWNED)
              .map(title -> Pattern.quote(section(title)))
              .collect(Collectors.joining("|", "(?:", ")(?=\n)")));

  /** What is, beside the JDK, below the program of a user, who knows it from every stack. */
  private static final List<String> BELOW =
      List.of("org.junit.", "org.apache.maven.", "dev.zproc.runtime.internal.");

  private final String text;

  private Evidence(String what, String text) {
    super(what, null, false, false);
    this.text = text;
  }

  /** That of the message {@code text}; null if it has no sections. */
  static @Nullable Evidence of(String text) {
    Matcher begin = BEGIN.matcher(text);
    if (!begin.find()) {
      return null;
    }
    String sections = text.endsWith(END) ? text.substring(0, text.length() - END.length()) : text;
    String told = sections.substring(begin.start() + 1);
    List<String> lines = told.lines().limit(2).toList();
    return new Evidence(lines.get(lines.size() - 1).strip(), told);
  }

  /** The message {@code text} without its sections. */
  static String head(String text) {
    Matcher begin = BEGIN.matcher(text);
    return begin.find() ? text.substring(0, begin.start()) : text;
  }

  private static String section(String title) {
    return "\n--- " + title + " ---";
  }

  /** Adds a section to a message, under one of the titles above. */
  static void add(StringBuilder text, String title, String body) {
    text.append(section(title)).append('\n').append(body.stripTrailing());
  }

  /** Ends the sections of a message. */
  static String ended(StringBuilder text) {
    return BEGIN.matcher(text).find() ? text.append(END).toString() : text.toString();
  }

  /** The frames of the user's program that have made {@code call}. */
  static String frames(Throwable call) {
    List<StackTraceElement> all = Frames.ofCaller(call.getStackTrace());
    int end = 0;
    while (end < all.size() && !all.get(end).getClassName().startsWith("org.junit.")) {
      end++;
    }
    while (end > 0 && isBelow(all.get(end - 1).getClassName())) {
      end--;
    }
    int told = Math.min(end == 0 ? all.size() : end, MOST_FRAMES);
    String lines =
        all.stream().limit(told).map(frame -> "\tat " + frame).collect(Collectors.joining("\n"));
    int left = all.size() - told;
    return left == 0 ? lines : lines + "\n\t... " + left + " more";
  }

  private static boolean isBelow(String type) {
    return Frames.isOfJdk(type) || BELOW.stream().anyMatch(type::startsWith);
  }

  @Override
  public String toString() {
    return text;
  }
}
