package dev.zproc.runtime;

import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a background context is found by, for as long as it lives: the folder of a user who is
 * logged in goes with the last login, and what has not been used for days is cleared away from
 * among temporary files.
 *
 * <p>Threads: safe for use by many threads.
 */
final class HostFile {

  private final String name;
  private final Path folder;
  private final ContextRecord context;

  private RuntimeFolder.@Nullable Published published;

  private HostFile(String name, Path folder, ContextRecord context) {
    this.name = name;
    this.folder = folder;
    this.context = context;
  }

  /**
   * Tells of a context.
   *
   * @throws java.nio.file.FileAlreadyExistsException if one of that name runs
   */
  static HostFile publish(String name, Path folder, ContextRecord context) throws IOException {
    HostFile file = new HostFile(name, folder, context);
    file.published = RuntimeFolder.at(folder).publish(name, context);
    return file;
  }

  /** Tells of it again if what has told of it is gone; in the user's other folder if need be. */
  synchronized void renew() {
    RuntimeFolder.Published file = published;
    if (file == null || Files.exists(file.file())) {
      return;
    }
    try {
      RuntimeFolder where =
          Files.isDirectory(folder.getParent()) ? RuntimeFolder.at(folder) : RuntimeFolder.ofUser();
      published = where.publish(name, context);
    } catch (IOException notNow) {
      // It is looked again in a second.
    }
  }

  /** Does not tell of it any more. */
  synchronized void remove() {
    RuntimeFolder.Published file = published;
    published = null;
    if (file != null) {
      file.remove();
    }
  }
}
