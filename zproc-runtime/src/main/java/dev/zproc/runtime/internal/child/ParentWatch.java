package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.ProcessTable;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * The second sign that the parent is gone, should the pipe not tell: once a second, whether this
 * process still has the parent that it was told. Another parent means that the first is gone; that
 * nothing can be found out means nothing, and so does what the system shows of another namespace
 * (see {@link ProcessTable}): there the JDK asks for the parent, and finds it only sometimes.
 *
 * <p>Threads: owned by its own daemon thread, {@code zproc-parent}.
 */
final class ParentWatch implements Runnable {

  private static final long PERIOD_MILLIS = 1_000;

  /** How many times longer the boot frame, which may be large, may take to come. */
  private static final int LONG_FRAME = 10;

  /** Enough for the name of the program and the two fields behind it. */
  private final byte[] buffer = new byte[512];

  private final @Nullable RandomAccessFile stat;

  private final long expected;
  private final @Nullable Lifeline lifeline;
  private final int silence;

  /** Of how many looks in a row nothing has been heard of the parent. */
  private int silent;

  /** What had been heard by the last look. */
  private int heard;

  /** Makes a watch of a parent on the same machine. */
  ParentWatch(long expected) {
    this(expected, null, 0);
  }

  /**
   * Makes a watch.
   *
   * @param silence of how many looks in a row nothing may be heard of the parent; 0 if nothing is
   *     to be. Looks are counted, not time: a process that was stopped has not listened
   */
  ParentWatch(long expected, @Nullable Lifeline lifeline, int silence) {
    this.expected = expected;
    this.lifeline = lifeline;
    this.silence = silence;
    this.stat = openStat();
  }

  /** Whether the parent of this process is, for all that can be found out, the expected one. */
  boolean isChild() {
    return !isAnother(parent(), expected);
  }

  /**
   * Whether {@code parent} is known and not {@code expected}. Whoever adopts an orphan need not be
   * process 1; and in a container process 1 may be the parent that was told. A parent outside of
   * the namespace in which this process is the first is shown as 0, which says nothing of it.
   */
  static boolean isAnother(long parent, long expected) {
    return parent > 0 && parent != expected;
  }

  /** Ends this process as soon as it has another parent than the expected one. */
  void start() {
    Thread thread = new Thread(null, this, "zproc-parent");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    while (true) {
      try {
        Thread.sleep(PERIOD_MILLIS);
        long parent = parent();
        if (isAnother(parent, expected) || isSilent()) {
          Lifeline.orphaned();
        }
      } catch (Throwable e) {
        // The pipe is the first sign; this one tries again.
      }
    }
  }

  /** Whether a parent on another host has said nothing for too long. */
  private boolean isSilent() {
    if (silence == 0 || lifeline == null || lifeline.isReleased()) {
      return false;
    }
    int now = lifeline.heard();
    silent = now == heard ? silent + 1 : 0;
    heard = now;
    return silent > (now == 0 ? LONG_FRAME * silence : silence);
  }

  /** The id of the parent's process as the system tells it; -1 if it does not. */
  private long parent() {
    try {
      return stat != null
          ? read(stat)
          : ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
    } catch (IOException | UnsupportedOperationException e) {
      return -1;
    }
  }

  /** Reads {@code pid (program) state ppid …}; allocates nothing, for a heap that is full. */
  private long read(RandomAccessFile stat) throws IOException {
    stat.seek(0);
    int length = stat.read(buffer);
    int at = length - 1;
    while (at >= 0 && buffer[at] != ')') {
      at--;
    }
    long parent = -1;
    for (at += 4; at > 3 && at < length && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
      parent = Math.max(parent, 0) * 10 + buffer[at] - '0';
    }
    return parent;
  }

  private static @Nullable RandomAccessFile openStat() {
    if (!ProcessTable.isOurs()) {
      return null;
    }
    try {
      return new RandomAccessFile("/proc/self/stat", "r");
    } catch (IOException e) {
      return null; // not on Linux
    }
  }
}
