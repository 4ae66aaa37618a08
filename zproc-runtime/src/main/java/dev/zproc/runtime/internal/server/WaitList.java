package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.WaitInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Lists open watches and waits: all that fit into a message of moderate size.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class WaitList {

  /** What is beyond this is left out. */
  private static final long MAX_BYTES = 32 << 20;

  /** Beyond this, waits are listed without the values of their keys. */
  private static final long MAX_BYTES_WITH_VALUES = 4 << 20;

  private final Store store;
  private final List<WaitInfo> waits = new ArrayList<>();
  private long bytes;

  WaitList(Store store) {
    this.store = store;
  }

  /** Returns the waits of {@code sessions}, in the order of the sessions and of their opening. */
  List<WaitInfo> of(Collection<Session> sessions) {
    sessions.stream().sorted((a, b) -> Long.compare(a.id, b.id)).forEach(this::add);
    return waits;
  }

  private void add(Session session) {
    BirthWait birth = session.birthWait;
    String path = session.path();
    if (birth != null && birth.isOpen()) {
      add(
          session,
          path,
          BirthWait.ID,
          birth.sinceMillis,
          birth.spec.label(),
          Readings.of(birth.spec));
    }
    session.watches.values().stream()
        .sorted((a, b) -> Long.compare(a.id, b.id))
        .forEach(
            watch -> add(session, path, watch.id, watch.sinceMillis, watch.label, watch.readings));
  }

  private void add(
      Session session, String path, long id, long since, String label, Readings readings) {
    if (bytes > MAX_BYTES) {
      return;
    }
    List<WaitInfo.Reading> now = bytes > MAX_BYTES_WITH_VALUES ? List.of() : readings.now(store);
    WaitInfo wait = new WaitInfo(path, session.id, id, since, label, now);
    bytes += Weight.of(wait);
    waits.add(wait);
  }
}
