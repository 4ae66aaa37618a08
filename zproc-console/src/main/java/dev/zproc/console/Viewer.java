package dev.zproc.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks: what is to be sent, and the thread that sends it. One who does not read is
 * dropped as soon as too much waits for them, so that neither memory nor anybody else suffers; a
 * browser then comes again by itself.
 *
 * <p>Threads: {@link #offer} and {@link #drop} never block and may be called by any; {@link #write}
 * is run by one thread, that of the request.
 */
final class Viewer {

  /** What may wait for one viewer. */
  private static final int MAX_BYTES = 8 << 20;

  private static final long HEARTBEAT_MILLIS = 10_000;
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final int maxBytes;

  // Guarded by this.
  private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
  private int bytes;
  private boolean dropped;
  private @Nullable Thread writer;

  Viewer() {
    this(MAX_BYTES);
  }

  Viewer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds a frame; false if they are dropped, by this or before. */
  synchronized boolean offer(byte[] frame) {
    if (!dropped && bytes + frame.length > maxBytes) {
      drop();
    }
    if (dropped) {
      return false;
    }
    frames.add(frame);
    bytes += frame.length;
    notifyAll();
    return true;
  }

  /** Ends it, also in the middle of a write that nobody reads. */
  synchronized void drop() {
    dropped = true;
    frames.clear();
    Thread thread = writer;
    if (thread != null) {
      thread.interrupt(); // which closes the channel that it writes to
    }
    notifyAll();
  }

  /** Writes frames until nobody reads them any more. */
  void write(OutputStream out) throws IOException {
    synchronized (this) {
      writer = Thread.currentThread();
    }
    try {
      for (byte[] next = next(); next != null; next = next()) {
        out.write(next);
        out.flush();
      }
    } catch (InterruptedException e) {
      // It was dropped.
    } finally {
      synchronized (this) {
        writer = null;
      }
    }
  }

  /** The next frame, a sign of life if there is none for long; null at the end. */
  private synchronized byte @Nullable [] next() throws InterruptedException {
    if (frames.isEmpty() && !dropped) {
      wait(HEARTBEAT_MILLIS);
    }
    if (dropped) {
      return null;
    }
    byte[] next = frames.poll();
    if (next == null) {
      return HEARTBEAT;
    }
    bytes -= next.length;
    return next;
  }
}
