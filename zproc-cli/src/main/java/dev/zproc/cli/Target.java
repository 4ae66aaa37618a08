package dev.zproc.cli;

import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.Map;

/**
 * A server to talk to.
 *
 * @param shown what messages call it
 * @param uri where it is
 * @param secrets by which it lets in whom
 * @param control what to do where the secret of an operator is missing
 */
record Target(String shown, String uri, Map<Role, Secret> secrets, String control) {

  /** That of a context which a file of the runtime folder tells of. */
  static Target of(String id, RuntimeFolder.Told told) {
    String shown = "context " + id + " (" + told.context().name() + ")";
    return new Target(
        shown,
        told.context().uri(),
        told.context().secrets(),
        shown
            + " is open for looking only; to let tools of this user write and stop children, open"
            + " it with control(): ZProc.open(o -> o.control())");
  }

  @Override
  public String toString() {
    return shown; // and no secret
  }
}
