package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.archive.ClassArchives;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether a child's JVM starts with an archive of classes, seen from what the spawn says. */
final class ArchiveUse {

  private ArchiveUse() {}

  /** The command line to use, and what to do once it runs. */
  static ClassArchives.Use of(JavaCommand command, JvmSpec jvm, Host host) {
    if (jvm.debugging() != Debugging.OFF) {
      return new ClassArchives.Use(command.words(), () -> {});
    }
    Optional<String> change = jvm.environment().get(ClassArchives.SETTING);
    String setting =
        change != null ? change.orElse(null) : host.environment().get(ClassArchives.SETTING);
    ClassArchives archives =
        new ClassArchives(
            host.environment(),
            host.property("user.home", ""),
            (words, directory) -> Forker.forkAside(words, plain(host), directory));
    return archives.use(command.words(), setting);
  }

  /** Nothing that is meant for other JVMs is meant for the one that makes an archive. */
  private static Map<String, Optional<String>> plain(Host host) {
    Map<String, Optional<String>> changes = new HashMap<>();
    changes.put(ClassArchives.SETTING, Optional.of(ClassArchives.OFF));
    ToolOptions.VARIABLES.forEach(name -> changes.put(name, Optional.empty()));
    return InheritedOptions.environment(host, changes);
  }
}
