package dev.zproc.cli;

import dev.zproc.runtime.internal.access.ListenerProbe;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server to talk to.
 *
 * @param shown what messages call it
 * @param id of the context; empty if it is none
 * @param told what tells of the context; null if it is none
 * @param uri where it is
 * @param secrets by which it lets in whom
 * @param control what to do where the secret of an operator is missing
 */
record Target(
    String shown,
    String id,
    RuntimeFolder.@Nullable Told told,
    String uri,
    Map<Role, Secret> secrets,
    String control) {

  Target {
    shown = Words.printable(shown); // a name of a program, or an address, may be anything
  }

  /** That of a context which a file of the runtime folder tells of. */
  static Target of(String id, RuntimeFolder.Told told) {
    String shown = "context " + id + " (" + told.context().name() + ")";
    return new Target(
        shown,
        id,
        told,
        told.context().uri(),
        told.context().secrets(),
        shown
            + " is open for looking only; to let tools of this user write and stop children, open"
            + " it with control(): ZProc.open(o -> o.control())");
  }

  /** A server that runs on its own. */
  static Target server(String uri, Map<Role, Secret> secrets, String control) {
    return new Target("the server at " + uri, "", null, uri, secrets, control);
  }

  /**
   * The process that has opened the context; 0 if there is none, or it is not seen from here: it
   * may be in another container, where the same number means another process.
   */
  long pid() {
    RuntimeFolder.Told file = told;
    return file != null && file.context().isAlive() ? file.context().pid() : 0;
  }

  /**
   * Whether it is there, as was told before: a context that ends in order takes back what tells of
   * it first. Of a server that runs on its own, whether it listens.
   */
  boolean isStillOpen() {
    if (told == null) {
      return ListenerProbe.isListening(uri);
    }
    try {
      return Contexts.find().open().values().stream()
          .anyMatch(each -> each.context().uri().equals(uri));
    } catch (Failure noFolder) {
      return false;
    }
  }

  @Override
  public String toString() {
    return shown; // and no secret
  }
}
