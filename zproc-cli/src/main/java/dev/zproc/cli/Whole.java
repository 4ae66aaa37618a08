package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.RangeResult;
import java.util.Optional;

/** The whole state, where it is small enough to be read beside the program's own work. */
final class Whole {

  /** A larger one is not read: the server would be busy with it. */
  private static final long MAX_BYTES = 16 << 20;

  private static final KeyRange ALL = new KeyRange(Bytes.EMPTY, null);

  private Whole() {}

  /** Whether it is too large for that. */
  static boolean isTooLarge(Connection connection) {
    return connection.get(connection.session.ping()).stateBytes() > MAX_BYTES;
  }

  /** All of it at the newest revision; empty if it is too large. */
  static Optional<RangeResult> read(Connection connection) {
    return isTooLarge(connection)
        ? Optional.empty()
        : Optional.of(connection.get(connection.session.range(ALL, 0)));
  }
}
