package dev.zproc.runtime.internal.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the archives of this user are: {@code zproc} in {@code $XDG_CACHE_HOME}, or in {@code
 * ~/.cache}; for this user alone, since a JVM trusts what an archive says. It keeps the newest
 * archives within limits, and nothing there is missed by anybody who deletes it.
 *
 * <p>Threads: safe for use by many threads and processes.
 */
record ArchiveFolder(Path path) {

  static final int MOST_ARCHIVES = 10;
  static final long MOST_BYTES = 512L << 20;

  private static final String ARCHIVE = ".jsa";
  private static final String LOCK = ".lock";
  private static final String FAILED = ".failed";

  /** A draft, or what becomes one: its archive, who makes it. */
  private static final Pattern DRAFT = Pattern.compile("(.+)-[0-9]+\\.tmp.*");

  /** How long something half-done may lie there, and how long a failure is not tried again. */
  private static final Duration PATIENCE = Duration.ofDays(1);

  /**
   * Channels of files on which this process has a lock by another one: closing any of a file ends,
   * on POSIX systems, all locks that the process has on it. They are few, since each archive is
   * begun once.
   */
  private static final Queue<FileChannel> KEPT_OPEN = new ConcurrentLinkedQueue<>();

  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /**
   * The folder of this user, made if it is not there.
   *
   * @throws IOException if there can be none, or it is not this user's alone; the message says why
   */
  static ArchiveFolder of(Map<String, String> environment, String userHome) throws IOException {
    String cache = environment.get("XDG_CACHE_HOME");
    Path parent =
        cache != null && Path.of(cache).isAbsolute()
            ? Path.of(cache)
            : Path.of(userHome).resolve(".cache");
    if (!parent.isAbsolute()) {
      throw new IOException("this user has no home directory: '" + userHome + "'");
    }
    Files.createDirectories(parent);
    Path folder = parent.resolve("zproc");
    try {
      if (POSIX) {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(MINE));
      } else {
        Files.createDirectory(folder);
      }
    } catch (FileAlreadyExistsException e) {
      // It may be ours.
    }
    checkIsMine(folder);
    return new ArchiveFolder(folder);
  }

  private static void checkIsMine(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " is no directory");
    }
    if (POSIX) {
      PosixFileAttributes found =
          Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String user = System.getProperty("user.name");
      if (!found.permissions().equals(MINE) || !found.owner().getName().equals(user)) {
        throw new IOException(
            folder + " must belong to " + user + " and be for nobody else (chmod 700)");
      }
    }
  }

  /** Where the archive called {@code key} is, if it is there. */
  Path archive(String key) {
    return path.resolve(key + ARCHIVE);
  }

  /** A place for one that is not whole yet. */
  Path draft(String key) {
    return path.resolve(key + "-" + ProcessHandle.current().pid() + ".tmp");
  }

  /** Whether it could not be made, so that it is no use to try again today. */
  boolean hasFailed(String key) {
    Path failed = path.resolve(key + FAILED);
    return Files.exists(failed) && !isOld(failed);
  }

  void failed(String key) {
    try {
      Files.writeString(path.resolve(key + FAILED), "");
    } catch (IOException e) {
      // Then the next process tries, too.
    }
  }

  /** Lets this process alone make the archive, until the lock is closed; null if another does. */
  @Nullable FileChannel lock(String key) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(key + LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel; // with which the lock goes, whatever ends this process
      }
    } catch (OverlappingFileLockException e) {
      // Another class loader of this very JVM has it.
      KEPT_OPEN.add(channel);
      return null;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  /** Takes note that an archive is in use: those that are not go first. */
  static void used(Path archive) {
    try {
      Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It goes earlier, then.
    }
  }

  /** Deletes what this process has drawn up of {@code key}, by whatever way it was. */
  void dropDraft(String key) {
    sweep(name -> name.startsWith(draft(key).getFileName().toString()));
  }

  /**
   * Deletes the drafts of those who do not work on them any more: a program may end before its
   * archive is whole, and each would leave some megabytes. Who makes one has its lock.
   *
   * @param mine the archive whose lock this process has
   * @param ours all that this process has begun; to open the lock of one might lose it
   */
  void dropLeftovers(String mine, Set<String> ours) {
    String own = draft(mine).getFileName().toString();
    sweep(
        name -> {
          Matcher draft = DRAFT.matcher(name);
          return draft.matches()
              && !name.startsWith(own)
              && (draft.group(1).equals(mine)
                  || !ours.contains(draft.group(1)) && isUnlocked(draft.group(1)));
        });
  }

  private boolean isUnlocked(String key) {
    try (FileChannel lock = lock(key)) {
      return lock != null;
    } catch (IOException e) {
      return false;
    }
  }

  private void sweep(Predicate<String> doomed) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        if (doomed.test(file.getFileName().toString())) {
          delete(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // The next one sweeps.
    }
  }

  /** Deletes what is over the limits, and what has been of no use for a day. */
  void clean() {
    List<Path> archives = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        if (file.getFileName().toString().endsWith(ARCHIVE)) {
          archives.add(file);
        } else if (isOld(file)) {
          delete(file);
        }
      }
    } catch (IOException e) {
      return; // the next one cleans
    }
    archives.sort(Comparator.comparing(ArchiveFolder::time).reversed());
    long bytes = 0;
    for (int i = 0; i < archives.size(); i++) {
      bytes += archives.get(i).toFile().length();
      if (i > 0 && (i >= MOST_ARCHIVES || bytes > MOST_BYTES)) {
        delete(archives.get(i));
      }
    }
  }

  private static void delete(Path file) {
    // JVMs that have it open keep it; and who is about to open it starts without.
    file.toFile().delete();
  }

  private static FileTime time(Path file) {
    return FileTime.fromMillis(file.toFile().lastModified());
  }

  private static boolean isOld(Path file) {
    try {
      FileTime changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
      return changed.toInstant().isBefore(Instant.now().minus(PATIENCE));
    } catch (IOException e) {
      return false; // it is gone
    }
  }
}
