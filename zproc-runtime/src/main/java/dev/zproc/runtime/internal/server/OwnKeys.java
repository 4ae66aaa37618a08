package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeyText;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.wire.Role;

/**
 * Keys that not everybody writes who may write: what the server keeps of sessions, which is its
 * own, since whoever could write there could give a process an outcome that it never had; and what
 * the host of a background context is asked, which only programs may, since it starts processes.
 */
final class OwnKeys {

  private static final KeyRange OWN = Keys.sessions();
  private static final KeyRange PROGRAMS = Keys.background();

  private OwnKeys() {}

  /**
   * Checks that a session may ask for {@code commit}.
   *
   * @throws EngineException.Denied if it touches such a key
   */
  static void check(Session session, Commit commit) {
    boolean isProgram = session.role == Role.CLIENT || session.id == Sessions.ROOT;
    for (Operation operation : commit.operations()) {
      check(OWN, operation, " is the server's own, and nobody else writes it");
      if (!isProgram) {
        check(PROGRAMS, operation, " is for programs that have opened or connected the context");
      }
    }
  }

  private static void check(KeyRange forbidden, Operation operation, String why) {
    if (operation instanceof Operation.DeleteRange delete) {
      check(forbidden, delete.range(), why);
    } else if (operation instanceof Operation.Tally tally) {
      check(forbidden, tally.counter(), why);
    } else if (operation instanceof Operation.Put put) {
      check(forbidden, put.key(), why);
    } else if (operation instanceof Operation.Delete delete) {
      check(forbidden, delete.key(), why);
    } else {
      check(forbidden, ((Operation.Computed) operation).key(), why);
    }
  }

  private static void check(KeyRange forbidden, Bytes key, String why) {
    if (forbidden.contains(key)) {
      throw denied(key, why);
    }
  }

  private static void check(KeyRange forbidden, KeyRange range, String why) {
    Bytes end = range.to();
    boolean endsBefore = end != null && end.compareTo(forbidden.from()) <= 0;
    if (!endsBefore
        && (forbidden.contains(range.from()) || range.from().compareTo(forbidden.from()) < 0)) {
      throw denied(forbidden.from(), why);
    }
  }

  private static EngineException.Denied denied(Bytes key, String why) {
    return new EngineException.Denied(KeyText.of(key) + why);
  }
}
