package dev.zproc.runtime.internal.boot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Runs a generated main class whose name cannot stand on a command line, because the locale lacks
 * its characters: it comes as an argument, escaped. Parents name this class in its place.
 */
public final class NamedMain {

  private NamedMain() {}

  /**
   * Runs the main method.
   *
   * @param args the argument for it, and the name of its class
   */
  public static void main(String[] args) throws Throwable {
    if (args.length != 2) {
      System.err.println("This is the main class of a child process, which only zproc can start.");
      System.exit(ExitCodes.REFUSED);
      return;
    }
    Method main = Class.forName(unescaped(args[1])).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) new String[] {args[0]});
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** With every character that is not ASCII as a backslash, a u and four hexadecimal digits. */
  public static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    for (char c : name.toCharArray()) {
      escaped.append(c < 128 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return escaped.toString();
  }

  static String unescaped(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.startsWith("\\u", i)) {
        text.append((char) Integer.parseInt(name, i + 2, i + 6, 16));
        i += 5;
      } else {
        text.append(name.charAt(i));
      }
    }
    return text.toString();
  }
}
