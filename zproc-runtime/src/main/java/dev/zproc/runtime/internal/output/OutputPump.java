package dev.zproc.runtime.internal.output;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Drains one output stream of a child for as long as anybody holds its other end, whatever happens
 * to the sink: a child must never block because nobody reads.
 *
 * <p>Threads: owned by its own daemon thread, {@code zproc-out[name]} or {@code zproc-err[name]};
 * {@link #tail} and {@link #awaitDone} are safe for use by many.
 */
public final class OutputPump {

  private static final int STACK_BYTES = 256 << 10;

  private final String name;
  private final InputStream in;
  private final byte[] spare = new byte[512];
  private final Tail tail = new Tail();
  private final CountDownLatch done = new CountDownLatch(1);
  private OutputSink sink;
  private volatile boolean passing;

  private OutputPump(String name, InputStream in, OutputSink sink) {
    this.name = name;
    this.in = in;
    this.sink = sink;
  }

  /** Starts to drain {@code in}. */
  public static OutputPump start(String threadName, InputStream in, OutputSink sink) {
    OutputPump pump = of(threadName, in, sink);
    pump.start();
    return pump;
  }

  /** Makes a pump that does nothing until it is started, or a thread {@linkplain #run runs} it. */
  public static OutputPump of(String threadName, InputStream in, OutputSink sink) {
    return new OutputPump(threadName, in, sink);
  }

  /** A pump of a stream that does not come here; it is done. */
  public static OutputPump ofNothing() {
    OutputPump pump = of("", InputStream.nullInputStream(), OutputSink.NOWHERE);
    pump.done.countDown();
    return pump;
  }

  /** Drains the stream in a thread of its own. */
  public void start() {
    Thread thread = new Thread(null, this::run, name, STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  /** The end of what came. */
  public String tail() {
    return tail.text();
  }

  /**
   * Waits until everything has been passed on, since nobody holds the other end any more; returns
   * whether that was so before {@code millis} were over. An interrupt does not end it.
   */
  public boolean awaitDone(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      try {
        return done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // Nobody but a stranger does, and what is waited for is near.
      }
    }
  }

  /** Whether it waits for a sink that is slow. */
  public boolean isPassing() {
    return passing;
  }

  /** Drains the stream in this thread, until its end. */
  public void run() {
    Thread.currentThread().setName(name);
    try {
      LineSplitter lines = new LineSplitter(this::write);
      while (lines.pump(in, tail)) {
        // goes on until the end
      }
      lines.finish();
    } catch (IOException e) {
      // The pipe was closed under the pump, by the JDK when the process ended: that is its end.
    } catch (Throwable e) {
      drain(); // this process may be short of memory, but its children must not block for that
    } finally {
      done.countDown();
    }
  }

  private void drain() {
    try {
      while (in.read(spare) >= 0) {
        // goes on until the end
      }
    } catch (IOException e) {
      // That is the end.
    }
  }

  private void write(byte[] bytes, int from, int to, boolean whole) {
    passing = true;
    try {
      sink.write(bytes, from, to, whole);
    } catch (Throwable e) { // the sink may be a stream of the user's, and throw whatever it likes
      sink = OutputSink.NOWHERE;
      System.getLogger(OutputPump.class.getName())
          .log(Level.WARNING, "From here on the output of " + name + " is lost: " + e, e);
    } finally {
      passing = false;
    }
  }
}
