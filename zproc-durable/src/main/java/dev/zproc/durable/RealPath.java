package dev.zproc.durable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The one name of a file, so that its lock is the same by whatever name it is opened. */
final class RealPath {

  /** As many as Linux follows. */
  private static final int MAX_LINKS = 40;

  private RealPath() {}

  /**
   * Returns where {@code file} is, or is to be made: a link may be there before what it leads to.
   *
   * @throws IOException if there can be no file
   */
  static Path of(Path file) throws IOException {
    Path at = file.toAbsolutePath();
    for (int links = 0; links <= MAX_LINKS; links++) {
      Path folder = at.getParent();
      if (folder == null || at.getFileName() == null) {
        throw new IOException("it names no file");
      }
      Path plain = real(folder).resolve(at.getFileName());
      if (Files.isDirectory(plain)) {
        throw new IOException("it is a folder; name a file in it");
      }
      if (Files.exists(plain)) {
        return plain.toRealPath();
      }
      if (!Files.isSymbolicLink(plain)) {
        return plain;
      }
      at = plain.resolveSibling(Files.readSymbolicLink(plain));
    }
    throw new IOException("it is a link that leads to no file");
  }

  private static Path real(Path folder) throws IOException {
    try {
      return folder.toRealPath();
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no folder '" + folder + "'; make it", missing);
    }
  }
}
