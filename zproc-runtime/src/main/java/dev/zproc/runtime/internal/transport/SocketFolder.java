package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a socket's file: by default a new one that only this user can enter. Who is killed
 * leaves it behind; the next sweeps what nobody listens to any more.
 *
 * <p>Threads: owned by the thread of the socket.
 */
final class SocketFolder {

  /** The longest path of a socket that all systems take; Linux has 108 bytes for it, macOS 104. */
  static final int MAX_PATH_BYTES = 100;

  private static final String PREFIX = "zproc-socket-";
  private static final String FILE = "s";

  /** What stands behind the prefix, at most: the process, and what makes the name a new one. */
  private static final int RANDOM_BYTES = 32;

  /** How young a folder without a socket may be whose owner is still at it. */
  private static final Duration BEING_MADE = Duration.ofMinutes(10);

  /** How many folders of others are looked at. */
  private static final int MAX_SWEPT = 200;

  private final Path folder;
  private final Path socket;

  /** Whether the folder was made for this socket alone. */
  private final boolean own;

  private boolean bound;

  /** Tells the socket's file from another at its path, where the system does; once it is bound. */
  private @Nullable Object key;

  private SocketFolder(Path folder) {
    this.folder = folder;
    this.socket = folder.resolve(FILE);
    this.own = true;
  }

  private SocketFolder(Path folder, Path socket) {
    this.folder = folder;
    this.socket = socket;
    this.own = false;
  }

  /**
   * The folder of a socket whose path somebody has chosen.
   *
   * @throws IOException if there is no such folder
   */
  static SocketFolder of(Path socket) throws IOException {
    Path folder = socket.toAbsolutePath().getParent();
    boolean own = folder != null && isOwn(folder, socket);
    if (folder != null && own) {
      make(folder);
    } else if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + " for the socket; make it first");
    }
    return own ? new SocketFolder(folder) : new SocketFolder(folder, socket);
  }

  /** Somebody may have swept where the server before this one was, which was dead. */
  private static void make(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, mine(folder));
    } catch (FileAlreadyExistsException there) {
      // Nobody has.
    }
  }

  /** Whether a server has made the folder for this socket alone. */
  private static boolean isOwn(Path folder, Path socket) {
    Path name = folder.getFileName();
    return name != null && name.toString().startsWith(PREFIX) && socket.endsWith(FILE);
  }

  /** What makes a folder this user's own. */
  private static FileAttribute<?>[] mine(Path parent) {
    boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0]; // a temporary folder is the user's own there
  }

  /**
   * Gives the socket that listens at {@code draft} its path, to which nobody but this user can
   * connect, as far as the system heeds it. What a server has left there that has ended is removed.
   *
   * @throws IOException if somebody listens there, or another file is in the way
   */
  void place(Path draft) throws IOException {
    if (!own && socket.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    }
    Object placed = SocketFile.key(draft); // later another server may have it away for a look
    SocketFile.place(draft, socket);
    key = placed;
    bound = true;
  }

  /** The socket listens at its path from now on. */
  void bound() {
    key = SocketFile.key(socket);
    bound = true;
  }

  /** Whether another process has taken it away, as left by one that has ended. */
  boolean isSwept() {
    return own && Files.notExists(folder);
  }

  /**
   * Makes a folder in {@code temporary}, or in {@code /tmp} if that is too deep, and sweeps there.
   *
   * @throws IOException if none can be made; the message says what to do
   */
  static SocketFolder in(Path temporary) throws IOException {
    return in(temporary, ProcessHandle.current().pid());
  }

  /** The same for another process. */
  static SocketFolder in(Path temporary, long pid) throws IOException {
    Path parent = temporary.toAbsolutePath();
    if (!fits(parent)) {
      Path shallow = parent.getFileSystem().getPath("/tmp");
      if (!Files.isDirectory(shallow)) {
        throw new IOException(
            "a socket in "
                + parent
                + " would have a path of more than "
                + MAX_PATH_BYTES
                + " bytes, and there is no /tmp; choose a folder near the root with"
                + " -Djava.io.tmpdir, or use Transport.ZEROMQ");
      }
      parent = shallow;
    }
    SocketFolder made =
        new SocketFolder(Files.createTempDirectory(parent, PREFIX + pid + "-", mine(parent)));
    made.sweep(parent);
    return made;
  }

  private static boolean fits(Path parent) {
    return parent.toString().getBytes().length
            + 1
            + PREFIX.length()
            + RANDOM_BYTES
            + 1
            + FILE.length()
        <= MAX_PATH_BYTES;
  }

  Path socket() {
    return socket;
  }

  UserPrincipal owner() throws IOException {
    return Files.getOwner(own ? folder : socket);
  }

  /**
   * Removes the socket and the folder, while the socket still listens: so the path is its own, and
   * nobody takes its place meanwhile. If another has been put there, that stays.
   */
  void remove() {
    try {
      if (bound && Objects.equals(key, SocketFile.key(socket))) {
        Files.deleteIfExists(socket);
      }
      bound = false; // the file of another may be taken for this one later
      if (own) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException left) {
      // The next one sweeps, or listens there and removes it.
    }
  }

  private void sweep(Path parent) {
    int looked = 0;
    try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path other : others) {
        if (++looked > MAX_SWEPT) {
          return;
        }
        removeIfDeserted(other);
      }
    } catch (IOException | DirectoryIteratorException left) {
      // The next one sweeps.
    }
  }

  private void removeIfDeserted(Path other) {
    try {
      if (!isOfLiving(other) && isMine(other) && isDeserted(other)) {
        removeDrafts(other);
        Files.deleteIfExists(other); // fails if there is a socket in it again
      }
    } catch (IOException left) {
      // The same.
    }
  }

  /**
   * What a server leaves that is killed while it gives its socket its name; one that is at it yet
   * may not listen for a moment.
   */
  private static void removeDrafts(Path other) throws IOException {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(other, SocketFile::isBeside)) {
      for (Path draft : drafts) {
        if (isOld(draft)) {
          SocketFile.removeIfDead(draft);
        }
      }
    }
  }

  private static boolean isOld(Path file) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
        .toInstant()
        .isBefore(Instant.now().minus(BEING_MADE));
  }

  /** Whether the process lives that has made it, as far as is seen from here. */
  private static boolean isOfLiving(Path other) {
    String rest = other.getFileName().toString().substring(PREFIX.length());
    int dash = rest.indexOf('-');
    try {
      return dash > 0
          && ProcessHandle.of(Long.parseLong(rest.substring(0, dash)))
              .filter(ProcessHandle::isAlive)
              .isPresent();
    } catch (NumberFormatException foreign) {
      return false;
    }
  }

  private boolean isMine(Path other) throws IOException {
    return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(owner());
  }

  /** Whether nothing is in it, or nothing any more, that somebody uses. */
  private static boolean isDeserted(Path other) throws IOException {
    Path socket = other.resolve(FILE);
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return isOld(other);
    }
    return SocketFile.removeIfDead(socket);
  }
}
