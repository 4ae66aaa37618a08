package dev.zproc.runtime.internal.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's signal handlers.
 *
 * <p>Several may handle one signal, each until it brings back what was before, in whatever order
 * they do. The newest of them is told. So the JDK has one handler of ours for each signal.
 *
 * <p>Threads: safe for use by many threads. Handlers are run by threads of the JVM.
 */
public final class RawSignals {

  /** By their names; guarded by itself, as all that is in it. */
  private static final Map<String, Handled> HANDLED = new HashMap<>();

  private RawSignals() {}

  /**
   * Lets {@code action} happen when a signal comes, with its number, instead of what happened so
   * far.
   *
   * @param name without {@code SIG}
   * @return what takes that back: what happens then is what has happened before, unless that was
   *     taken back meanwhile, or another action has come since
   * @throws UnsupportedOperationException if this JVM, or the system, does not let signals be
   *     handled, or not this one
   */
  public static Runnable handle(String name, IntConsumer action) {
    try {
      synchronized (HANDLED) {
        Handled handled = HANDLED.get(name);
        if (handled == null) {
          handled = new Handled(name);
        }
        Handling added = handled.add(action);
        HANDLED.put(name, handled);
        return added;
      }
    } catch (IllegalArgumentException refused) {
      throw new UnsupportedOperationException(
          "SIG" + name + " cannot be handled here: " + refused.getMessage(), refused);
    } catch (NoClassDefFoundError e) {
      throw new UnsupportedOperationException(
          "SIG" + name + " cannot be handled in a JVM without the module jdk.unsupported", e);
    }
  }

  // Classes and no lambdas: every child sets handlers while it starts, and these take less time.

  /** A signal, and what the JVM runs when it comes. */
  private static final class Handled implements Runnable {

    private final SunSignal signal;
    private final List<Handling> all = new ArrayList<>(1);

    /** Told what comes just as the last of all is taken back; null before there is one. */
    private @Nullable Handling last;

    Handled(String name) {
      signal = new SunSignal(name, this);
    }

    /** Also if there are others: the program may have set a handler of its own since. */
    Handling add(IntConsumer action) {
      Handling added = new Handling(this, action);
      all.add(added); // first, for a signal that comes at once
      try {
        Object before = signal.install();
        added.before = before == signal ? null : before;
      } catch (IllegalArgumentException refused) {
        all.remove(added);
        throw refused;
      }
      last = added;
      return added;
    }

    void remove(Handling removed) {
      int index = all.indexOf(removed);
      if (index < 0) {
        return;
      }
      last = removed;
      all.remove(index);
      Object before = removed.before;
      if (before != null && index == all.size()) {
        signal.restore(before);
      } else if (before != null && all.get(index).before == null) {
        all.get(index).before = before;
      }
    }

    @Override
    public void run() {
      Handling told;
      synchronized (HANDLED) {
        told = all.isEmpty() ? last : all.get(all.size() - 1);
      }
      if (told != null) {
        told.action.accept(signal.number());
      }
    }
  }

  /** One action, until it is run: then it is taken back. */
  private static final class Handling implements Runnable {

    private final Handled of;
    private final IntConsumer action;

    /** The handler that was there, if it was not ours. */
    private @Nullable Object before;

    Handling(Handled of, IntConsumer action) {
      this.of = of;
      this.action = action;
    }

    @Override
    public void run() {
      synchronized (HANDLED) {
        of.remove(this);
      }
    }
  }
}
