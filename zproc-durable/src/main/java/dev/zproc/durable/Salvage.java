package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.journal.Decided;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeMap;

/**
 * Takes what is whole out of a damaged state into a new file: {@code java -cp <class path>
 * dev.zproc.durable.Salvage <damaged file> <new file>}. The new state has each entry whose row is
 * as it was written, or that a whole batch after those has written, and no history. Entries may be
 * of different revisions, where the file has lost pages: look at them before you rely on them.
 */
public final class Salvage {

  private Salvage() {}

  /** Exits with 0 if something was found, else with 1; 2 if it was called otherwise. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: dev.zproc.durable.Salvage <damaged file> <new file>");
      System.exit(2);
    }
    System.exit(run(Path.of(args[0]), Path.of(args[1]), System.out, System.err));
  }

  static int run(Path from, Path to, PrintStream out, PrintStream err) {
    if (Files.exists(to)) {
      err.println("'" + to + "' is there already; name a new file");
      return 1;
    }
    TreeMap<Bytes, Entry> found = new TreeMap<>();
    long lost = 0;
    try {
      LockFile lock = LockFile.take(RealPath.of(from), 0);
      try {
        lost = read(from, found, err);
      } finally {
        lock.close();
      }
    } catch (Refused | IOException failed) {
      err.println(failed.getMessage());
      return 1;
    }
    if (found.isEmpty()) {
      err.println("nothing in '" + from + "' is whole");
      return 1;
    }
    try {
      write(to, found);
    } catch (SQLException | IOException failed) {
      err.println("'" + to + "' cannot be written: " + failed.getMessage());
      return 1;
    }
    out.println(found.size() + " entries are whole and in '" + to + "', " + lost + " rows are not");
    return 0;
  }

  private static long read(Path from, TreeMap<Bytes, Entry> found, PrintStream err) {
    Sums sums = new Sums();
    long lost = 0;
    try (Connection connection = Tables.read(from);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(EntryRow.SELECT)) {
      while (rows.next()) {
        EntryRow row = EntryRow.of(rows, sums);
        if (row != null && row.isWhole(sums)) {
          found.put(row.entry().key(), row.entry());
        } else {
          lost++;
        }
      }
      follow(from, connection, found, sums);
    } catch (SQLException | Refused | RuntimeException broken) {
      err.println("no more can be read: " + broken.getMessage());
    }
    return lost;
  }

  /** Does what the batches did that the tables do not show yet, as far as they are whole. */
  private static void follow(
      Path from, Connection connection, TreeMap<Bytes, Entry> found, Sums sums)
      throws SQLException, Refused {
    try (Statement statement = connection.createStatement()) {
      Meta meta = JournalReader.meta(statement, from);
      long number = meta.number();
      long chain = meta.chain();
      try (ResultSet rows =
          statement.executeQuery(
              BatchRow.SELECT + " WHERE number > " + number + " ORDER BY number")) {
        while (rows.next()) {
          BatchRow batch = BatchRow.of(rows);
          chain = batch.chainAfter(chain, sums);
          if (batch.number() != ++number || chain != rows.getLong(7)) {
            throw Refused.damaged(from, "batch " + number + " has another sum, or is missing");
          }
          for (Decided commit : BatchCodec.decode(batch.data())) {
            commit.changes().forEach(change -> apply(change, found));
          }
        }
      }
    }
  }

  private static void apply(EntryChange change, TreeMap<Bytes, Entry> to) {
    Entry after = change.after();
    if (after == null) {
      to.remove(change.key());
    } else {
      to.put(change.key(), after);
    }
  }

  private static void write(Path to, TreeMap<Bytes, Entry> found) throws SQLException, IOException {
    OwnerOnly.make(RealPath.of(to));
    long revision = 1;
    for (Entry entry : found.values()) {
      revision = Math.max(revision, entry.modRevision());
    }
    Connection connection = Tables.write(to, true);
    try {
      Tables.create(connection);
      JournalWriter writer = new JournalWriter(to, connection, Loaded.nothing());
      writer.fill(found.values(), revision);
      writer.close();
    } finally {
      connection.close();
    }
  }
}
