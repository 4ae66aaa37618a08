package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in the table, with what people see of it.
 *
 * @param core the sum of the entry
 * @param sum that of the row, as it is to be or as it was found
 */
record EntryRow(Entry entry, Shown.Line line, long core, long sum) {

  static final String SELECT =
      "SELECT key, namespace, name, entry, created, modified, value, type, text, sum"
          + " FROM zproc_entries";

  static final String WRITE =
      "INSERT OR REPLACE INTO zproc_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  static EntryRow of(Entry entry, Shown.Line line, Sums sums) {
    long core = sums.entry(entry);
    return new EntryRow(entry, line, core, sum(core, line, sums));
  }

  /** Reads the present row; null if something is missing in it. */
  static @Nullable EntryRow of(ResultSet row, Sums sums) throws SQLException {
    byte[] key = row.getBytes(1);
    byte[] value = row.getBytes(7);
    if (key == null) {
      return null;
    }
    Bytes bytes = value == null ? Bytes.EMPTY : Bytes.wrap(value);
    Entry entry = new Entry(Bytes.wrap(key), bytes, row.getLong(5), row.getLong(6));
    Shown.Line line =
        new Shown.Line(text(row, 2), text(row, 3), text(row, 4), text(row, 8), text(row, 9));
    return new EntryRow(entry, line, sums.entry(entry), row.getLong(10));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  boolean isWhole(Sums sums) {
    return sum == sum(core, line, sums);
  }

  private static long sum(long core, Shown.Line line, Sums sums) {
    return sums.add(core)
        .add(line.namespace())
        .add(line.name())
        .add(line.entry())
        .add(line.type())
        .add(line.text())
        .take();
  }

  void bind(PreparedStatement to) throws SQLException {
    to.setBytes(1, entry.key().shared());
    to.setString(2, line.namespace());
    to.setString(3, line.name());
    to.setString(4, line.entry());
    to.setLong(5, entry.createRevision());
    to.setLong(6, entry.modRevision());
    to.setBytes(7, entry.value().shared());
    to.setString(8, line.type());
    to.setString(9, line.text());
    to.setLong(10, sum);
  }
}
