package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.boot.Position;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.schema.Matches;
import dev.zproc.runtime.internal.schema.Namespaces;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.WaitPlan;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the method of an entry: at once, at the first match of its wait, or at each.
 *
 * <p>Threads: used by the main thread of the child.
 */
final class Runs<R> {

  private final ChildEntry<R> entry;
  private final ChildContext context;
  private final Arguments arguments;
  private final StopWord stop;
  private final byte[] position;
  private final boolean timed;
  private final SetupValues setups;
  private @Nullable Object[] made = SetupValues.NONE;
  private boolean running;

  /**
   * Makes the runs of one process.
   *
   * @param position where a wait that is evaluated here begins; empty if at the birth, and if
   *     nobody wants to know how far it has come
   * @param timed whether the parent measures how long each run takes
   * @param setups where the values are that this process keeps
   */
  Runs(
      ChildEntry<R> entry,
      ChildContext context,
      Arguments arguments,
      StopWord stop,
      byte[] position,
      boolean timed,
      SetupValues setups) {
    this.entry = entry;
    this.context = context;
    this.arguments = arguments;
    this.stop = stop;
    this.position = position;
    this.timed = timed;
    this.setups = setups;
  }

  /** Returns what the method returns; of many runs, the last. */
  @Nullable R all() throws Throwable {
    made = setups.of(entry, context.api()); // still a part of the start, whose time is another
    WaitPlan plan = entry.waitPlan(arguments);
    if (plan == null) {
      return once(atBirth());
    }
    say(NoteKind.WAITING);
    boolean here = !Namespaces.isData(plan.condition());
    boolean told = position.length > 0;
    EngineSession session = context.session();
    Position begin =
        here && told
            ? Position.decode(Bytes.wrap(position))
            : new Position(session.birthRevision(), true);
    // Nobody closes them: they end with the process, and the wait of a birth outlives a failed run.
    Matches matches =
        here
            ? context.spaces().matches(entry, plan, arguments, begin.revision(), begin.inclusive())
            : context.spaces().matches(entry, plan, arguments, session::birthMatches);
    R last;
    do {
      Matches.Matched match = next(matches, plan);
      Position ifFails = begin.ifFails(match.revision(), plan.onFailure());
      if (told) {
        // Waits for the server to know where another attempt begins: the run may end this process.
        (here ? session.note(NoteKind.POSITION, ifFails.encode()) : session.birthBegun()).get();
      }
      context.beginAt(match.revision());
      last = once(match.moment());
      if (timed && plan.repeat()) {
        say(NoteKind.RUN_OVER);
      }
      Position after = Position.after(match.revision());
      if (here && told && !after.equals(ifFails)) {
        session.note(NoteKind.POSITION, after.encode());
      }
    } while (plan.repeat() && !stop.isSaid());
    return last;
  }

  private Matches.Matched next(Matches matches, WaitPlan plan) {
    long limit =
        plan.timeoutMillis() == 0
            ? Long.MAX_VALUE
            : TimeUnit.MILLISECONDS.toNanos(plan.timeoutMillis());
    Matches.Matched next = matches.next(limit);
    if (next == null) {
      throw new WaitTimeoutException(
          "\""
              + plan.source()
              + "\" has not come true within "
              + Durations.textOfMillis(plan.timeoutMillis())
              + context.spaces().lastValues(plan));
    }
    return next;
  }

  private @Nullable R once(Moment moment) throws Throwable {
    if (!running) {
      running = true;
      say(NoteKind.RUNNING);
    } else if (timed) {
      say(NoteKind.RUN_BEGINS);
    }
    return entry.run(new ChildInvocation(moment, context.api(), made));
  }

  private void say(byte word) {
    // Nobody waits for it: if the server is gone, the next thing that matters will tell.
    context.session().note(word, Bytes.EMPTY);
  }

  private Moment atBirth() {
    if (entry.snapshots().isEmpty()) {
      return new NoStates(arguments); // spares a process that uses no state the reading
    }
    return context
        .spaces()
        .momentAt(context.session().birthRevision(), entry.snapshots(), arguments);
  }

  /** A moment that nobody asks for a state. */
  private record NoStates(Arguments arguments) implements Moment {

    @Override
    public <S> S snapshot(StateSchema<S> schema) {
      throw new IllegalArgumentException("the entry has not named " + schema + " in snapshots()");
    }

    @Override
    public <T> T argument(int index) {
      return arguments.argument(index);
    }
  }
}
