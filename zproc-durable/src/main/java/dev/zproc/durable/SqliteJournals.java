package dev.zproc.durable;

import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.journal.JournalProvider;
import dev.zproc.runtime.internal.journal.TakenUp;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Function;

/** Keeps states in SQLite databases. A service of zproc's runtime: nothing here is to be called. */
public final class SqliteJournals implements JournalProvider {

  /** For the service loader. */
  public SqliteJournals() {}

  @Override
  public Opened open(Durable where, byte[] root, Function<String, RuntimeException> failure) {
    // It would close the channels of files; whoever has interrupted it is heard afterwards.
    boolean interrupted = Thread.interrupted();
    try {
      Path file = RealPath.of(where.file());
      return open(new Durable(file, where.level()), root);
    } catch (Refused refused) {
      throw failure.apply(refused.getMessage());
    } catch (IOException | SQLException failed) {
      throw failure.apply(Errors.refused(where.file(), failed).getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Opened open(Durable where, byte[] root) throws Refused, IOException, SQLException {
    Path file = where.file();
    LockFile lock = LockFile.take(file, where.level().ordinal());
    try {
      Loaded loaded = JournalReader.isThere(file) ? JournalReader.read(file) : Loaded.nothing();
      checkWhole(file, lock, loaded.last().number());
      boolean same = Arrays.equals(loaded.meta().root(), root);
      TakenUp state = takenUp(file, loaded, same);
      OwnerOnly.make(file);
      Connection connection = Tables.write(file, where.level() == Durable.Level.DISK);
      try {
        if (loaded.isNothing()) {
          Tables.create(connection);
        }
        JournalWriter writer = new JournalWriter(file, connection, loaded);
        writer.takeUp(root, same);
        lock.note(writer.number());
        return new Opened(start(where, writer, lock), state);
      } catch (SQLException | IOException | RuntimeException | Error failed) {
        connection.close();
        throw failed;
      }
    } catch (Refused | SQLException | IOException | RuntimeException | Error failed) {
      lock.close();
      throw failed;
    }
  }

  private static Journal start(Durable where, JournalWriter writer, LockFile lock)
      throws SQLException {
    Connection beside = Tables.write(where.file(), where.level() == Durable.Level.DISK);
    try {
      Journal journal = new Journal(where, writer, lock, beside);
      journal.start();
      return journal;
    } catch (RuntimeException | Error failed) {
      beside.close();
      throw failed;
    }
  }

  private static TakenUp takenUp(Path file, Loaded loaded, boolean same) throws Refused {
    try {
      return loaded.takenUp(loaded.meta().epoch() + 1, same);
    } catch (IllegalStateException broken) {
      throw Refused.damaged(file, String.valueOf(broken.getMessage()));
    }
  }

  /**
   * What was acknowledged must be there, unless the machine went down and more was not promised.
   */
  private static void checkWhole(Path file, LockFile lock, long there) throws Refused, IOException {
    LockFile.Note note = lock.read();
    if (note == null || note.number() <= there) {
      return;
    }
    boolean promised = note.level() == Durable.Level.DISK.ordinal() || !lock.isOfAnotherStart(note);
    if (promised) {
      throw Refused.older(file, there, note.number());
    }
    System.getLogger(SqliteJournals.class.getName())
        .log(
            Level.WARNING,
            "the state '"
                + file
                + "' has lost its last "
                + (note.number() - there)
                + " batches with the machine, which its level does not exclude");
  }
}
