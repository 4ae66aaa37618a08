package dev.zproc.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A table of which pages are damaged. It is read from its beginning to the first that is, from its
 * end back to the last one, and between those to both sides of each key that was seen in the file.
 * A row of which only the key can be read is lost alone.
 *
 * <p>Threads: not safe.
 */
final class DamagedTable<K> {

  /** Takes rows, in no order. */
  interface Rows<K> {

    /** The key of the present row; null if it has none. */
    @Nullable K key(ResultSet row) throws SQLException;

    /** Takes the present row, and returns whether it is whole. */
    boolean take(ResultSet row) throws SQLException;
  }

  /** Keys between two that can be read; null stands for the end of the table. */
  record Gap<K>(@Nullable K after, @Nullable K before) {}

  /** The last key that was read, if any, and whether there is nothing behind it in its range. */
  private record Reached<K>(@Nullable K at, boolean isEnd) {}

  private final Connection connection;
  private final String select;
  private final String table;
  private final String column;
  private final Rows<K> rows;
  private final NavigableSet<K> seen;

  /** The keys of rows that are damaged. */
  final NavigableSet<K> lost;

  final List<Gap<K>> gaps = new ArrayList<>();

  /** What SQLite has said first. */
  private @Nullable String said;

  /**
   * A table that is read at once.
   *
   * @param select what to read of each row of {@code table}, whose key is {@code column}
   * @param seen keys that may be in the table, in its order
   * @throws SQLException if it cannot be read for now, whatever is in it
   */
  DamagedTable(
      Connection connection,
      String select,
      String table,
      String column,
      NavigableSet<K> seen,
      Rows<K> rows)
      throws SQLException {
    this.connection = connection;
    this.select = select;
    this.table = table;
    this.column = column;
    this.seen = seen;
    this.rows = rows;
    lost = new TreeSet<>(seen.comparator());
    Reached<K> front = run(null, false, null, false);
    if (!front.isEnd()) {
      Reached<K> back = run(front.at(), false, null, true);
      if (!back.isEnd()) {
        readBetween(front.at(), back.at());
      }
    }
  }

  private void readBetween(@Nullable K after, @Nullable K before) throws SQLException {
    K left = after;
    K hint = next(left);
    while (hint != null && (before == null || compare(hint, before) < 0)) {
      Reached<K> right = run(hint, true, before, false);
      if (right.at() != null || right.isEnd()) {
        Reached<K> back = run(left, false, hint, true);
        if (!back.isEnd()) {
          gaps.add(new Gap<>(left, back.at() == null ? hint : back.at()));
        }
        if (right.isEnd()) {
          return;
        }
        left = right.at();
        hint = next(left);
      } else {
        hint = next(hint); // this one is on a damaged page itself
      }
    }
    gaps.add(new Gap<>(left, before));
  }

  private @Nullable K next(@Nullable K after) {
    if (after == null) {
      return seen.isEmpty() ? null : seen.first();
    }
    return seen.higher(after);
  }

  /** Reads from one end of a range to the other, or as far as it goes. */
  private Reached<K> run(
      @Nullable K after, boolean including, @Nullable K before, boolean backwards)
      throws SQLException {
    K at = null;
    while (true) {
      K low = backwards || at == null ? after : at;
      boolean from = including && at == null;
      K high = backwards && at != null ? at : before;
      try (PreparedStatement query = query(select, low, from, high, backwards);
          ResultSet found = query.executeQuery()) {
        while (found.next()) {
          K key = rows.key(found);
          if (key == null || at != null && compare(key, at) * (backwards ? -1 : 1) <= 0) {
            return new Reached<>(at, false); // a damaged page that looks like one
          }
          if (!isWhole(found)) {
            lost.add(key);
          }
          at = key;
        }
        return new Reached<>(at, true);
      } catch (SQLException broken) {
        note(broken);
      }
      K key = keyAlone(after, including, before, backwards, at);
      if (key == null) {
        return new Reached<>(at, false);
      }
      lost.add(key);
      at = key;
    }
  }

  private boolean isWhole(ResultSet found) throws SQLException {
    try {
      return rows.take(found);
    } catch (RuntimeException broken) {
      return false;
    }
  }

  /** The key of the row behind {@code at}; null if it cannot be read. */
  private @Nullable K keyAlone(
      @Nullable K after, boolean including, @Nullable K before, boolean backwards, @Nullable K at)
      throws SQLException {
    K low = backwards || at == null ? after : at;
    K high = backwards && at != null ? at : before;
    String key = "SELECT " + column + " FROM " + table;
    try (PreparedStatement query = query(key, low, including && at == null, high, backwards);
        ResultSet found = query.executeQuery()) {
      K next = found.next() ? rows.key(found) : null;
      return next != null && at != null && compare(next, at) == 0 ? null : next;
    } catch (SQLException broken) {
      note(broken);
      return null;
    }
  }

  private PreparedStatement query(
      String what, @Nullable K low, boolean including, @Nullable K high, boolean backwards)
      throws SQLException {
    StringBuilder sql = new StringBuilder(what).append(" WHERE 1");
    if (low != null) {
      sql.append(" AND ").append(column).append(including ? " >= ?" : " > ?");
    }
    if (high != null) {
      sql.append(" AND ").append(column).append(" < ?");
    }
    sql.append(" ORDER BY ").append(column).append(backwards ? " DESC" : "");
    PreparedStatement query = connection.prepareStatement(sql.toString());
    try {
      int at = 1;
      if (low != null) {
        query.setObject(at++, low);
      }
      if (high != null) {
        query.setObject(at, high);
      }
      return query;
    } catch (SQLException | RuntimeException | Error failed) {
      query.close();
      throw failed;
    }
  }

  private int compare(K one, K other) {
    return seen.comparator().compare(one, other);
  }

  private void note(SQLException broken) throws SQLException {
    if (Errors.isLocked(broken)) {
      throw broken; // which says nothing about what is in it
    }
    if (said == null) {
      said = String.valueOf(broken.getMessage());
    }
  }

  boolean isWhole() {
    return gaps.isEmpty() && lost.isEmpty();
  }

  /** What SQLite has said of the damage; empty if nothing. */
  String said() {
    return said == null ? "" : said;
  }

  /** Whether nothing is known of a row with this key. */
  boolean misses(K key) {
    if (lost.contains(key)) {
      return true;
    }
    for (Gap<K> gap : gaps) {
      if ((gap.after() == null || compare(gap.after(), key) < 0)
          && (gap.before() == null || compare(key, gap.before()) < 0)) {
        return true;
      }
    }
    return false;
  }
}
