package dev.zproc.durable;

import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.journal.Durable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
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

  /** How often a batch that was answered before it was stored is tried again. */
  private static final long AGAIN_MILLIS = 200;

  private final Path file;
  private final JournalWriter writer;
  private final LockFile lock;
  private final boolean ahead;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** What was answered and could not be stored yet. */
  private @Nullable Task owed;

  /** Why nothing is stored any more. */
  private @Nullable String broken;

  Journal(Durable where, JournalWriter writer, LockFile lock) {
    this.file = where.file();
    this.writer = writer;
    this.lock = lock;
    this.ahead = where.level() == Durable.Level.MEMORY;
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
  public void run() {
    try {
      for (Task task = next(); task != END; task = next()) {
        if (task != null) {
          serve(task);
        }
        payOwed();
      }
    } finally {
      end();
    }
  }

  /** The next task; null if what is owed is to be tried first. */
  private @Nullable Task next() {
    while (true) {
      try {
        return owed == null ? tasks.take() : tasks.poll(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException notMeant) {
        // Nobody has this thread to interrupt it; the end is a task.
      }
    }
  }

  private void serve(Task task) {
    if (!ahead) {
      task.answer.accept(store(task));
      tidy();
      return;
    }
    BatchOutcome before = payOwed();
    if (before != null) {
      task.answer.accept(before);
      return;
    }
    task.answer.accept(BatchOutcome.all(task.batch.size()));
    owed = task;
    if (payOwed() == null) {
      tidy();
    }
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
    return switch (code) {
      case SQLITE_FULL, SQLITE_IOERR_SHMSIZE ->
          BatchOutcome.failed(
              "the state '"
                  + file
                  + "' could not take a write, which was not done: its disk, or quota, is full. Make"
                  + " room, and write again");
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
      default -> breaks("cannot be written: " + failed.getMessage());
    };
  }

  private BatchOutcome breaks(String why) {
    broken = "the state '" + file + "' " + why;
    return BatchOutcome.broken(broken);
  }

  private void tidy() {
    try {
      writer.checkpointIfLarge();
    } catch (SQLException | IOException later) {
      // It is only postponed; what is in the way shows at a write, if it lasts.
      System.getLogger(Journal.class.getName())
          .log(Level.DEBUG, "no checkpoint of '" + file + "' for now", later);
    }
  }

  private void end() {
    payOwed();
    Task lost = owed;
    if (lost != null) {
      System.getLogger(Journal.class.getName())
          .log(
              Level.WARNING,
              "the state '" + file + "' lacks its last " + lost.batch.size() + " commits");
    }
    try (lock) {
      writer.close();
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
