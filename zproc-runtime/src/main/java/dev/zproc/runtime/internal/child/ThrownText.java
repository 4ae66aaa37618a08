package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An exception as text, in the layout of {@link Throwable#printStackTrace()}, whatever exception it
 * is: one whose methods throw, whose causes form a ring or a chain of thousands, or whose message
 * has megabytes. What is left out is said to be, but for the frames below the user's method, which
 * are ours in every child ({@link OwnFrames}).
 *
 * <p>Threads: not safe; used by the main thread of the child, or one that it waits for.
 */
final class ThrownText {

  /** The longest text of all, in characters. */
  static final int LONGEST_TEXT = 128 << 10;

  /** The longest message of one exception, in characters. */
  static final int LONGEST_MESSAGE = 8 << 10;

  /** How many frames of one exception are printed; those nearest to the throw. */
  static final int MOST_FRAMES = 400;

  /** How deep causes and suppressed exceptions are followed. */
  static final int DEEPEST = 50;

  private static final StackTraceElement[] NO_FRAMES = new StackTraceElement[0];

  private final StringBuilder text = new StringBuilder();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ThrownText() {}

  /**
   * Describes {@code thrown} in a thread of its own, so that a method of the exception that does
   * not return holds nobody up: after {@code limit} only its class is told. If the system refuses
   * that thread, it may be what has been thrown: then it is described in this one.
   */
  static ChildEnd.Threw within(Duration limit, Throwable thrown) {
    return within(limit, thrown, ThrownText::start);
  }

  private static void start(Runnable action) {
    Thread thread = new Thread(null, action, "zproc-describe");
    thread.setDaemon(true);
    thread.start();
  }

  static ChildEnd.Threw within(Duration limit, Throwable thrown, Executor thread) {
    CompletableFuture<ChildEnd.Threw> described = new CompletableFuture<>();
    try {
      try {
        thread.execute(() -> described.complete(of(thrown)));
      } catch (OutOfMemoryError e) {
        return of(thrown);
      }
      return getAnyway(described, limit);
    } catch (Throwable e) {
      // It takes too long, or there is no memory for it.
      String name = SetupFailure.told(thrown).getClass().getName();
      String why = "(it could not be described within " + Durations.text(limit) + ")";
      return new ChildEnd.Threw(name, why, name + ": " + why + "\n");
    }
  }

  /** Waits whoever interrupts: other threads of the user may know this one. */
  private static <T> T getAnyway(CompletableFuture<T> future, Duration limit)
      throws ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // Once more; nobody hears of it after this.
      }
    }
  }

  /** Describes {@code thrown}; throws nothing itself. */
  static ChildEnd.Threw of(Throwable thrown) {
    Throwable told = SetupFailure.told(thrown);
    ThrownText text = new ThrownText();
    text.print(told, "", "", NO_FRAMES, 0);
    String message = ask("getMessage", null, told::getMessage);
    return new ChildEnd.Threw(
        told.getClass().getName(),
        thrown instanceof SetupFailure failure ? failure.message(message) : message,
        text.text.toString());
  }

  private void print(
      Throwable thrown, String indent, String title, StackTraceElement[] around, int depth) {
    String name = ask("toString", thrown.getClass().getName(), thrown::toString);
    if (!seen.add(thrown)) {
      line(indent, title + "[CIRCULAR REFERENCE: " + name + "]");
      return;
    }
    line(indent, title + name);
    StackTraceElement[] frames = OwnFrames.cut(ask(NO_FRAMES, thrown::getStackTrace));
    frames(indent, frames, common(frames, around));
    Throwable[] suppressed = ask(new Throwable[0], thrown::getSuppressed);
    Throwable cause = ask(null, thrown::getCause);
    if (depth == DEEPEST || isFull()) {
      if (suppressed.length > 0 || cause != null) {
        line(indent, "\t… what else belongs to it is left out");
      }
      return;
    }
    for (Throwable one : suppressed) {
      print(one, indent + "\t", "Suppressed: ", frames, depth + 1);
    }
    if (cause != null) {
      print(cause, indent, "Caused by: ", frames, depth + 1);
    }
  }

  private void frames(String indent, StackTraceElement[] frames, int common) {
    int own = frames.length - common;
    int printed = Math.min(own, MOST_FRAMES);
    for (int i = 0; i < printed; i++) {
      line(indent, "\tat " + frames[i]);
    }
    if (printed < own) {
      line(indent, "\t… " + (own - printed) + " frames are left out");
    }
    if (common > 0) {
      line(indent, "\t... " + common + " more");
    }
  }

  /** How many of the last frames are those of the exception around it, too. */
  private static int common(StackTraceElement[] frames, StackTraceElement[] around) {
    int count = 0;
    while (count < frames.length
        && count < around.length
        && Objects.equals(around[around.length - 1 - count], frames[frames.length - 1 - count])) {
      count++;
    }
    return count;
  }

  private boolean isFull() {
    return text.length() >= LONGEST_TEXT;
  }

  private void line(String indent, String line) {
    if (isFull()) {
      return;
    }
    text.append(indent).append(line).append('\n');
    if (isFull()) {
      text.setLength(LONGEST_TEXT);
      text.append("\n\t… the rest is left out\n");
    }
  }

  /** What a method of the exception says, within bounds. */
  private static @Nullable String ask(
      String method, @Nullable String otherwise, Callable<@Nullable String> asked) {
    try {
      String said = asked.call();
      return said == null || said.length() <= LONGEST_MESSAGE
          ? said
          : said.substring(0, LONGEST_MESSAGE) + "… (" + said.length() + " characters in all)";
    } catch (Throwable e) {
      String why = "(its " + method + " threw " + e.getClass().getName() + ")";
      return otherwise == null ? why : otherwise + " " + why;
    }
  }

  private static <T extends @Nullable Object> T ask(T otherwise, Callable<T> asked) {
    try {
      T said = asked.call();
      return said == null ? otherwise : said;
    } catch (Throwable e) {
      return otherwise;
    }
  }
}
