package dev.zproc.runtime.internal.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this user alone in the temporary directory, for what zproc and the JVMs of children
 * put into files: nobody else can lay a link there under a name that can be guessed.
 *
 * <p>It is one for all processes of the user. What a process that was killed has left there is
 * swept by the next: each holds a lock while it lives. Crash reports stay for 30 days.
 *
 * <p>The name of a lock says whose it is, since a process must not open one of its own: closing any
 * channel of a file ends, on POSIX systems, all locks that the process has on it, and another class
 * loader may have a folder of its own here.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class PrivateFolder {

  /** Locks a file, which not every file system can. */
  @FunctionalInterface
  interface Locking {

    void lock(FileChannel channel) throws IOException;
  }

  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");
  private static final Duration REPORTS = Duration.ofDays(30);
  private static final Duration UNOWNED = Duration.ofDays(1);
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Begins the names of all that is this process's; another with its number began later. */
  private static final String OURS =
      ProcessHandle.current().pid()
          + "."
          + ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L)
          + ".";

  private static @Nullable PrivateFolder current;

  private final Path path;

  /** Begins the names of this one's own files. */
  private final String own = OURS + UUID.randomUUID();

  private @Nullable FileChannel lock;

  private PrivateFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes a new file, which only this user can read, and which the next process sweeps if this one
   * is killed.
   *
   * @throws IOException if there is no place for it
   */
  public static Path file(String suffix) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", ".")).toAbsolutePath();
    return in(temporary).newFile(suffix);
  }

  /**
   * The folder in {@code temporary}, made if it is not there.
   *
   * @throws IOException if there is none and none can be made
   */
  static synchronized PrivateFolder in(Path temporary) throws IOException {
    PrivateFolder known = current;
    if (known != null && temporary.equals(known.path.getParent()) && isMine(known.path, null)) {
      return known;
    }
    PrivateFolder folder = new PrivateFolder(make(temporary));
    folder.sweep();
    current = folder;
    return folder;
  }

  Path path() {
    return path;
  }

  /** Makes a new file, whose name nobody can guess and which is swept if this process is killed. */
  synchronized Path newFile(String suffix) throws IOException {
    if (lock == null) {
      lock = locked(path.resolve(own + ".lock"), FileChannel::lock); // until this process ends
    }
    return Files.createTempFile(path, own + "-", suffix);
  }

  /** Makes a file and locks it, or leaves none: another try has the same name. */
  static FileChannel locked(Path file, Locking locking) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      lock(channel, locking);
      file.toFile().deleteOnExit();
      return channel;
    } catch (Throwable e) {
      channel.close();
      Files.delete(file);
      throw e;
    }
  }

  private static void lock(FileChannel channel, Locking locking) throws IOException {
    boolean interrupted = Thread.interrupted(); // which would close the channel
    try {
      locking.lock(channel);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Path make(Path temporary) throws IOException {
    if (!POSIX) {
      return Files.createDirectories(temporary.resolve("zproc")); // it is the user's there
    }
    Path probe = Files.createTempDirectory(temporary, "zproc-");
    String owner = Files.getOwner(probe).getName();
    Path folder = temporary.resolve("zproc-" + owner.replaceAll("[^A-Za-z0-9._-]", "_"));
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(MINE));
    } catch (FileAlreadyExistsException e) {
      // It may be ours.
    }
    if (!isMine(folder, probe)) {
      return probe; // somebody has taken the name; this one nobody could guess
    }
    Files.delete(probe);
    return folder;
  }

  /**
   * Whether it is a folder, no link, that only its owner can use.
   *
   * @param probe what this user has made, and so owns; null if the owner is known
   */
  private static boolean isMine(Path folder, @Nullable Path probe) {
    if (!POSIX) {
      return Files.isDirectory(folder);
    }
    try {
      PosixFileAttributes found =
          Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isDirectory()
          && found.permissions().equals(MINE)
          && (probe == null || found.owner().equals(Files.getOwner(probe)));
    } catch (IOException e) {
      return false;
    }
  }

  private void sweep() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.startsWith(OURS)) {
          continue; // it lives
        }
        if (name.endsWith(".lock")) {
          sweepOwner(file, name.substring(0, name.length() - ".lock".length()));
        } else if (isOlder(file, name.startsWith("hs_err") ? REPORTS : UNOWNED)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      // The next one sweeps.
    }
  }

  private void sweepOwner(Path lock, String owner) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        return; // it lives
      }
    } catch (NoSuchFileException e) {
      return; // it has just ended
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, owner + "-*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(lock);
  }

  private static boolean isOlder(Path file, Duration age) throws IOException {
    try {
      FileTime changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
      return changed.toInstant().isBefore(Instant.now().minus(age));
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
