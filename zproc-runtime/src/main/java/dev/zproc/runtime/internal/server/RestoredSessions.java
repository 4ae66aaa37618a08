package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.store.WatchKey;
import dev.zproc.runtime.internal.wire.KeptSession;
import dev.zproc.runtime.internal.wire.PushCodec;
import java.lang.System.Logger.Level;

/**
 * Makes the sessions of a server that goes on in the place of one that has died, from what {@link
 * KeptSessions} has put into the state.
 *
 * <p>Threads: used before the thread `zproc-state-server` begins.
 */
final class RestoredSessions {

  private final Store store;
  private final Sessions sessions;
  private final KeptSessions kept;

  RestoredSessions(Store store, Sessions sessions, KeptSessions kept) {
    this.store = store;
    this.sessions = sessions;
    this.kept = kept;
  }

  /** Makes the sessions that the server before this one has left; the root's is there. */
  void restore() {
    for (Entry entry : store.range(Keys.sessions(), 0).entries()) {
      try {
        restore(entry);
      } catch (ProtocolException | EngineException foreign) {
        System.getLogger(RestoredSessions.class.getName())
            .log(Level.WARNING, "what was kept of a session makes no sense", foreign);
      }
    }
  }

  private void restore(Entry entry) {
    Bytes value = entry.value();
    if (entry.key().equals(Keys.lastSession())) {
      sessions.given(new WireReader(value.shared()).varint());
      return;
    }
    long id = Keys.numberOfSession(entry.key());
    Session session = sessions.find(id);
    if (entry.key().equals(Keys.session(id))) {
      restore(id, KeptSession.decode(value));
    } else if (session == null) {
      return; // it has ended
    } else if (entry.key().equals(Keys.outcomeOfSession(id))) {
      session.outcome = value;
    } else {
      session.kept.keep(
          Keys.numberOfPush(entry.key()), PushCodec.read(new WireReader(value.shared())));
    }
  }

  private void restore(long id, KeptSession record) {
    Session parent = sessions.find(record.parent());
    if (parent == null || sessions.find(id) != null) {
      return; // its parent has ended, and it with it
    }
    Session session = sessions.restore(id, parent, record.name(), record.birth());
    if (!session.isBorn()) {
      return;
    }
    session.from = record.from();
    session.pinned = true;
    if (record.from() >= store.oldestRevision()) {
      store.pin(id, record.from());
    }
    KeptSession.KeptWait wait = record.birthWait();
    if (wait != null) {
      BirthWait restored = new BirthWait(wait);
      session.birthWait = restored;
      kept.pin(session);
      if (restored.isOpen()) {
        long from =
            wait.spec().repeat() ? wait.from() : Math.max(wait.from(), store.oldestRevision());
        store.await(
            new WatchKey(id, BirthWait.ID),
            wait.spec().at(from, wait.spec().skipOrigin()),
            restored.firstCredit(),
            wait.due());
      }
    }
  }
}
