package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.journal.Decided;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a database and believes nothing: each row has a sum, all entries together have one, and
 * each batch has one over all batches before it. Where the tables are behind the batches, that is
 * no damage.
 */
final class JournalReader {

  private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final Sums sums = new Sums();
  private long total;

  private JournalReader(Path file) {
    this.file = file;
  }

  /** Whether there is something in the file. */
  static boolean isThere(Path file) throws IOException {
    return Files.exists(file) && Files.size(file) > 0;
  }

  /**
   * Reads all that is in {@code file}, and changes nothing. What was only begun holds nothing.
   *
   * @throws Refused if it is damaged, of another version, or no state
   * @throws SQLException if it cannot be read for now, whatever is in it
   */
  static Loaded read(Path file) throws Refused, IOException, SQLException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEADER.length);
      if (!Arrays.equals(head, HEADER)) {
        throw Files.exists(LockFile.beside(file)) && Files.size(LockFile.beside(file)) > 0
            ? Refused.damaged(file, "it does not begin as a database does")
            : Refused.foreign(file);
      }
    }
    try (Connection connection = Tables.read(file)) {
      return new JournalReader(file).read(connection);
    } catch (SQLException broken) {
      if (!Errors.isDamage(broken)) {
        throw broken;
      }
      throw Refused.damaged(file, String.valueOf(broken.getMessage()));
    } catch (ProtocolException | IllegalStateException | IllegalArgumentException broken) {
      throw Refused.damaged(file, String.valueOf(broken.getMessage()));
    }
  }

  private Loaded read(Connection connection) throws SQLException, Refused {
    if (Tables.isEmpty(connection)) {
      return Loaded.nothing();
    }
    if (Tables.number(connection, "application_id") != Tables.APPLICATION) {
      throw Refused.foreign(file);
    }
    long format = Tables.number(connection, "user_version");
    if (format != Tables.FORMAT) {
      throw Refused.version(file, format);
    }
    if (!Tables.areIn(connection)) {
      throw Refused.damaged(file, "its tables are not those of the format " + Tables.FORMAT);
    }
    try (Statement statement = connection.createStatement()) {
      check(statement);
      Meta meta = meta(statement, file);
      Map<Bytes, Entry> entries = entries(statement);
      Map<Long, Loaded.KnownSession> sessions = sessions(statement);
      if (total != meta.total()) {
        throw Refused.damaged(file, "rows are missing, or are not those of its last revision");
      }
      Deque<Loaded.KeptBatch> batches = new ArrayDeque<>();
      List<Decided> late = new ArrayList<>();
      List<Decided> commits = batches(statement, meta, batches, late);
      return new Loaded(meta, entries, batches, commits, late, sessions);
    }
  }

  private void check(Statement statement) throws SQLException, Refused {
    try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
      String said = found.next() ? found.getString(1) : "nothing";
      if (!"ok".equals(said)) {
        throw Refused.damaged(file, said.replace('\n', ' '));
      }
    }
  }

  /** Reads what the tables say that they hold. */
  static Meta meta(Statement statement, Path file) throws SQLException, Refused {
    try (ResultSet row = statement.executeQuery("SELECT * FROM zproc_meta")) {
      if (!row.next()) {
        throw Refused.damaged(file, "it does not say what it holds");
      }
      byte[] root = row.getBytes(3);
      Meta meta =
          new Meta(
              row.getLong(2),
              root == null ? new byte[0] : root,
              row.getLong(4),
              row.getLong(5),
              row.getLong(6),
              row.getLong(7),
              row.getLong(8),
              row.getLong(9),
              row.getLong(10));
      if (meta.sum() != row.getLong(11) || row.next()) {
        throw Refused.damaged(file, "what it says that it holds has another sum");
      }
      return meta;
    }
  }

  private Map<Bytes, Entry> entries(Statement statement) throws SQLException, Refused {
    Map<Bytes, Entry> entries = new TreeMap<>();
    try (ResultSet row = statement.executeQuery(EntryRow.SELECT)) {
      while (row.next()) {
        EntryRow found = EntryRow.of(row, sums);
        if (found == null || !found.isWhole(sums)) {
          throw Refused.damaged(file, "a row of zproc_entries has another sum");
        }
        total += found.core();
        entries.put(found.entry().key(), found.entry());
      }
    }
    return entries;
  }

  private Map<Long, Loaded.KnownSession> sessions(Statement statement) throws SQLException {
    Map<Long, Loaded.KnownSession> sessions = new HashMap<>();
    try (ResultSet row = statement.executeQuery("SELECT id, link, highest FROM zproc_sessions")) {
      while (row.next()) {
        sessions.put(row.getLong(1), new Loaded.KnownSession(row.getLong(2), row.getLong(3)));
        total += sums.session(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
    return sessions;
  }

  /** Returns what the batches hold, and gives {@code late} what the tables do not show yet. */
  private List<Decided> batches(
      Statement statement, Meta meta, Deque<Loaded.KeptBatch> kept, List<Decided> late)
      throws SQLException, Refused {
    List<Decided> commits = new ArrayList<>();
    long number = meta.baseNumber();
    long chain = meta.baseChain();
    try (ResultSet row = statement.executeQuery(BatchRow.SELECT + " ORDER BY number")) {
      while (row.next()) {
        BatchRow batch = BatchRow.of(row);
        if (number == meta.number() && chain != meta.chain()) {
          break;
        }
        chain = batch.chainAfter(chain, sums);
        if (batch.number() != ++number || chain != row.getLong(7)) {
          throw Refused.damaged(file, "batch " + number + " has another sum, or is missing");
        }
        List<Decided> held = BatchCodec.decode(batch.data());
        commits.addAll(held);
        if (number > meta.number()) {
          late.addAll(held);
        }
        kept.add(new Loaded.KeptBatch(number, batch.last(), chain, batch.data().length));
      }
    }
    if (number < meta.number() || (number == meta.number() && chain != meta.chain())) {
      throw Refused.damaged(file, "batches after " + number + " are missing");
    }
    return commits;
  }
}
