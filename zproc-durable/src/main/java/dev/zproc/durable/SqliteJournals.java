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
import org.sqlite.SQLiteException;

/** Keeps states in SQLite databases. A service of zproc's runtime: nothing here is to be called. */
public final class SqliteJournals implements JournalProvider {

  /** For the service loader. */
  public SqliteJournals() {}

  @Override
  public Opened open(Durable where, byte[] root, Function<String, RuntimeException> failure) {
    try {
      Path file = RealPath.of(where.file());
      return open(new Durable(file, where.level()), root);
    } catch (Refused refused) {
      throw failure.apply(refused.getMessage());
    } catch (IOException | SQLException failed) {
      Refused why =
          isForRoom(failed) ? Refused.full(where.file()) : Refused.unreadable(where.file(), failed);
      throw failure.apply(why.getMessage());
    }
  }

  /** Whether there is no room on the disk, as far as that can be told. */
  static boolean isForRoom(Exception failed) {
    if (failed instanceof SQLiteException ours) {
      return Journal.isForRoom(ours.getResultCode());
    }
    String message = String.valueOf(failed.getMessage());
    return message.contains("No space left") || message.contains("quota exceeded");
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
        Connection beside = Tables.write(file, where.level() == Durable.Level.DISK);
        Journal journal = new Journal(where, writer, lock, beside);
        journal.start();
        return new Opened(journal, state);
      } catch (SQLException | IOException | RuntimeException failed) {
        connection.close();
        throw failed;
      }
    } catch (Refused | SQLException | IOException | RuntimeException failed) {
      lock.close();
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
