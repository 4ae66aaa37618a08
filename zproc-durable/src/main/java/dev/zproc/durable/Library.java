package dev.zproc.durable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite itself, which its driver unpacks from its jar. The driver deletes that file when the
 * JVM ends in order, so it stays for good where the JVM is killed, or halts as a server does. Here
 * it goes into a folder of its own, and is deleted as soon as it is loaded, where a system allows
 * that.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Library {

  /** Where the driver unpacks; java.io.tmpdir without it. */
  private static final String FOLDER = "org.sqlite.tmpdir";

  /** What all class loaders see as one object, and nobody else locks. */
  private static final Object LOCK = Library.class.getName().intern();

  private static boolean loaded;

  private Library() {}

  /**
   * Loads it, unless it was loaded before.
   *
   * @throws SQLException if that cannot be; it may be tried again
   */
  static void load() throws SQLException {
    initializeDriver();
    // There may be a driver, and one of us, in each of many class loaders; they share the property.
    synchronized (LOCK) {
      if (loaded) {
        return;
      }
      String before = System.getProperty(FOLDER);
      String parent = before == null ? System.getProperty("java.io.tmpdir") : before;
      Path own = folder(parent);
      try {
        if (own != null) {
          System.setProperty(FOLDER, own.toString());
        }
        // Not by its first connection: if that fails, no later one in this JVM tries again.
        loaded = SQLiteJDBCLoader.initialize();
      } catch (Exception | LinkageError failed) {
        throw new SQLException(unable(parent, failed), failed);
      } finally {
        if (own != null) {
          restore(before);
          delete(own);
        }
      }
    }
  }

  /** With its logger, the user's, which may need anything: so nothing is locked meanwhile. */
  private static void initializeDriver() throws SQLException {
    try {
      Class.forName(SQLiteJDBCLoader.class.getName());
    } catch (ClassNotFoundException | LinkageError failed) {
      throw new SQLException(unable(System.getProperty("java.io.tmpdir"), failed), failed);
    }
  }

  private static String unable(String parent, Throwable why) {
    return "SQLite's library cannot be loaded. Its driver unpacks it into a temporary folder, now '"
        + parent
        + "', where this user has to have the right to write, and to execute; name another by"
        + " -Dorg.sqlite.tmpdir=<folder>. The driver says: "
        + why.getMessage();
  }

  /** A folder of our own; null where the library is to be left to the driver. */
  private static @Nullable Path folder(String parent) {
    try {
      return File.separatorChar == '/'
          ? Files.createTempDirectory(Path.of(parent), "zproc-sqlite-")
          : null; // Windows deletes no library that is in use
    } catch (IOException unable) {
      return null; // it may be there on the library path
    }
  }

  private static void restore(@Nullable String before) {
    if (before == null) {
      System.clearProperty(FOLDER);
    } else {
      System.setProperty(FOLDER, before);
    }
  }

  private static void delete(Path folder) {
    try {
      List<Path> files;
      try (Stream<Path> all = Files.list(folder)) {
        files = all.toList();
      }
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException left) {
      // The driver deletes its files at the end of the JVM; it is a folder of the temporary one.
    }
  }
}
