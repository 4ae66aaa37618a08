package dev.zproc.durable;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Works the write-ahead log into the database beside the thread that writes, over a connection of
 * its own. That flushes and copies megabytes, for which no commit should wait. What is written
 * meanwhile is left to whoever writes: only a log that is worked in to its end is begun anew.
 *
 * <p>Threads: {@link #begin}, {@link #isIdle}, {@link #take} and {@link #close} belong to the
 * thread that writes; the connection to the daemon thread `zproc-checkpoint`.
 */
final class Checkpoints implements Runnable {

  /** How often it is tried to come near the end of a log that grows meanwhile. */
  private static final int MAX_PASSES = 4;

  /** What is near enough. */
  private static final long NEAR_BYTES = 1 << 20;

  private enum Phase {
    IDLE,
    UNDERWAY,
    OVER
  }

  private final Path file;
  private final Connection connection;
  private final LongSupplier written;
  private final Runnable over;
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread;

  private volatile Phase phase = Phase.IDLE;
  private volatile boolean closed;

  /**
   * Starts the thread.
   *
   * @param connection to the database, which is closed in the end
   * @param written about how many bytes have been written to the log, from any thread
   * @param over is told by the other thread that the log is worked in, or cannot be
   */
  Checkpoints(Path file, Connection connection, LongSupplier written, Runnable over) {
    this.file = file;
    this.connection = connection;
    this.written = written;
    this.over = over;
    this.thread = new Thread(this, "zproc-checkpoint");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether none is under way, and none was that nobody has {@link #take taken} notice of. */
  boolean isIdle() {
    return phase == Phase.IDLE;
  }

  /** Begins one; if the thread has ended, it is left to whoever writes. */
  void begin() {
    if (!thread.isAlive()) {
      phase = Phase.OVER;
      return;
    }
    phase = Phase.UNDERWAY;
    asked.release();
  }

  /** Returns once whether one is over, so that its end is to be made. */
  boolean take() {
    if (phase != Phase.OVER) {
      return false;
    }
    phase = Phase.IDLE;
    return true;
  }

  @Override
  public void run() {
    for (asked.acquireUninterruptibly(); !closed; asked.acquireUninterruptibly()) {
      try {
        try {
          work();
        } finally {
          phase = Phase.OVER;
          over.run();
        }
      } catch (SQLException | RuntimeException | Error later) {
        // Whoever writes tries it too, and finds what is in the way; the next one is begun as ever.
        System.getLogger(Checkpoints.class.getName())
            .log(Level.DEBUG, "no checkpoint of '" + file + "' beside its writes", later);
      }
    }
  }

  private void work() throws SQLException {
    long before;
    int passes = 0;
    do {
      before = written.getAsLong();
      checkpoint(connection, "PASSIVE");
      passes++;
    } while (!closed && passes < MAX_PASSES && written.getAsLong() - before > NEAR_BYTES);
  }

  /** Works the log in, by the calling thread. */
  static void checkpoint(Connection connection, String how) throws SQLException {
    // Its result has a row, and would read from the database until it is closed.
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(" + how + ")");
    }
  }

  /** Waits for what is under way, and closes the connection. */
  void close() throws SQLException {
    closed = true;
    asked.release();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException notMeant) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
