package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.archive.ClassArchives;
import java.util.Optional;

/** Whether a child's JVM starts with an archive of classes, seen from what the spawn says. */
final class ArchiveUse {

  private ArchiveUse() {}

  /** The command line to use, and what to do once it runs. */
  static ClassArchives.Use of(JavaCommand command, JvmSpec jvm, ParentJvm host) {
    if (jvm.debugging() != Debugging.OFF) {
      return ClassArchives.Use.asItStands(command.words());
    }
    Optional<String> change = jvm.environment().get(ClassArchives.SETTING);
    String setting =
        change != null ? change.orElse(null) : host.environment().get(ClassArchives.SETTING);
    ClassArchives archives =
        new ClassArchives(host.environment(), host.property("user.home", ""), new AsideJvms(host));
    return archives.use(command.words(), setting);
  }
}
