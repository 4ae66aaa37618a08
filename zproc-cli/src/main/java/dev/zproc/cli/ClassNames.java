package dev.zproc.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Names of classes as people type them: with a dot for each {@code $}, which a shell would take for
 * itself, and without what stands in front.
 */
final class ClassNames {

  private ClassNames() {}

  /** The name with a dot in front of each class that is nested in another. */
  static String dotted(String name) {
    return name.replace('$', '.');
  }

  /** Whether it is the whole name that was typed. */
  static boolean isWhole(String name, String typed) {
    return dotted(name).equals(dotted(typed));
  }

  /** Whether the name ends with what was typed, which begins where a package or a class does. */
  static boolean endsWith(String name, String typed) {
    return dotted(name).endsWith("." + dotted(typed));
  }

  /** Those names that are meant: the one whose whole name was typed, or else all that end so. */
  static List<String> meant(Collection<String> names, String typed) {
    List<String> whole = names.stream().filter(each -> isWhole(each, typed)).sorted().toList();
    return whole.isEmpty()
        ? names.stream().filter(each -> endsWith(each, typed)).sorted().toList()
        : whole;
  }

  /** The shortest that can be typed for {@code name} where {@code names} are all that there are. */
  static String shortest(Collection<String> names, String name) {
    String whole = dotted(name);
    for (int dot = whole.lastIndexOf('.'); dot >= 0; dot = whole.lastIndexOf('.', dot - 1)) {
      String end = whole.substring(dot + 1);
      if (!end.isEmpty() && meant(names, end).equals(List.of(name))) {
        return end;
      }
    }
    return whole;
  }

  /** All that {@code typed} may be the whole name of: the last dots may each be a {@code $}. */
  static List<String> nested(String typed) {
    StringBuilder name = new StringBuilder(typed);
    List<String> all = new ArrayList<>();
    for (int dot = typed.lastIndexOf('.'); dot >= 0; dot = typed.lastIndexOf('.', dot - 1)) {
      name.setCharAt(dot, '$');
      all.add(name.toString());
    }
    return all;
  }
}
