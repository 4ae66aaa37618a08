package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is whole in a damaged state: entries of the table, and over them what whole batches have
 * done since. Where the table cannot be read, the newest whole batch that knows of a key tells its
 * entry.
 *
 * <p>Threads: not safe.
 */
final class Rescue {

  /** How many places of one table are told. */
  private static final int MOST_TOLD = 20;

  private static final String SESSIONS = "SELECT id, link, highest FROM zproc_sessions";

  private final Path file;
  private final Connection connection;
  private final SeenKeys seen;
  private final Sums sums = new Sums();
  private final NavigableMap<Bytes, Entry> found = new TreeMap<>();
  private final List<String> losses = new ArrayList<>();
  private long total;

  private Rescue(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
    seen = SeenKeys.in(file);
  }

  /**
   * Reads all that there is.
   *
   * @param acknowledged the last batch that was, as far as that is known
   * @throws SQLException if it cannot be read for now, whatever is in it
   */
  static Rescue of(Path file, Connection connection, long acknowledged) throws SQLException {
    Rescue rescue = new Rescue(file, connection);
    rescue.read(acknowledged);
    return rescue;
  }

  /** The entries. */
  NavigableMap<Bytes, Entry> found() {
    return found;
  }

  /** What is lost, or may be; empty if everything was read. */
  List<String> losses() {
    return losses;
  }

  private void read(long acknowledged) throws SQLException {
    Meta meta = meta();
    DamagedTable<byte[]> entries =
        new DamagedTable<>(
            connection, EntryRow.SELECT, "zproc_entries", "key", seen.blobs, new Entries());
    DamagedTable<Long> sessions =
        new DamagedTable<>(
            connection, SESSIONS, "zproc_sessions", "id", seen.numbers, new Sessions());
    boolean isShort =
        meta != null && entries.isWhole() && sessions.isWhole() && total != meta.total();
    if (isShort) {
      losses.add("rows are missing, or are not those of the last revision; it is not known which");
    }
    Set<Bytes> whole = Set.copyOf(found.keySet());
    KeptBatches kept = new KeptBatches(sums);
    DamagedTable<Long> batches =
        new DamagedTable<>(
            connection, BatchRow.SELECT, "zproc_batches", "number", seen.numbers, kept);
    String lost =
        kept.follow(meta, key -> isShort || entries.misses(key.shared()), found, acknowledged);
    tell(entries, "entries", Rescue::shown);
    long saved = found.keySet().stream().filter(key -> !whole.contains(key)).count();
    if (saved > 0 && !losses.isEmpty()) {
      losses.add(saved + " entries are as the last whole batch that knows of them wrote them");
    }
    tell(sessions, "sessions, which a new state does without,", String::valueOf);
    tell(batches, "batches of commits", String::valueOf);
    if (!lost.isEmpty()) {
      losses.add(lost);
    }
  }

  private @Nullable Meta meta() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return JournalReader.meta(statement, file);
    } catch (Refused damaged) {
      losses.add("the row that says what all others come to is damaged");
    } catch (SQLException damaged) {
      if (Errors.isLocked(damaged)) {
        throw damaged;
      }
      losses.add("the row that says what all others come to: " + damaged.getMessage());
    }
    return null;
  }

  private <K> void tell(DamagedTable<K> table, String what, Function<K, String> shown) {
    int told = 0;
    for (DamagedTable.Gap<K> gap : table.gaps) {
      if (told++ < MOST_TOLD) {
        K after = gap.after();
        K before = gap.before();
        losses.add(
            what
                + (after == null ? " from the first" : " after " + shown.apply(after))
                + (before == null ? " to the last" : " and before " + shown.apply(before))
                + " cannot be read, if there were any: "
                + table.said());
      }
    }
    for (K key : table.lost) {
      if (told++ < MOST_TOLD) {
        losses.add(what + ": the row of " + shown.apply(key) + " is damaged");
      }
    }
    if (told > MOST_TOLD) {
      losses.add(what + " in " + (told - MOST_TOLD) + " more places");
    }
  }

  private static String shown(byte[] key) {
    Shown.Line line = new Shown().line(Bytes.wrap(key), Bytes.EMPTY);
    String name = line.name().isEmpty() ? " (its declaration)" : "." + line.name();
    return line.namespace() + name + (line.entry().isEmpty() ? "" : "[" + line.entry() + "]");
  }

  private final class Entries implements DamagedTable.Rows<byte[]> {

    @Override
    public byte @Nullable [] key(ResultSet row) throws SQLException {
      return row.getBytes(1);
    }

    @Override
    public boolean take(ResultSet row) throws SQLException {
      EntryRow read = EntryRow.of(row, sums);
      if (read == null || !read.isWhole(sums)) {
        return false;
      }
      total += read.core();
      found.put(read.entry().key(), read.entry());
      return true;
    }
  }

  /** These have no sums of their own. */
  private final class Sessions implements DamagedTable.Rows<Long> {

    @Override
    public Long key(ResultSet row) throws SQLException {
      return row.getLong(1);
    }

    @Override
    public boolean take(ResultSet row) throws SQLException {
      total += sums.session(row.getLong(1), row.getLong(2), row.getLong(3));
      return true;
    }
  }
}
