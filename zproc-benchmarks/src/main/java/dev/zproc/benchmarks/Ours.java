package dev.zproc.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * A zproc that takes part: the one that was built with this program, an older one, or the same with
 * another option, which is then a system property that {@code play.zproc} looks at.
 *
 * @param name what the tables call it
 * @param classPath where it is, and the plays that were compiled against it
 * @param jvmOptions for the JVM that opens the context
 * @param unable why it cannot play something, by the simple name of the play's class
 */
record Ours(
    String name, List<String> classPath, List<String> jvmOptions, Map<String, String> unable) {

  static final String PLAYS = "dev.zproc.benchmarks.play.zproc.";

  /** The one that was built with this program. */
  static Ours now() {
    return new Ours("zproc", ownClassPath(), List.of(), Map.of());
  }

  /** The same over a Unix-domain socket. */
  static Ours unix() {
    String reason = "the transport makes no difference there";
    return new Ours(
        "zproc, UNIX",
        ownClassPath(),
        List.of("-Dzproc.transport=UNIX"),
        Map.of("OpenerCell", reason, "SwarmMap", reason, "WordCounts", reason));
  }

  /** The same with a state that survives as {@code level} says. */
  static Ours durable(String level) {
    return new Ours(
        "zproc, durable " + level, ownClassPath(), List.of("-Dzproc.durable=" + level), Map.of());
  }

  /**
   * The same with a state on etcd.
   *
   * @param members how many there are
   * @param reads what reads promise: {@code linearizable} or {@code local}
   */
  static Ours etcd(int members, String reads) {
    String missing = Tool.ETCD.missing();
    return new Ours(
        (members == 1 ? "one etcd" : members + " etcds") + ", " + reads + " reads",
        ownClassPath(),
        List.of("-Dzproc.etcds=" + members, "-Dzproc.etcds.reads=" + reads),
        missing == null ? Map.of() : Map.of("RoundTrips", missing, "WakeUp", missing));
  }

  /** The class path of this program. */
  static List<String> ownClassPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /** Why it cannot play something, in one line; null if it can. */
  @Nullable String missing(String play) {
    String reason = unable.get(play);
    if (reason != null) {
      return reason;
    }
    String file = (PLAYS + play).replace('.', '/') + ".class";
    for (String entry : classPath) {
      if (Files.exists(Path.of(entry, file)) || (entry.endsWith(".jar") && holds(entry, file))) {
        return null;
      }
    }
    return "there is no " + PLAYS + play + " yet";
  }

  private static boolean holds(String jar, String file) {
    try (JarFile entries = new JarFile(jar)) {
      return entries.getEntry(file) != null;
    } catch (IOException e) {
      return false; // A class path may name what is not there.
    }
  }
}
