package dev.zproc.durable;

import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Options of servers whose state is in a file. */
public final class DurableOptions {

  private DurableOptions() {}

  /** In a new file, which stays until the next build. */
  public static ServerOptions inNewFile() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "state");
      return of(folder.resolve("state"), Durable.Level.PROCESS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ServerOptions of(Path file, Durable.Level level) {
    return ServerOptions.DEFAULTS.withDurable(new Durable(file, level));
  }
}
