package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The file of a socket at a path that others know, and may want at the same moment. A server
 * listens under another name before it is given that one: so a file at which nobody listens is that
 * of a server that has ended, and never of one that is about to begin. And what seems to be left is
 * moved away and looked at again before it is deleted, since another server may have taken its
 * place meanwhile.
 *
 * <p>Threads: stateless; safe for use by many threads and processes.
 */
final class SocketFile {

  private static final char DOT = '.';
  private static final int RADIX = 36;

  /** How long a name beside a shorter one is, with its dot. */
  private static final int NAME = 6;

  /** How short where there is no room for that. */
  private static final int SHORTEST_NAME = 3;

  /** How often it is looked again where the file may have gone and come back between two looks. */
  private static final int LOOKS = 10;

  private SocketFile() {}

  /**
   * A name in the same folder that nobody has; as long as the other one's, if that is not short, so
   * that a system has room for both or for none.
   */
  static Path beside(Path socket) {
    int given = socket.getFileName().toString().getBytes().length;
    int more = SocketFolder.MAX_PATH_BYTES - socket.toString().getBytes().length;
    int length = Math.max(given, Math.max(SHORTEST_NAME, Math.min(NAME, given + more)));
    StringBuilder name = new StringBuilder(length).append(DOT);
    while (name.length() < length) {
      name.append(Character.forDigit(ThreadLocalRandom.current().nextInt(RADIX), RADIX));
    }
    return socket.resolveSibling(name.toString());
  }

  /** Whether it may be one of those names. */
  static boolean isBeside(Path file) {
    String name = file.getFileName().toString();
    return name.charAt(0) == DOT && name.length() <= NAME;
  }

  /**
   * Gives a socket that listens at {@code draft} its own name.
   *
   * @throws IOException if another server listens there, or another file is in the way
   */
  static void place(Path draft, Path socket) throws IOException {
    while (true) {
      try {
        Files.createLink(socket, draft); // fails if there is one, which a move would replace
        break;
      } catch (FileAlreadyExistsException there) {
        if (!removeIfDead(socket)) {
          throw taken(socket);
        }
      } catch (IOException | UnsupportedOperationException noLinks) {
        move(draft, socket, noLinks);
        return;
      }
    }
    Files.delete(draft);
  }

  /** Where a file system has no hard links: two that do so at the same moment may both succeed. */
  private static void move(Path draft, Path socket, Exception noLinks) throws IOException {
    if (!removeIfDead(socket)) {
      throw taken(socket);
    }
    try {
      Files.move(draft, socket, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      failed.addSuppressed(noLinks);
      throw failed;
    }
  }

  private static IOException taken(Path socket) {
    return new IOException("another server listens at " + socket + " already");
  }

  /**
   * Removes the file of a server that has ended.
   *
   * @return whether it is gone; else somebody listens there
   * @throws IOException if that cannot be found out, or it is no socket
   */
  static boolean removeIfDead(Path socket) throws IOException {
    try {
      if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther()) {
        throw new IOException(socket + " is there already, and is no socket");
      }
      if (!isDead(socket)) {
        return false;
      }
      Path away = beside(socket);
      Files.move(socket, away, StandardCopyOption.ATOMIC_MOVE);
      if (isDead(away)) {
        Files.delete(away);
        return true;
      }
      putBack(away, socket);
      return false;
    } catch (NoSuchFileException gone) {
      return true;
    }
  }

  private static void putBack(Path away, Path socket) throws IOException {
    try {
      Files.createLink(socket, away);
    } catch (FileAlreadyExistsException third) {
      // It was that one's within the same instant, which nobody can undo.
    }
    Files.delete(away);
  }

  /**
   * Whether nobody listens at a socket. That it cannot be looked at, as where there are no
   * descriptors left, says nothing about it.
   */
  private static boolean isDead(Path socket) throws IOException {
    for (int left = LOOKS; ; left--) {
      try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        probe.configureBlocking(false);
        boolean unused = probe.connect(UnixDomainSocketAddress.of(socket));
        return false; // it is connected, or so many are that this one has to wait
      } catch (ConnectException refused) {
        return true;
      } catch (IOException unknown) {
        if (Files.notExists(socket, LinkOption.NOFOLLOW_LINKS)) {
          throw new NoSuchFileException(socket.toString());
        } else if (left == 0) {
          throw unknown;
        }
      }
    }
  }

  /** Tells the file from others; null if there is none, or the system does not say. */
  static @Nullable Object key(Path socket) {
    try {
      return Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException gone) {
      return null;
    }
  }
}
