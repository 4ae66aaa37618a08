package dev.zproc.runtime;

import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Stops the root when a child has failed that it cannot do without: in the root by closing the
 * context, in a child by telling its parent, and so on upwards.
 *
 * <p>Threads: safe for use by many threads; no method blocks.
 */
final class RootStop {

  /** How much of a failure's text goes up, in characters. */
  private static final int LONGEST_TEXT = 64 << 10;

  /** After how long it is tried again. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final EngineSession session;
  private final boolean isRoot;
  private final Executor closer;
  private final Consumer<Runnable> later;

  /**
   * Makes one.
   *
   * @param closer runs what closes the context, in a thread of its own
   * @param later runs something after a while, unless the context is closed by then
   */
  RootStop(EngineSession session, boolean isRoot, Executor closer, Consumer<Runnable> later) {
    this.session = session;
    this.isRoot = isRoot;
    this.closer = closer;
    this.later = later;
  }

  /** A child of this process has failed so. */
  void failed(ZProc context, Supplier<ChildFailedException> failure) {
    stop(
        isRoot
            ? () -> closer.execute(() -> giveUp(context, failure))
            : () -> session.note(NoteKind.STOP_ROOT, encode(failure.get())));
  }

  /** A child has said that one below it has failed so. */
  void heard(ZProc context, Bytes failure) {
    stop(
        isRoot
            ? () -> closer.execute(() -> giveUp(context, () -> decode(failure)))
            : () -> session.note(NoteKind.STOP_ROOT, failure));
  }

  /**
   * Does it, and where the system refuses the thread, or there is no memory for now, once more
   * later: nobody else stops those for whose end others wait.
   */
  private void stop(Runnable how) {
    try {
      how.run();
    } catch (Throwable e) {
      later.accept(() -> stop(how));
    }
  }

  /** Runs it in a thread of its own. */
  static void inThread(Runnable closing) {
    // A daemon: a program that ends by itself meanwhile does the same in its shutdown hook.
    Thread closer = new Thread(closing, "zproc-give-up");
    closer.setDaemon(true);
    closer.start();
  }

  private static void giveUp(ZProc context, Supplier<ChildFailedException> failure) {
    context.children.made().fail(failure);
    context.close();
  }

  private static Bytes encode(ChildFailedException failure) {
    String text = String.valueOf(failure.getMessage());
    WireWriter out = new WireWriter();
    out.varint(failure.attempt()).varint(failure.pid()).text(failure.child()).text(failure.call());
    out.text(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
    return Bytes.wrap(out.toByteArray());
  }

  private static ChildFailedException decode(Bytes bytes) {
    WireReader in = new WireReader(bytes.shared());
    try {
      int attempt = in.size();
      long pid = in.varint();
      return new ChildFailedException(in.text(), in.text(), attempt, pid, in.text());
    } catch (ProtocolException e) {
      return new ChildFailedException(
          "?", "?", 1, -1, "a child has failed for which the root stops");
    }
  }
}
