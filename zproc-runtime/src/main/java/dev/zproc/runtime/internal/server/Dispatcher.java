package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.ServerInfo;
import java.lang.System.Logger.Level;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does what sessions ask for.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Dispatcher {

  private static final Reply DONE = new Reply.Done();

  private final Store store;
  private final Sessions sessions;
  private final Deliverer deliverer;
  private final Births births;
  private final LongFunction<ServerInfo> info;

  /**
   * Makes a dispatcher.
   *
   * @param info describes the server, given the newest revision
   */
  Dispatcher(
      Store store,
      Sessions sessions,
      Deliverer deliverer,
      Births births,
      LongFunction<ServerInfo> info) {
    this.store = store;
    this.sessions = sessions;
    this.deliverer = deliverer;
    this.births = births;
    this.info = info;
  }

  /** Does what {@code session} asks for; every failure becomes a reply. */
  Reply dispatch(Session session, Request request) {
    try {
      Reply reply = engine(session, request);
      if (reply == null) {
        return family(session, request);
      }
      births.settle(session);
      return reply;
    } catch (EngineException.Gone gone) {
      return new Reply.Failed(Reply.Cause.GONE, gone.getMessage(), gone.oldest());
    } catch (EngineException refused) {
      return rejected(refused.getMessage());
    } catch (RuntimeException defect) {
      System.getLogger(Dispatcher.class.getName())
          .log(Level.ERROR, "a request failed for a reason that is ours", defect);
      return rejected("the server failed to do it: " + defect);
    }
  }

  private static Reply rejected(String why) {
    return new Reply.Failed(Reply.Cause.REJECTED, why, 0);
  }

  /** What concerns the state; null if the request does not. */
  private @Nullable Reply engine(Session session, Request request) {
    if (request instanceof Request.Read read) {
      return new Reply.Found(store.read(read.key()));
    }
    if (request instanceof Request.Submit submit) {
      return new Reply.Committed(store.commit(session.id, submit.commit()));
    }
    if (request instanceof Request.Range range) {
      return new Reply.Listed(store.range(range.range(), range.revision()));
    }
    if (request instanceof Request.Watch watch) {
      long revision = store.revision();
      deliverer.watch(store, session, watch);
      return new Reply.Opened(revision);
    }
    if (request instanceof Request.Await await) {
      long revision = store.revision();
      deliverer.await(store, session, await);
      return new Reply.Opened(revision);
    }
    return null;
  }

  private Reply family(Session session, Request request) {
    if (request instanceof Request.Credit credit) {
      deliverer.credit(session, credit.id(), credit.events());
    } else if (request instanceof Request.Cancel cancel) {
      deliverer.cancel(store, session, cancel.id());
    } else if (request instanceof Request.BirthCredit credit) {
      births.allow(session, credit.total());
    } else if (request instanceof Request.BirthCancel) {
      births.cancel(session);
    } else if (request instanceof Request.Seen seen) {
      session.kept.seen(seen.sequence());
    } else if (request instanceof Request.Ping) {
      return new Reply.Pong(info.apply(store.revision()));
    } else if (request instanceof Request.Bear bear) {
      Session child = births.bear(session, bear.spec());
      return new Reply.Born(child.id, child.birth);
    } else if (request instanceof Request.Note note) {
      births.note(session, note.kind(), note.payload());
    } else if (request instanceof Request.Outcome outcome) {
      births.outcome(session, outcome.payload());
    } else if (request instanceof Request.TakeOutcome take) {
      Session child = births.descendant(session, take.child());
      Bytes outcome = child == null ? null : child.outcome;
      return new Reply.Taken(outcome);
    } else if (request instanceof Request.Tell tell) {
      births.tell(session, tell);
    } else if (request instanceof Request.Release release) {
      births.release(session, release.child());
    } else if (request instanceof Request.Waits) {
      return new Reply.Waiting(new WaitList(store).of(sessions.all()));
    }
    return DONE;
  }
}
