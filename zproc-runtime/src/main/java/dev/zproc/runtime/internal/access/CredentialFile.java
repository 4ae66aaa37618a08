package dev.zproc.runtime.internal.access;

import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The secrets of a server that runs on its own, in a file that only its user can read. */
public final class CredentialFile {

  private static final String COMMENT =
      "Secrets of a zproc server: whoever reads this file can use its state.";

  private CredentialFile() {}

  /**
   * Makes a file with a new secret for each role.
   *
   * @throws IOException if it is there already, or cannot be written
   */
  public static Map<Role, Secret> create(Path file) throws IOException {
    Map<Role, Secret> secrets = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      if (role.isGuest()) {
        secrets.put(role, Secret.random());
      }
    }
    byte[] bytes = KeyFile.encode(COMMENT, Map.of("zproc-credentials", "1"), secrets);
    try {
      PrivateFiles.create(file, bytes);
    } catch (FileAlreadyExistsException there) {
      throw new IOException(
          file + " is there already; whoever uses it would be locked out if it were made anew",
          there);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
    return secrets;
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is not there, not this user's alone, or none; the message says which
   */
  public static Map<Role, Secret> read(Path file) throws IOException {
    try {
      Map<Role, Secret> secrets = KeyFile.decode(PrivateFiles.read(file)).secrets();
      if (secrets.isEmpty()) {
        throw new IOException("there is no secret in " + file);
      }
      return secrets;
    } catch (NoSuchFileException absent) {
      throw new IOException("there is no file " + file + " with credentials", absent);
    }
  }
}
