package dev.zproc.runtime;

import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.internal.boot.Words;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  private final EngineSession session;
  private final boolean isRoot;

  RootStop(EngineSession session, boolean isRoot) {
    this.session = session;
    this.isRoot = isRoot;
  }

  /** A child of this process has failed so. */
  void failed(ZProc context, ChildFailedException failure) {
    if (isRoot) {
      close(context, () -> failure);
    } else {
      session.note(Words.STOP_ROOT, encode(failure));
    }
  }

  /** A child has said that one below it has failed so. */
  void heard(ZProc context, Bytes failure) {
    if (isRoot) {
      close(context, () -> decode(failure));
    } else {
      session.note(Words.STOP_ROOT, failure);
    }
  }

  private static void close(ZProc context, Supplier<ChildFailedException> failure) {
    // A daemon: a program that ends by itself meanwhile does the same in its shutdown hook.
    Thread closer = new Thread(() -> context.giveUp(failure), "zproc-give-up");
    closer.setDaemon(true);
    closer.start();
  }

  private static Bytes encode(ChildFailedException failure) {
    String text = String.valueOf(failure.getMessage());
    byte[] child = utf8(failure.child());
    byte[] call = utf8(failure.call());
    byte[] message = utf8(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
    ByteBuffer out = ByteBuffer.allocate(20 + child.length + call.length + message.length);
    out.putInt(failure.attempt())
        .putLong(failure.pid())
        .putInt(child.length)
        .put(child)
        .putInt(call.length)
        .put(call);
    return Bytes.wrap(out.put(message).array());
  }

  private static ChildFailedException decode(Bytes bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes.shared());
    try {
      int attempt = in.getInt();
      long pid = in.getLong();
      String child = text(in, in.getInt());
      String call = text(in, in.getInt());
      return new ChildFailedException(child, call, attempt, pid, text(in, in.remaining()));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      return new ChildFailedException(
          "?", "?", 1, -1, "a child has failed for which the root stops");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
