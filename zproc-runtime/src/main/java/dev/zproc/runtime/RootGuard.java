package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Lifelines;
import dev.zproc.runtime.internal.server.ServerListener;
import dev.zproc.runtime.internal.wire.ServerInfo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a root whose state server fails ends every wait with the reason, and that its
 * children are gone soon, above all when the cause is a full heap.
 *
 * <p>Memory is kept in reserve, in two parts. One is let go at the first sign that there is none:
 * with it the server can go on for a while, and a signal is heeded, which takes a thread. The other
 * is let go when the server has failed, not all at once: with it everybody is told. If that does
 * not get done in time, because the rest of the program takes that memory too, the children's
 * lifelines are cut, and at last the process is halted. Neither takes any memory, and the thread
 * that does it is there from the start. When everybody has been told, and the program goes on
 * without a context, the first part is kept again, for signals, until the context is closed.
 *
 * <p>Threads: {@link #tick}, {@link #failing} and {@link #failed} are called by the server's; the
 * rest is safe for use by many threads. Waits in the daemon thread `zproc-guard`.
 */
final class RootGuard implements ServerListener {

  /** When the children's lifelines are cut, after the server has failed. */
  private static final long CUT_MILLIS = 4_000;

  /** When the process is halted. */
  private static final long HALT_MILLIS = 10_000;

  /** For how many ticks there may be no memory. */
  private static final int MAX_SHORT_TICKS = 4;

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

  private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int PROBE_BYTES = 4 << 10;

  /** How often the first part must fit into what is unused before it is kept again. */
  private static final long ROOMY = 4;

  /** The same when everybody has been told: then twice as much as that has just been let go. */
  private static final long ENOUGH = 2;

  private static final int PROBE_BLOCKS = 4;

  /** Enough for what is initialized in advance. */
  private static final long STACK_BYTES = 256 << 10;

  private static final int BLOCK_BYTES = 64 << 10;

  private static final byte[] HALTED =
      ("zproc halts this process: its state server has failed, and those who wait for it could not be"
              + " told, most likely for want of memory (-Xmx)\n")
          .getBytes(StandardCharsets.US_ASCII);

  private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);

  private final CountDownLatch started = new CountDownLatch(1);
  private final Consumer<ServerInfo> watch;
  private final Thread thread = new Thread(null, this::run, "zproc-guard", STACK_BYTES);

  private volatile @Nullable ZProc context;

  /**
   * The first part is let go at the first sign, so that the server can go on, and signals are
   * heeded; the last when the server has failed, so that everybody can be told.
   */
  private final MemoryReserve reserve = new MemoryReserve();

  private volatile long failedNanos;
  private int shortTicks;
  private volatile @Nullable Throwable cause;

  /** Whether everybody has been told, or there was nothing to tell. */
  private volatile boolean over;

  private volatile boolean closed;

  /**
   * Makes a guard.
   *
   * @param watch looks at how much memory there is, twice a second
   */
  RootGuard(Consumer<ServerInfo> watch) {
    this.watch = watch;
    Lifelines.load();
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param guarded what hangs on the server, and is to end with it
   */
  void start(ZProc guarded) {
    context = guarded;
    thread.start();
    started.countDown();
  }

  /** Everything is closed in order, and there is nothing to guard any more. */
  void close() {
    closed = true;
    over = true;
    reserve.letGo();
    LockSupport.unpark(thread);
  }

  @Override
  public boolean tick(Supplier<ServerInfo> info) {
    try {
      watch.accept(info.get());
      reserve.refill(ROOMY);
      shortTicks = 0;
      return true;
    } catch (OutOfMemoryError full) {
      // Somebody else may have filled the heap and be about to let go; a signal needs some, too.
      reserve.letGoFirst();
      if (++shortTicks > MAX_SHORT_TICKS) {
        throw full;
      }
      return false;
    }
  }

  @Override
  public void failing(Throwable failure) {
    if (cause == null) {
      failedNanos = System.nanoTime();
      cause = failure;
      LockSupport.unpark(thread);
    }
    // Not all at once: who has filled the heap may be at it still, and be over soon.
    reserve.letGo(1 + (System.nanoTime() - failedNanos) / SLICE_NANOS);
    // Fails as long as there is less than it takes to go on; what is let go at once is there again.
    use(new byte[PROBE_BLOCKS][BLOCK_BYTES]);
  }

  /** Keeps the compiler from leaving the allocation out. */
  private static void use(byte[][] probe) {
    if (probe.length > 0 && probe[0].length == 0) {
      throw new AssertionError();
    }
  }

  @Override
  public void telling(String why) {
    ZProc guarded = awaitContext();
    if (guarded != null) {
      guarded.children.serverFailing(why);
    }
  }

  @Override
  public void failed(String why) {
    ZProc guarded = awaitContext();
    if (guarded != null) {
      guarded.children.serverFailed();
    }
    over = true;
    LockSupport.unpark(thread);
  }

  /** Returns the context once it is there; null if that does not come about. */
  private @Nullable ZProc awaitContext() {
    try {
      started.await(HALT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Then what is there has to do.
    }
    return context;
  }

  private void run() {
    EndInitialized.now();
    while (cause == null) {
      if (closed) {
        return;
      }
      probe();
      LockSupport.parkNanos(this, PROBE_NANOS);
    }
    if (!isOverAfter(CUT_MILLIS)) {
      Lifelines.cutAll();
    }
    if (!isOverAfter(HALT_MILLIS - CUT_MILLIS)) {
      halt();
    }
    while (!closed) {
      probe();
      refillIfAny();
      LockSupport.parkNanos(this, PROBE_NANOS);
    }
  }

  /** What was let go so that everybody can be told is garbage by now, or the program's. */
  private void refillIfAny() {
    try {
      reserve.refill(ENOUGH);
    } catch (OutOfMemoryError full) {
      // Then there is none to keep; a signal that comes now may be lost.
    }
  }

  /** The JVM loses a signal for which it finds no memory, so this is looked at more often. */
  private void probe() {
    try {
      use(new byte[1][PROBE_BYTES]);
      reserve.keepInTime();
    } catch (OutOfMemoryError full) {
      reserve.letGoFirst();
    }
  }

  private boolean isOverAfter(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0 && !over; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    return over;
  }

  private void halt() {
    try {
      STDERR.write(HALTED);
    } catch (Throwable e) {
      // Then the exit code has to say it alone.
    }
    Throwable behind = cause == null ? null : cause.getCause();
    int code =
        cause instanceof OutOfMemoryError || behind instanceof OutOfMemoryError
            ? ExitCodes.OUT_OF_MEMORY
            : ExitCodes.FAULT;
    while (true) {
      try {
        Lifelines.cutAll();
        Runtime.getRuntime().halt(code);
      } catch (Throwable e) {
        // Once more: there is nothing else that this process may do.
      }
    }
  }
}
