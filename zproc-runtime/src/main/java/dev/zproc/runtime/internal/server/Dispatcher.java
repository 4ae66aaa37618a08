package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.ServerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does what sessions ask for.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Dispatcher {

  private static final Reply DONE = new Reply.Done();

  /** Stands for a reply that is not there yet. */
  private static final Reply LATER = new Reply.Done();

  private final Store store;
  private final Sessions sessions;
  private final Deliverer deliverer;
  private final Turns turns;
  private final Commits commits;
  private final ChildSessions childSessions;
  private final ToolWords toolWords;
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
      Turns turns,
      Commits commits,
      ChildSessions childSessions,
      LongFunction<ServerInfo> info) {
    this.store = store;
    this.sessions = sessions;
    this.deliverer = deliverer;
    this.turns = turns;
    this.commits = commits;
    this.childSessions = childSessions;
    this.toolWords = new ToolWords(sessions, childSessions.kept);
    this.info = info;
  }

  /**
   * Does what {@code session} asks for; every failure becomes a reply. Null if it has to wait: then
   * {@code later} is told the reply when there is one.
   */
  @Nullable Reply dispatch(Session session, Request request, Turns.Answer later) {
    if (commits.confirmsReads() && isRead(request)) {
      commits.confirm(failure -> confirmed(session, request, later, failure));
      return null;
    }
    Reply reply = Refusals.orReply(() -> inOrder(session, request, later));
    return reply == LATER ? null : reply;
  }

  private static boolean isRead(Request request) {
    return request instanceof Request.Read
        || request instanceof Request.ReadAll
        || (request instanceof Request.Range range && range.revision() <= 0);
  }

  /** What others have done before it was asked for is in the store by now. */
  private void confirmed(
      Session session, Request request, Turns.Answer later, @Nullable String failure) {
    if (failure != null) {
      later.reply(new Reply.Failed(Reply.Cause.NOT_STORED, failure, 0));
    } else if (sessions.find(session.id) == session && later.isWanted()) {
      Reply reply = Refusals.orReply(() -> inOrder(session, request, later));
      if (reply != LATER) {
        later.reply(reply);
      }
    }
  }

  /** What a session asks for after its own commits waits until these are applied. */
  private Reply inOrder(Session session, Request request, Turns.Answer later) {
    if (!commits.isWaiting(session.id) || isApart(request)) {
      return engine(session, request, later);
    }
    if (request.answered()) {
      commits.checkRoom();
    }
    commits.after(session.id, () -> now(session, request, later));
    return LATER;
  }

  /** What is decided now, or has nothing to do with the state. */
  private static boolean isApart(Request request) {
    return request instanceof Request.Submit
        || request instanceof Request.SubmitInTurn
        || request instanceof Request.Ping
        || request instanceof Request.Seen;
  }

  private void now(Session session, Request request, Turns.Answer later) {
    if (sessions.find(session.id) != session || !later.isWanted()) {
      return;
    }
    Reply reply = Refusals.orReply(() -> engine(session, request, later));
    if (reply != LATER) {
      later.reply(reply);
    }
  }

  private Reply engine(Session session, Request request, Turns.Answer later) {
    Rights.check(session, request);
    if (!session.isBorn() && !(request instanceof Request.Ping)) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST,
          "session " + session.id + " waits for its birth, and may ask for nothing until then");
    }
    Reply reply = state(session, request, later);
    if (reply == null) {
      return ofSession(session, request, later);
    }
    childSessions.settle(session);
    return reply;
  }

  /** What concerns the state; null if the request does not. */
  private @Nullable Reply state(Session session, Request request, Turns.Answer later) {
    if (request instanceof Request.Read read) {
      return new Reply.Found(store.read(read.key()));
    }
    if (request instanceof Request.ReadAll all) {
      List<Reply.@Nullable Present> values = new ArrayList<>(all.keys().size());
      for (Bytes key : all.keys()) {
        values.add(Reply.Present.of(store.read(key).entry()));
      }
      return new Reply.FoundAll(values, store.revision());
    }
    if (request instanceof Request.Submit submit) {
      OwnKeys.check(session, submit.commit());
      Reply reply = turns.submit(session.id, submit.commit(), later);
      return reply == null ? LATER : reply;
    }
    if (request instanceof Request.Range range) {
      if (range.revision() == StateEngine.AFTER_OWN) {
        Reply reply = turns.range(session.id, range.range(), later);
        return reply == null ? LATER : reply;
      }
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
    return inTurn(session, request, later);
  }

  private @Nullable Reply inTurn(Session session, Request request, Turns.Answer later) {
    if (request instanceof Request.TakeTurn take) {
      turns.ask(session.id, take.expected(), later);
      return LATER;
    }
    if (request instanceof Request.ReadInTurn read) {
      Reply reply = turns.read(session.id, read.fence(), read.range(), later);
      return reply == null ? LATER : reply;
    }
    if (request instanceof Request.SubmitInTurn submit) {
      OwnKeys.check(session, submit.commit());
      Reply reply = turns.submit(session.id, submit.fence(), submit.commit(), later);
      return reply == null ? LATER : reply;
    }
    if (request instanceof Request.EndTurn end) {
      turns.end(session.id, end.fence());
      return DONE;
    }
    return null;
  }

  private Reply ofSession(Session session, Request request, Turns.Answer later) {
    if (request instanceof Request.Credit credit) {
      deliverer.credit(session, credit.id(), credit.events());
    } else if (request instanceof Request.Cancel cancel) {
      deliverer.cancel(store, session, cancel.id());
    } else if (request instanceof Request.BirthCredit credit) {
      childSessions.allow(session, credit.total());
    } else if (request instanceof Request.Seen seen) {
      childSessions.seen(session, seen.sequence());
    } else if (request instanceof Request.Ping) {
      return new Reply.Pong(info.apply(store.revision()));
    } else if (request instanceof Request.TakeOutcome take) {
      Session child = childSessions.descendant(session, take.child());
      Bytes outcome = child == null ? null : child.outcome;
      return new Reply.Taken(outcome);
    } else if (request instanceof Request.Waits) {
      return new Reply.Waiting(new WaitList(store).of(sessions.all()));
    } else {
      Reply reply = ofRelatives(session, request, later);
      return reply == null ? LATER : reply;
    }
    return DONE;
  }

  /** What may have to be kept before it is answered; null if it has. */
  private @Nullable Reply ofRelatives(Session session, Request request, Turns.Answer later) {
    if (request instanceof Request.BirthCancel) {
      return childSessions.cancel(session, later);
    }
    if (request instanceof Request.BirthBegun) {
      return childSessions.begun(session, later);
    }
    if (request instanceof Request.Bear bear) {
      return childSessions.bear(session, bear.spec(), later);
    }
    if (request instanceof Request.Reserve) {
      return childSessions.reserve(session, later);
    }
    if (request instanceof Request.BearReserved bear) {
      return childSessions.bear(session, bear, later);
    }
    if (request instanceof Request.Note note) {
      if (session.role.isGuest()) {
        return toolWords.toRoot(session, note, later);
      }
      ToolWords.checkChild(note);
      return childSessions.note(session, note, later);
    }
    if (request instanceof Request.Outcome outcome) {
      return childSessions.outcome(session, outcome.payload(), later);
    }
    if (request instanceof Request.Tell tell) {
      if (toolWords.isToTool(session, tell)) {
        return toolWords.toTool(session, tell, later);
      }
      return childSessions.tell(session, tell, later);
    }
    if (request instanceof Request.Resume resume) {
      return childSessions.resume(session, resume, later);
    }
    if (request instanceof Request.Release release) {
      return childSessions.release(session, release.child(), later);
    }
    return DONE;
  }
}
