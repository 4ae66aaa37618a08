package dev.zproc.runtime.internal.archive;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A class path that begins with the jars of zproc, so that a JVM takes an archive of these whatever
 * comes behind: it compares the beginning only, and refuses folders there. A class path of an IDE
 * or of a build begins with a folder, so the jars are moved to the front; but only those of which
 * no class and no resource could be found elsewhere before: what a name means must not depend on
 * whether there is an archive.
 *
 * @param jars those at the beginning, by their absolute paths; empty if there are none
 * @param whole the class path, with them at the beginning
 * @param obstacle why there are none; null if there are
 */
record ArchivedPath(List<File> jars, String whole, @Nullable String obstacle) {

  /** What each jar of zproc is known by. Without one of these there is nothing worth archiving. */
  private static final List<String> OURS =
      List.of(
          "dev/zproc/runtime/ZProc.class",
          "dev/zproc/ChildProcess.class",
          "dev/zproc/jeromq/ZMQ.class");

  /** The same for what they need, and of which users may have releases of their own. */
  private static final List<String> OTHERS =
      List.of(
          "com/esotericsoftware/kryo/Kryo.class",
          "com/esotericsoftware/reflectasm/MethodAccess.class",
          "com/esotericsoftware/minlog/Log.class",
          "org/objenesis/Objenesis.class");

  /** Found out once for each class path of this JVM; there are few. */
  private static final Map<String, ArchivedPath> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 100;

  /** What becomes of {@code classPath}, whose relative entries are seen from this process. */
  static ArchivedPath of(String classPath) {
    ArchivedPath known = KNOWN.get(classPath);
    if (known == null) {
      known = find(classPath);
      if (KNOWN.size() < MOST_KNOWN) {
        KNOWN.put(classPath, known);
      }
    }
    return known;
  }

  private static ArchivedPath find(String classPath) {
    List<String> entries = List.of(classPath.split(File.pathSeparator, -1));
    try {
      for (String entry : entries) {
        if (entry.equals("*") || entry.endsWith(File.separator + "*") || entry.endsWith("/*")) {
          return without(classPath, "the class path has the wildcard " + entry);
        }
      }
      List<String> front = new ArrayList<>();
      for (String mark : OURS) {
        String entry = holder(entries, mark);
        if (entry == null || !isPlainJar(entry)) {
          return without(
              classPath, entry == null ? "it has no jar of zproc" : entry + " is no jar as it is");
        }
        front.add(entry);
      }
      for (String mark : OTHERS) {
        String entry = holder(entries, mark);
        if (entry != null && isPlainJar(entry) && !front.contains(entry)) {
          front.add(entry);
        }
      }
      int ours = OURS.size();
      String hidden = unmovable(entries, front);
      while (hidden != null) {
        if (front.indexOf(hidden) < ours) {
          return without(classPath, "something before " + hidden + " has names of what is in it");
        }
        front.remove(hidden);
        hidden = unmovable(entries, front);
      }
      return moved(entries, front);
    } catch (IOException e) {
      return without(classPath, "its jars cannot be read: " + e.getMessage());
    }
  }

  private static ArchivedPath without(String classPath, String why) {
    return new ArchivedPath(List.of(), classPath, why);
  }

  /** The first entry that has this file, which is where a class loader finds it. */
  private static @Nullable String holder(List<String> entries, String name) throws IOException {
    for (String entry : entries) {
      if (Jars.has(file(entry), name)) {
        return entry;
      }
    }
    return null;
  }

  private static File file(String entry) {
    return new File(entry.isEmpty() ? "." : entry);
  }

  private static boolean isPlainJar(String entry) throws IOException {
    File file = new File(entry);
    return file.isFile() && !Jars.namesOthers(file);
  }

  /**
   * One of {@code front} that cannot go before an entry that it now stands behind; null if none.
   */
  private static @Nullable String unmovable(List<String> entries, List<String> front)
      throws IOException {
    for (String jar : front) {
      List<String> names = null;
      for (String before : entries.subList(0, entries.indexOf(jar))) {
        if (!front.contains(before)) {
          names = names == null ? Jars.names(new File(jar)) : names;
          if (Jars.hasAny(file(before), names)) {
            return jar;
          }
        }
      }
    }
    return null;
  }

  /** Among each other both kinds keep their order. */
  private static ArchivedPath moved(List<String> entries, List<String> front) {
    List<File> jars = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String entry : entries) {
      if (!front.contains(entry)) {
        rest.add(entry);
      } else if (!jars.contains(new File(entry).getAbsoluteFile())) {
        jars.add(new File(entry).getAbsoluteFile());
      }
    }
    StringBuilder whole = new StringBuilder(text(jars));
    rest.forEach(entry -> whole.append(File.pathSeparator).append(entry));
    return new ArchivedPath(List.copyOf(jars), whole.toString(), null);
  }

  /** The class path of the archive itself. */
  String beginning() {
    return text(jars);
  }

  private static String text(List<File> jars) {
    return String.join(File.pathSeparator, jars.stream().map(File::getPath).toList());
  }
}
