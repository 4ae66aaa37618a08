package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;

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
   * The folder of a socket whose path somebody has chosen; removes the file of a server that has
   * ended without doing so.
   *
   * @throws IOException if there is no such folder, or somebody listens there, or another file is
   *     in the way
   */
  static SocketFolder of(Path socket) throws IOException {
    Path folder = socket.toAbsolutePath().getParent();
    boolean own = folder != null && isOwn(folder, socket);
    if (folder != null && own && Files.notExists(folder)) {
      // Somebody has swept where the server before this one was, which was dead.
      Files.createDirectory(folder, mine(folder));
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + " for the socket; make it first");
    }
    if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther()) {
        throw new IOException(socket + " is there already, and is no socket");
      }
      if (!isDead(socket)) {
        throw new IOException("another server listens at " + socket + " already");
      }
      Files.delete(socket);
    }
    return own ? new SocketFolder(folder) : new SocketFolder(folder, socket);
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

  /** Lets nobody but this user connect, as far as the system heeds it; once it is bound. */
  void close() throws IOException {
    if (!own && socket.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    }
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

  /** Removes the socket and the folder. */
  void remove() {
    if (own) {
      remove(folder);
      return;
    }
    try {
      Files.deleteIfExists(socket);
    } catch (IOException left) {
      // The next server that listens there removes it.
    }
  }

  private static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(FILE));
      Files.deleteIfExists(folder);
    } catch (IOException left) {
      // The next one sweeps.
    }
  }

  private void sweep(Path parent) {
    int looked = 0;
    try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path other : others) {
        if (++looked > MAX_SWEPT) {
          return;
        }
        if (!isOfLiving(other) && isMine(other) && isDeserted(other)) {
          remove(other);
        }
      }
    } catch (IOException left) {
      // The next one sweeps.
    }
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

  private static boolean isDeserted(Path other) throws IOException {
    Path socket = other.resolve(FILE);
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      Instant made = Files.getLastModifiedTime(other, LinkOption.NOFOLLOW_LINKS).toInstant();
      return made.isBefore(Instant.now().minus(BEING_MADE));
    }
    return isDead(socket);
  }

  /** Whether nobody listens at a socket that is there. */
  private static boolean isDead(Path socket) {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      boolean unused = probe.connect(UnixDomainSocketAddress.of(socket));
      return false; // it is connected, or so many are that this one has to wait
    } catch (IOException refused) {
      return true;
    }
  }
}
