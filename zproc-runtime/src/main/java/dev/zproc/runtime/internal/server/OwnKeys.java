package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeyText;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;

/**
 * Keys that the server alone writes: what it keeps of sessions. Whoever could write there could
 * give a process an outcome that it never had.
 */
final class OwnKeys {

  private static final KeyRange OWN = Keys.sessions();

  private OwnKeys() {}

  /**
   * Checks that a session may ask for {@code commit}.
   *
   * @throws EngineException.Denied if it touches such a key
   */
  static void check(Commit commit) {
    for (Operation operation : commit.operations()) {
      if (operation instanceof Operation.DeleteRange delete) {
        check(delete.range());
      } else if (operation instanceof Operation.Tally tally) {
        check(tally.counter());
      } else if (operation instanceof Operation.Put put) {
        check(put.key());
      } else if (operation instanceof Operation.Delete delete) {
        check(delete.key());
      } else {
        check(((Operation.Computed) operation).key());
      }
    }
  }

  private static void check(Bytes key) {
    if (OWN.contains(key)) {
      throw denied(key);
    }
  }

  private static void check(KeyRange range) {
    Bytes end = range.to();
    boolean endsBefore = end != null && end.compareTo(OWN.from()) <= 0;
    if (!endsBefore && (OWN.contains(range.from()) || range.from().compareTo(OWN.from()) < 0)) {
      throw denied(OWN.from());
    }
  }

  private static EngineException.Denied denied(Bytes key) {
    return new EngineException.Denied(
        "'" + KeyText.of(key) + "' is the server's own, and nobody else writes it");
  }
}
