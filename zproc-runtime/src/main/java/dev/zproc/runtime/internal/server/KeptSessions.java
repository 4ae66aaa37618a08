package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.PushCodec;
import dev.zproc.runtime.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets sessions outlive a server that is started again if it dies: what the next one has to know of
 * them is in the state, under keys of its own, and lasts as the rest of it does. What a session has
 * asked for is answered, and others are told of it, only when that is so; and the answer is in the
 * same commit, so that a repetition is answered and not done. Any other server keeps nothing, and
 * all of this happens at once.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class KeptSessions {

  /** How many keys are taken away at a time for which nobody waits. */
  private static final int MAX_LEFT = 1_000;

  /** How long what could not be kept waits, or the thread would do nothing else. */
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final Reply DONE = new Reply.Done();

  private final boolean on;
  private final Store store;
  private final Commits commits;
  private final Sessions sessions;
  private final int maxBytes;

  /** What is to be taken away, and nobody waits for it. */
  private List<Operation> left = new ArrayList<>();

  /** When it is tried again to keep what nobody waits for. */
  private long due = System.nanoTime();

  /**
   * Makes an object for the sessions of one server.
   *
   * @param on whether anything is kept
   * @param maxBytes the largest value that the state takes; what is larger ends with the server
   */
  KeptSessions(boolean on, Store store, Commits commits, Sessions sessions, int maxBytes) {
    this.on = on;
    this.store = store;
    this.commits = commits;
    this.sessions = sessions;
    this.maxBytes = maxBytes;
    if (on) {
      sessions.keep();
    }
  }

  boolean isOn() {
    return on;
  }

  /** What writes down a session as it is now. */
  List<Operation> record(Session session) {
    if (!on || session.parent == null) {
      return List.of();
    }
    List<Operation> record = new ArrayList<>();
    put(record, Keys.session(session.id), session.kept(session.parent.id, true).encode());
    if (record.isEmpty()) {
      put(record, Keys.session(session.id), session.kept(session.parent.id, false).encode());
    }
    return record;
  }

  /** The same of one that is new, and that its number is taken. */
  List<Operation> birth(Session session) {
    List<Operation> birth = record(session);
    if (on) {
      WireWriter last = new WireWriter().varint(sessions.last());
      put(birth, Keys.lastSession(), Bytes.wrap(last.toByteArray()));
    }
    return birth;
  }

  /** What writes down an outcome. */
  List<Operation> outcome(Session session, Bytes payload) {
    List<Operation> outcome = new ArrayList<>();
    put(outcome, Keys.outcomeOfSession(session.id), payload);
    return outcome;
  }

  /** What takes all away that is kept for the process of a session, but not the session. */
  List<Operation> clear(Session session) {
    return on
        ? List.of(
            new Operation.Delete(Keys.outcomeOfSession(session.id)),
            new Operation.DeleteRange(Keys.pushesToSession(session.id, Long.MAX_VALUE - 1)))
        : List.of();
  }

  private void put(List<Operation> to, Bytes key, Bytes value) {
    if (value.size() <= maxBytes) {
      to.add(new Operation.Put(key, value));
    }
  }

  /** The session has ended. */
  void ended(Session session) {
    if (on) {
      sessions.changed.remove(session);
      session.postponed.clear();
      store.unpin(-session.id);
    }
    if (on && !session.role.isGuest()) {
      left.add(new Operation.DeleteRange(Keys.allOfSession(session.id)));
    }
  }

  /** The session has seen what it was told up to {@code sequence}. */
  void seen(Session session, long sequence) {
    if (session.kept.seen(sequence) && on) {
      left.add(new Operation.DeleteRange(Keys.pushesToSession(session.id, sequence)));
    }
  }

  /** Takes it back, since it could not be taken away. */
  void leave(List<Operation> operations) {
    left.addAll(operations);
  }

  /** What those that have ended have left; it is somebody else's now. */
  List<Operation> takeLeft() {
    List<Operation> taken = left;
    left = new ArrayList<>();
    return taken;
  }

  /**
   * Keeps something, then does {@code done} and answers {@code reply}. Returns that if there is
   * nothing to keep, and nothing is being kept; else null, and {@code later} is told, also if it
   * cannot be kept.
   *
   * @param failed what undoes it then
   */
  @Nullable Reply keep(
      Session by,
      List<Operation> what,
      Reply reply,
      Turns.Answer later,
      Runnable done,
      Runnable failed) {
    return keep(by, what, reply, later, done, failed, false);
  }

  /** As above; if {@code anyway}, what cannot be stored for now is done and answered, too. */
  @Nullable Reply keep(
      Session by,
      List<Operation> what,
      Reply reply,
      Turns.Answer later,
      Runnable done,
      Runnable failed,
      boolean anyway) {
    if (what.isEmpty()) {
      return inLine(by, reply, later, done);
    }
    Turns.Answer kept =
        new Turns.Answer() {
          @Override
          public void reply(Reply made) {
            boolean stored = made instanceof Reply.Committed || (anyway && isNotStored(made));
            (stored ? done : failed).run();
            later.reply(stored ? reply : made);
          }

          @Override
          public boolean isWanted() {
            return later.isWanted();
          }

          @Override
          public Decided.@Nullable Repeatable repeatable(Supplier<Reply> made) {
            return later.repeatable(() -> reply);
          }
        };
    try {
      make(by.id, what, kept);
    } catch (EngineException refused) {
      failed.run();
      throw refused;
    }
    return null;
  }

  private static boolean isNotStored(Reply made) {
    return made instanceof Reply.Failed failed && failed.cause() == Reply.Cause.NOT_STORED;
  }

  /**
   * Does {@code done} after all that is being kept now. What it tells has a number above theirs,
   * and who is told a number hears of none below it any more: so it may not come before them.
   */
  private @Nullable Reply inLine(Session by, Reply reply, Turns.Answer later, Runnable done) {
    if (!on || commits.isIdle()) {
      done.run();
      return reply;
    }
    commits.after(
        by.id,
        () -> {
          done.run();
          later.reply(reply);
        });
    return null;
  }

  private void make(long session, List<Operation> what, Turns.Answer told) {
    Commit commit = new Commit(List.of(), List.copyOf(what), Commit.Results.NONE);
    if (commits.make(session, commit, told) != null) {
      throw new IllegalStateException("sessions are kept where nothing lasts");
    }
  }

  /**
   * Tells {@code to} something that must arrive; as {@link #keep}.
   *
   * @param also what is kept with it
   * @param anyway whether it is done and told even if it cannot be stored for now
   */
  @Nullable Reply push(
      Session by,
      Session to,
      Push push,
      List<Operation> also,
      Reply reply,
      Turns.Answer later,
      Runnable done,
      boolean anyway) {
    if (!on) {
      done.run();
      to.pushKept(push);
      return reply;
    }
    long sequence = to.kept.next();
    List<Operation> what = new ArrayList<>(also);
    put(what, Keys.pushToSession(to.id, sequence), encode(push));
    Runnable telling = telling(to, sequence, push);
    Runnable tell =
        () -> {
          done.run();
          telling.run();
        };
    return keep(by, what, reply, later, tell, () -> {}, anyway);
  }

  /**
   * Tells {@code to} something that must arrive for as long as this server is there, and that is
   * not kept for the next one; as {@link #keep}.
   */
  @Nullable Reply tell(Session by, Session to, Push push, Reply reply, Turns.Answer later) {
    if (!on) {
      to.pushKept(push);
      return reply;
    }
    return inLine(by, reply, later, telling(to, to.kept.next(), push));
  }

  private Runnable telling(Session to, long sequence, Push push) {
    int process = to.process;
    return () -> {
      if (isOf(to, process)) {
        to.push(sequence, push);
      }
    };
  }

  private static Bytes encode(Push push) {
    WireWriter out = new WireWriter();
    PushCodec.write(out, push);
    return Bytes.wrap(out.toByteArray());
  }

  /** Begins to keep what has become of the waits of births, and what nobody waits for. */
  void flush() {
    if (!on || System.nanoTime() - due < 0) {
      return;
    }
    if (!left.isEmpty()) {
      takeAway();
    }
    if (!sessions.changed.isEmpty()) {
      for (Session each : new ArrayList<>(sessions.changed)) {
        try {
          Reply unused = store(each, DONE, reply -> {});
        } catch (EngineException full) {
          // It stands among those that have changed again.
        }
      }
    }
  }

  private void takeAway() {
    List<Operation> all = takeLeft();
    List<Operation> some = all.subList(0, Math.min(all.size(), MAX_LEFT));
    left.addAll(all.subList(some.size(), all.size()));
    Turns.Answer told =
        reply -> {
          if (!(reply instanceof Reply.Committed)) {
            due = System.nanoTime() + AGAIN_NANOS;
            left.addAll(some);
          }
        };
    try {
      make(Sessions.ROOT, some, told);
    } catch (EngineException full) {
      due = System.nanoTime() + AGAIN_NANOS;
      left.addAll(some);
    }
  }

  /**
   * Keeps how far a session has got, and what it is to be told of that; as {@link #keep}. A session
   * is told of a match only when that is kept.
   */
  @Nullable Reply store(Session session, Reply reply, Turns.Answer later) {
    if (!on) {
      return reply;
    }
    sessions.changed.remove(session);
    List<Push> pushes = List.copyOf(session.postponed);
    session.postponed.clear();
    List<Long> sequences = new ArrayList<>();
    List<Operation> what = new ArrayList<>();
    for (Push push : pushes) {
      long sequence = session.kept.next();
      sequences.add(sequence);
      put(what, Keys.pushToSession(session.id, sequence), encode(push));
    }
    what.addAll(record(session));
    pin(session);
    int process = session.process;
    Runnable tell =
        () -> {
          for (int i = 0; i < pushes.size() && isOf(session, process); i++) {
            session.push(sequences.get(i), pushes.get(i));
          }
        };
    Runnable again =
        () -> {
          due = System.nanoTime() + AGAIN_NANOS;
          if (isOf(session, process)) {
            for (int i = pushes.size() - 1; i >= 0; i--) {
              session.postponed.addFirst(pushes.get(i));
            }
            sessions.changed.add(session);
          }
        };
    return keep(session, what, reply, later, tell, again);
  }

  /** Keeps the history in which the next server finds what comes after the last match. */
  void pin(Session session) {
    BirthWait wait = session.birthWait;
    long from = wait == null ? 0 : wait.needs();
    if (from >= store.oldestRevision()) {
      store.pin(-session.id, from);
    } else {
      store.unpin(-session.id);
    }
  }

  /** Whether the session is still that of the same process. */
  private boolean isOf(Session session, int process) {
    return sessions.find(session.id) == session && session.process == process;
  }
}
