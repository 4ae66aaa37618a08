package dev.zproc.runtime;

import dev.zproc.runtime.internal.access.CredentialFile;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a {@linkplain ZProc#connect server that runs on its own} lets a program in for: a secret of
 * 256 bits, from a file that only its owner can read. No text form shows it.
 *
 * <p>Such a file has lines {@code secret.client}, for programs that read, write and spawn, {@code
 * secret.operator} and {@code secret.reader}, for tools. Whoever is to read only gets a file with
 * the last of them alone.
 *
 * <p>Threads: immutable.
 */
public final class Credentials {

  /** In this order is the best of them looked for. */
  private static final List<Role> BEST_FIRST = List.of(Role.CLIENT, Role.OPERATOR, Role.READER);

  private final Role role;
  private final Secret secret;

  Credentials(Map<Role, Secret> secrets) {
    this.role = BEST_FIRST.stream().filter(secrets::containsKey).findFirst().orElseThrow();
    this.secret = Objects.requireNonNull(secrets.get(role));
  }

  /**
   * Reads a file with credentials.
   *
   * @throws IllegalStateException if it is not there or none, or if others than its owner, who runs
   *     this process, may use it; the message says which, and what to do
   */
  public static Credentials read(Path file) {
    try {
      return new Credentials(CredentialFile.read(file));
    } catch (IOException e) {
      throw new IllegalStateException("cannot use the credentials: " + e.getMessage(), e);
    }
  }

  /**
   * Makes a file with new credentials, which only its owner can read, for a server and its
   * programs.
   *
   * @throws IllegalStateException if it is there already, or cannot be written
   */
  public static Credentials create(Path file) {
    try {
      return new Credentials(CredentialFile.create(file));
    } catch (IOException e) {
      throw new IllegalStateException("cannot make credentials: " + e.getMessage(), e);
    }
  }

  Role role() {
    return role;
  }

  Secret secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "Credentials[" + role.name().toLowerCase(Locale.ROOT) + "]";
  }
}
