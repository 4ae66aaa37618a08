package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.archive.ArchiveMaker;
import dev.zproc.runtime.internal.archive.ClassArchives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the JVMs that make archives; nothing that is meant for other JVMs is meant for them.
 *
 * @param host whose environment they have otherwise
 */
public record AsideJvms(ParentJvm host) implements ArchiveMaker.Starter {

  @Override
  public Process start(List<String> words, Path directory) throws IOException {
    Map<String, Optional<String>> changes = new HashMap<>();
    changes.put(ClassArchives.SETTING, Optional.of(ClassArchives.OFF));
    ToolOptions.VARIABLES.forEach(name -> changes.put(name, Optional.empty()));
    return Forker.forkAside(words, InheritedOptions.environment(host, changes), directory);
  }
}
