package dev.zproc.runtime.internal.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Set;

/**
 * Files and folders that only this user can use. Where the file system knows no owners and modes,
 * as on Windows, nothing is checked: what is in the user's own folders is the user's there.
 */
final class PrivateFiles {

  /** More than any of ours has. */
  private static final int MAX_BYTES = 64 << 10;

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFiles() {}

  /** Makes a folder of this user alone if there is none, and checks it. */
  static void folder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, mode("rwx------"));
    } catch (FileAlreadyExistsException e) {
      // It may be ours.
    }
    check(folder, true, LinkOption.NOFOLLOW_LINKS);
  }

  /** Checks that {@code folder} is one, and this user's alone. */
  static void checkFolder(Path folder) throws IOException {
    check(folder, true, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads a file that must be this user's alone.
   *
   * @param options {@link LinkOption#NOFOLLOW_LINKS}, or none
   * @throws IOException if it is not, or cannot be read; the message says what to do
   */
  static byte[] read(Path file, LinkOption... options) throws IOException {
    check(file, false, options);
    OpenOption[] how = options.length == 0 ? new OpenOption[0] : options;
    try (InputStream in = Files.newInputStream(file, how)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(
            file + " has more than " + MAX_BYTES + " bytes, so it is none of ours");
      }
      return bytes;
    }
  }

  /**
   * Makes a file of this user alone.
   *
   * @throws FileAlreadyExistsException if it is there
   */
  static void create(Path file, byte[] bytes) throws IOException {
    boolean interrupted = Thread.interrupted(); // which would close the channel
    try (OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                mode("rw-------")))) {
      out.write(bytes);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static FileAttribute<?>[] mode(String mode) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static void check(Path path, boolean folder, LinkOption... options) throws IOException {
    if (!POSIX) {
      return;
    }
    PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, options);
    if (folder ? !found.isDirectory() : !found.isRegularFile()) {
      throw new IOException(
          path
              + " is no "
              + (folder ? "folder" : "file")
              + (found.isSymbolicLink() ? ", but a link" : ""));
    }
    UserPrincipal me = me();
    if (!found.owner().equals(me)) {
      throw new IOException(
          path
              + " belongs to '"
              + found.owner().getName()
              + "', and not to '"
              + me.getName()
              + "'");
    }
    if (!Collections.disjoint(found.permissions(), OTHERS)) {
      throw new IOException(
          "others than its owner may use "
              + path
              + " ("
              + PosixFilePermissions.toString(found.permissions())
              + "); take that away first: chmod "
              + (folder ? "700 " : "600 ")
              + path);
    }
  }

  /** The user that this process runs as. */
  private static UserPrincipal me() throws IOException {
    Path self = Path.of("/proc/self");
    if (Files.exists(self)) {
      return Files.getOwner(self);
    }
    Path probe = Files.createTempFile("zproc-", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
