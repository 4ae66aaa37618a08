package dev.zproc.processor.read;

import dev.zproc.processor.type.JavaType;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** The names of what is generated. */
final class Names {

  private static final Pattern PROCESS = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
  private static final int LONGEST_FILE_NAME = 255;

  /** Words that are no keywords, but cannot begin a call either. */
  private static final Set<String> RESTRICTED = Set.of("yield");

  private Names() {}

  /** Whether a user may name a process so. */
  static boolean isProcessName(String name) {
    return PROCESS.matcher(name).matches();
  }

  /** {@code Outer_Inner} for {@code Outer.Inner}. */
  static String joined(JavaType.Declared type) {
    return String.join("_", type.simpleNames());
  }

  /** {@code Kitchen_BakeMain}. */
  static String main(JavaType.Declared owner, String process) {
    return joined(owner) + "_" + capitalized(camel(process)) + "Main";
  }

  /** {@code KitchenLauncher}. */
  static String launcher(JavaType.Declared owner) {
    return joined(owner) + "Launcher";
  }

  /** {@code BakeryState}, unless the annotation names another. */
  static String accessor(JavaType.Declared type, String named) {
    return SourceVersion.isIdentifier(named) && !SourceVersion.isKeyword(named)
        ? named
        : joined(type) + "State";
  }

  /** The launcher's factory of a process: {@code cookieEater} for {@code cookie-eater}. */
  static String factory(String process) {
    String name = camel(process);
    if (!process.equals(name) || Character.isUpperCase(name.charAt(0))) {
      name = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
    return SourceVersion.isKeyword(name) || RESTRICTED.contains(name) ? name + "_" : name;
  }

  /** How many bytes the file of the class has in its name. */
  static int fileNameBytes(String className) {
    return (className + ".class").getBytes(StandardCharsets.UTF_8).length;
  }

  static boolean isTooLong(String className) {
    return fileNameBytes(className) > LONGEST_FILE_NAME;
  }

  private static String camel(String process) {
    StringBuilder name = new StringBuilder();
    for (String word : process.split("-")) {
      name.append(name.isEmpty() ? word : capitalized(word));
    }
    return name.toString();
  }

  private static String capitalized(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
  }
}
