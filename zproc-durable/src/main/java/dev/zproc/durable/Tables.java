package dev.zproc.durable;

import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** What is in a database, and how it is opened. docs/adr/0051 says what a change of it needs. */
final class Tables {

  /** The version of the format. */
  static final int FORMAT = 1;

  /** "zpro", by which {@code file} knows our databases. */
  static final int APPLICATION = 0x7a70726f;

  private static final int CACHE_KIB = 8_000;
  private static final int BUSY_MILLIS = 5_000;

  /** The tables, and views for people. */
  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE zproc_meta (id INTEGER PRIMARY KEY, epoch INTEGER, root BLOB,"
              + " number INTEGER, revision INTEGER, base_number INTEGER, base_revision INTEGER,"
              + " base_chain INTEGER, chain INTEGER, total INTEGER, sum INTEGER)",
          "CREATE TABLE zproc_entries (key BLOB PRIMARY KEY, namespace TEXT, name TEXT,"
              + " entry TEXT, created INTEGER, modified INTEGER, value BLOB, type TEXT, text TEXT,"
              + " sum INTEGER) WITHOUT ROWID",
          "CREATE TABLE zproc_batches (number INTEGER PRIMARY KEY, first INTEGER, last INTEGER,"
              + " commits INTEGER, time INTEGER, data BLOB, chain INTEGER)",
          "CREATE TABLE zproc_sessions (id INTEGER PRIMARY KEY, link INTEGER, highest INTEGER)",
          "CREATE VIEW namespaces AS SELECT namespace, count(*) AS keys, max(modified) AS revision"
              + " FROM zproc_entries WHERE name <> '' GROUP BY namespace",
          "CREATE VIEW schemas AS SELECT namespace, text AS keys FROM zproc_entries"
              + " WHERE type = 'schema'",
          "CREATE VIEW keys AS SELECT namespace, name, entry, type, text AS value, created,"
              + " modified FROM zproc_entries WHERE type <> 'schema'",
          "CREATE VIEW revisions AS SELECT first, last, commits,"
              + " strftime('%Y-%m-%d %H:%M:%f', time / 1000.0, 'unixepoch') AS time,"
              + " length(data) AS bytes FROM zproc_batches");

  private Tables() {}

  /** Opens a database to read it, and leaves it as it is. */
  static Connection read(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return open(file, config);
  }

  /** Opens a database to write. */
  static Connection write(Path file, boolean toDisk) throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(
        toDisk ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.NORMAL);
    config.setJournalSizeLimit(16 << 20);
    Connection connection = open(file, config);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      return connection;
    } catch (SQLException | Error failed) {
      connection.close();
      throw failed;
    }
  }

  private static Connection open(Path file, SQLiteConfig config) throws SQLException {
    Library.load();
    return config.createConnection(url(file));
  }

  /**
   * What the driver calls the file. In a plain name it takes a question mark for the end; Windows
   * has none in names, and network paths of which SQLite takes no URI.
   */
  private static String url(Path file) {
    return "jdbc:sqlite:" + (File.separatorChar == '/' ? file.toUri() : file);
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIB);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
    return config;
  }

  /** Makes the tables of a state that nobody has had yet, all of it or nothing. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        for (String sql : SCHEMA) {
          statement.execute(sql);
        }
        statement.execute(
            "INSERT INTO zproc_meta VALUES (1, 0, x'', 0, 1, 0, 1, 0, 0, 0, "
                + Meta.NEW.sum()
                + ")");
        statement.execute("PRAGMA application_id = " + APPLICATION);
        statement.execute("PRAGMA user_version = " + FORMAT);
        statement.execute("COMMIT");
      } catch (SQLException failed) {
        connection.close(); // which undoes it
        throw failed;
      }
    }
  }

  /** Whether nobody has made anything in the database yet; it may have been begun. */
  static boolean isEmpty(Connection connection) throws SQLException {
    return number(connection, "application_id") == 0
        && number(connection, "user_version") == 0
        && number(connection, "schema_version") == 0;
  }

  static long number(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA " + pragma)) {
      return found.getLong(1);
    }
  }

  /** Whether the database has our tables and views, and nothing else. */
  static boolean areIn(Connection connection) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet all =
            statement.executeQuery(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")) {
      while (all.next()) {
        found.add(all.getString(1));
      }
    }
    return found.equals(SCHEMA);
  }
}
