package dev.zproc.runtime.internal.standby;

import dev.zproc.runtime.internal.process.CodePath;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.JvmSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JVM in which a call may run that is not known yet: as the call's own, but with the main class
 * that waits for it.
 */
final class WorkerJvm {

  private final Class<?> main;
  private final List<String> opened;

  /** Makes such JVMs with the main class {@code main}. */
  WorkerJvm(Class<?> main) {
    this.main = main;
    this.opened = main.getModule().isNamed() ? opened(main.getModule()) : List.of();
  }

  /** The JVM of which one may wait for calls that are to run in {@code jvm}; null if none can. */
  @Nullable JvmSpec of(JvmSpec jvm) {
    if (jvm.debugging() != Debugging.OFF) {
      return null; // a debugger is to see the whole of one call, at a port that it alone has
    }
    List<String> options = new ArrayList<>(jvm.jvmArgs());
    if (jvm.codePath().equals(CodePath.INHERITED)) {
      options.addAll(opened);
    }
    return new JvmSpec(
        main.getName(),
        main.getModule().getName(),
        jvm.codePath(),
        jvm.javaHome(),
        jvm.heap(),
        options,
        jvm.properties(),
        jvm.directory(),
        jvm.environment(),
        Debugging.OFF);
  }

  /**
   * Lets {@code ours} call the main methods of generated classes, as the JVM itself does without
   * asking a module for leave. Only modules that read ours have any.
   */
  private static List<String> opened(Module ours) {
    return ModuleLayer.boot().modules().stream()
        .filter(module -> module != ours && !module.getDescriptor().isAutomatic())
        .filter(module -> module.canRead(ours))
        .flatMap(module -> module.getPackages().stream().map(name -> module.getName() + "/" + name))
        .sorted()
        .map(name -> "--add-opens=" + name + "=" + ours.getName())
        .toList();
  }

  /** What {@code jvm} is, for people: what was chosen, and only the names of what may be secret. */
  static String shown(JvmSpec jvm) {
    List<String> words = new ArrayList<>();
    if (jvm.heap() != null) {
      words.add("-Xmx" + jvm.heap());
    }
    words.addAll(jvm.jvmArgs());
    names("-D", jvm.properties(), words);
    names("env ", jvm.environment(), words);
    if (jvm.directory() != null) {
      words.add("in " + jvm.directory());
    }
    if (jvm.javaHome() != null) {
      words.add("by " + jvm.javaHome());
    }
    if (!jvm.codePath().equals(CodePath.INHERITED)) {
      words.add("with a class path of its own");
    }
    return words.isEmpty() ? "as it comes" : String.join(" ", words);
  }

  private static void names(String prefix, Map<String, ?> values, List<String> words) {
    values.keySet().stream().sorted().forEach(name -> words.add(prefix + name));
  }
}
