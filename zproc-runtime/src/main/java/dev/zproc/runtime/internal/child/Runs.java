package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.process.Words;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.state.Matches;
import dev.zproc.runtime.state.StateSpaces;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
  private boolean running;

  Runs(ChildEntry<R> entry, ChildContext context, Arguments arguments, StopWord stop) {
    this.entry = entry;
    this.context = context;
    this.arguments = arguments;
    this.stop = stop;
  }

  /** Returns what the method returns; of many runs, the last. */
  @Nullable R all() throws Throwable {
    WaitPlan plan = entry.waitPlan(arguments);
    if (plan == null) {
      return once(atBirth());
    }
    say(Words.WAITING);
    if (StateSpaces.isData(plan.condition())) {
      BirthMatches matches = new BirthMatches(context.session(), plan);
      return each(
          plan, () -> context.spaces().moment(matches.next(), entry.snapshots(), arguments));
    }
    try (Matches matches =
        context.spaces().matches(entry, plan, arguments, context.session().birthRevision())) {
      return each(plan, () -> next(matches, plan));
    }
  }

  private @Nullable R each(WaitPlan plan, Supplier<Moment> moments) throws Throwable {
    R last = once(moments.get());
    while (plan.repeat() && !stop.isSaid()) {
      last = once(moments.get());
    }
    return last;
  }

  private static Moment next(Matches matches, WaitPlan plan) {
    long limit =
        plan.timeoutMillis() == 0
            ? Long.MAX_VALUE
            : TimeUnit.MILLISECONDS.toNanos(plan.timeoutMillis());
    Matches.Matched next = matches.next(limit);
    if (next == null) {
      throw BirthMatches.timedOut(plan);
    }
    return next.moment();
  }

  private @Nullable R once(Moment moment) throws Throwable {
    if (!running) {
      running = true;
      say(Words.RUNNING);
    }
    return entry.run(new ChildInvocation(moment, context.api()));
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
