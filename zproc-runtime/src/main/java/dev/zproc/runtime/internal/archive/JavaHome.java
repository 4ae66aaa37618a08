package dev.zproc.runtime.internal.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Java installation as far as archives go: of which kind its archives are, and what another one,
 * or this one after an update, differs in.
 *
 * @param kind what its JVM makes and takes
 * @param identity where it is, and which it is
 */
record JavaHome(Kind kind, String identity) {

  /** What a JVM makes and takes. */
  enum Kind {
    /** Nothing that is known here. */
    NONE,
    /** Dynamic class-data archives, on top of the JDK's own: JDK 17 to 24. */
    DYNAMIC,
    /** Ahead-of-time caches: from JDK 25 on. */
    CACHE
  }

  private static final int FIRST = 17;
  private static final int CACHES_SINCE = 25;
  private static final String VERSION = "JAVA_VERSION=\"";

  private static final Map<Path, JavaHome> KNOWN = new ConcurrentHashMap<>();

  /**
   * The installation whose program is {@code java}.
   *
   * @throws IOException if it cannot be looked at
   */
  static JavaHome of(Path java) throws IOException {
    Path home = java.toRealPath().getParent().getParent();
    JavaHome known = KNOWN.get(home);
    if (known == null) {
      known = look(home);
      KNOWN.put(home, known);
    }
    return known;
  }

  private static JavaHome look(Path home) throws IOException {
    String release = Files.readString(home.resolve("release"));
    Path modules = home.resolve("lib").resolve("modules");
    String identity =
        home + "\n" + release + Files.size(modules) + "\n" + Files.getLastModifiedTime(modules);
    // Its own archive is what a dynamic one is built on; without it, it is no HotSpot, or a cut
    // one.
    boolean archives = Files.exists(home.resolve("lib").resolve("server").resolve("classes.jsa"));
    return new JavaHome(archives ? kind(feature(release)) : Kind.NONE, identity);
  }

  static Kind kind(int feature) {
    return feature >= CACHES_SINCE ? Kind.CACHE : feature >= FIRST ? Kind.DYNAMIC : Kind.NONE;
  }

  static int feature(String release) {
    int at = release.indexOf(VERSION);
    int number = 0;
    for (at = at < 0 ? release.length() : at + VERSION.length();
        at < release.length() && Character.isDigit(release.charAt(at));
        at++) {
      number = number * 10 + release.charAt(at) - '0';
    }
    return number;
  }
}
