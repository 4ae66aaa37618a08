package dev.zproc.durable;

import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.journal.Durable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Stores batches as they come, by a thread of its own, so that the server's never waits for a disk.
 *
 * <p>Threads: {@link #take} and {@link #close} may be called by any; the rest belongs to the daemon
 * thread `zproc-journal`.
 */
final class Journal implements CommitLog, Runnable {

  private record Task(List<Decided> batch, long oldest, Consumer<BatchOutcome> answer) {}

  /** Ends the thread. */
  private static final Task END = new Task(List.of(), 0, verdict -> {});

  /** A checkpoint is over. */
  private static final Task NUDGE = new Task(List.of(), 0, verdict -> {});

  /** How often a batch that was answered before it was stored is tried again. */
  private static final long AGAIN_MILLIS = 200;

  /** How far the tables may be behind what is stored. */
  private static final long BEHIND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** SQLite takes rows up to 1e9 bytes. */
  private static final long MAX_ROW_BYTES = 900_000_000;

  private final Path file;
  private final JournalWriter writer;
  private final LockFile lock;
  private final Checkpoints checkpoints;
  private final boolean ahead;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** Prepared for when there is no memory. */
  private final String fallen;

  private final BatchOutcome fallenOver;

  /** What was answered and could not be stored yet. */
  private @Nullable Task owed;

  /** When the tables are to be brought up to date; without meaning unless they are behind. */
  private long due;

  /** What nobody has been told of yet. */
  private @Nullable Task unanswered;

  /** Why nothing is stored any more. */
  private @Nullable String broken;

  /**
   * Makes one that has to be started.
   *
   * @param beside a second connection to the same database
   */
  Journal(Durable where, JournalWriter writer, LockFile lock, Connection beside) {
    this.file = where.file();
    this.writer = writer;
    this.lock = lock;
    this.ahead = where.level() == Durable.Level.MEMORY;
    this.fallen = "the state '" + file + "' cannot be written: its thread has failed";
    this.fallenOver = BatchOutcome.broken(fallen);
    this.checkpoints = new Checkpoints(file, beside, writer::written, () -> tasks.add(NUDGE));
    this.thread = new Thread(this, "zproc-journal");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void take(List<Decided> batch, long oldest, Consumer<BatchOutcome> answer) {
    tasks.add(new Task(batch, oldest, answer));
  }

  @Override
  public long maxCommitBytes() {
    return Math.min(MAX_ROW_BYTES, Runtime.getRuntime().maxMemory() / 2);
  }

  @Override
  public void run() {
    try {
      while (turn()) {
        // until the end
      }
    } finally {
      end();
    }
  }

  /** Does what comes next; returns false once that is the end. */
  private boolean turn() {
    try {
      Task task = next();
      if (task == END) {
        return false;
      }
      if (task != null && task != NUDGE) {
        unanswered = task;
        serve(task);
      }
      payOwed();
      tidy();
    } catch (RuntimeException | Error failed) {
      fellOver(failed);
    }
    return true;
  }

  /** Nobody knows what was done, and whoever waits must not do so for ever. */
  private void fellOver(Throwable failed) {
    broken = fallen; // without taking memory, of which there may be none
    try {
      Task left = unanswered;
      if (left != null) {
        answer(left, fallenOver);
      }
      System.getLogger(Journal.class.getName()).log(Level.ERROR, fallen, failed);
    } catch (RuntimeException | Error again) {
      // This thread goes on: the next batch has to be told as well.
    }
  }

  private void answer(Task task, BatchOutcome outcome) {
    unanswered = null;
    task.answer.accept(outcome);
  }

  /** The next task; null if what is owed, or due, comes first. */
  private @Nullable Task next() {
    while (true) {
      try {
        if (owed != null) {
          return tasks.poll(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
        return writer.isBehind()
            ? tasks.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS)
            : tasks.take();
      } catch (InterruptedException notMeant) {
        // Nobody has this thread to interrupt it; the end is a task.
      }
    }
  }

  private void serve(Task task) {
    if (!ahead) {
      answer(task, store(task));
      return;
    }
    BatchOutcome before = payOwed();
    if (before != null) {
      answer(task, before);
      return;
    }
    owed = task;
    answer(task, BatchOutcome.all(task.batch.size()));
  }

  /** Stores what was answered already; returns what is wrong if that is not possible. */
  private @Nullable BatchOutcome payOwed() {
    Task task = owed;
    if (task == null) {
      return broken == null ? null : BatchOutcome.broken(broken);
    }
    BatchOutcome verdict = store(task);
    if (verdict.taken() == task.batch.size()) {
      owed = null;
      return null;
    }
    return verdict;
  }

  private BatchOutcome store(Task task) {
    if (broken != null) {
      return BatchOutcome.broken(broken);
    }
    try {
      if (!writer.isBehind()) {
        due = System.nanoTime() + BEHIND_NANOS;
      }
      writer.write(task.batch, task.oldest);
      lock.note(writer.number());
      return BatchOutcome.all(task.batch.size());
    } catch (SQLException failed) {
      return failed(failed);
    } catch (IOException | RuntimeException | Error failed) {
      return breaks("cannot be written: " + failed);
    }
  }

  private BatchOutcome failed(SQLException failed) {
    SQLiteErrorCode code =
        failed instanceof SQLiteException ours
            ? ours.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    if (isForRoom(code)) {
      return BatchOutcome.failed(
          "the state '"
              + file
              + "' could not take a write, which was not done: its disk, or quota, is full"
              + (code == SQLiteErrorCode.SQLITE_IOERR_WRITE ? ", or the disk is broken" : "")
              + ". Make room, and write again");
    }
    return switch (code) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT ->
          BatchOutcome.failed(
              "the state '"
                  + file
                  + "' could not take a write, which was not done: another program has locked it"
                  + " for 5 s. End what it does there, and write again");
      case SQLITE_READONLY, SQLITE_CANTOPEN ->
          BatchOutcome.failed(
              "the state '"
                  + file
                  + "' could not take a write, which was not done: "
                  + failed.getMessage()
                  + ". Make the file and its folder writable, and write again");
      case SQLITE_NOMEM, SQLITE_TOOBIG ->
          BatchOutcome.failed(
              "the state '"
                  + file
                  + "' could not take a write, which was not done: it is too large for the memory"
                  + " that there is. Write, replace or remove less at a time, or give the JVM that"
                  + " opened the context more heap");
      default -> breaks("cannot be written: " + failed.getMessage());
    };
  }

  /**
   * Whether there is no room on the disk. A quota is nothing that SQLite knows: to it a write has
   * failed. Such a batch was not done, since one that is not whole does not count; where flushing
   * has failed, nobody knows.
   */
  static boolean isForRoom(SQLiteErrorCode code) {
    return switch (code) {
      case SQLITE_FULL, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE -> true;
      default -> false;
    };
  }

  private BatchOutcome breaks(String why) {
    broken = "the state '" + file + "' " + why;
    return BatchOutcome.broken(broken);
  }

  /** Does what nobody waits for. */
  private void tidy() {
    boolean isDue = writer.isBehind() && System.nanoTime() - due >= 0;
    if (isDue || writer.isFarBehind()) {
      catchUp();
    }
    try {
      if (checkpoints.take()) {
        writer.endCheckpoint();
      } else if (checkpoints.isIdle() && writer.isLogLarge(isDue && tasks.isEmpty())) {
        checkpoints.begin();
      }
    } catch (SQLException | IOException later) {
      // It is only postponed; what is in the way shows at a write, if it lasts.
      System.getLogger(Journal.class.getName())
          .log(Level.DEBUG, "no checkpoint of '" + file + "' for now", later);
    }
  }

  private void catchUp() {
    due = System.nanoTime() + BEHIND_NANOS;
    if (broken != null) {
      return;
    }
    try {
      writer.catchUp();
    } catch (SQLException later) {
      // Nothing is lost; a full disk, or a lock, shows at a write, and anything else breaks us.
      System.getLogger(Journal.class.getName())
          .log(Level.DEBUG, failed(later).why() + " (its tables only)", later);
    } catch (RuntimeException | Error failed) {
      breaks("cannot be written: " + failed);
    }
  }

  private void end() {
    payOwed();
    catchUp();
    Task lost = owed;
    if (lost != null) {
      System.getLogger(Journal.class.getName())
          .log(
              Level.WARNING,
              "the state '" + file + "' lacks its last " + lost.batch.size() + " commits");
    }
    try (lock) {
      try {
        checkpoints.close(); // a log that nobody else uses is worked in as a whole
      } finally {
        writer.close();
      }
    } catch (SQLException | IOException failed) {
      System.getLogger(Journal.class.getName())
          .log(Level.DEBUG, "'" + file + "' was closed without a checkpoint", failed);
    }
  }

  @Override
  public void close() {
    tasks.add(END);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException asked) {
        interrupted = true; // the file must be whole before somebody else opens it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
