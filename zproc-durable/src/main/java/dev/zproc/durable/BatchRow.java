package dev.zproc.durable;

import dev.zproc.runtime.internal.journal.Decided;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A batch of commits as it stands in the table.
 *
 * @param first its first revision, or the one at which it changed nothing
 * @param last its last revision
 * @param time when it was written, in milliseconds since 1970
 */
record BatchRow(long number, long first, long last, long commits, long time, byte[] data) {

  static final String SELECT =
      "SELECT number, first, last, commits, time, data, chain FROM zproc_batches";

  static final String WRITE = "INSERT INTO zproc_batches VALUES (?, ?, ?, ?, ?, ?, ?)";

  /** The first revision that it makes; what changed nothing and goes with it may be older. */
  static long first(List<Decided> batch) {
    for (Decided each : batch) {
      if (!each.changes().isEmpty()) {
        return each.revision();
      }
    }
    return batch.get(0).revision();
  }

  static BatchRow of(ResultSet row) throws SQLException {
    byte[] data = row.getBytes(6);
    return new BatchRow(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        data == null ? new byte[0] : data);
  }

  /** Prepares {@link #WRITE}, with the sum of this and of all batches before it. */
  void bind(PreparedStatement to, long chain) throws SQLException {
    to.setLong(1, number);
    to.setLong(2, first);
    to.setLong(3, last);
    to.setLong(4, commits);
    to.setLong(5, time);
    to.setBytes(6, data);
    to.setLong(7, chain);
  }

  /** The sum of this and of all batches before it. */
  long chainAfter(long before, Sums sums) {
    return sums.add(before)
        .add(number)
        .add(first)
        .add(last)
        .add(commits)
        .add(time)
        .add(data)
        .take();
  }
}
