package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.journal.Decided;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches, each in a transaction of its own: the batch, the entries as it leaves them, and
 * what they come to together.
 *
 * <p>Threads: owned by one thread at a time.
 */
final class JournalWriter {

  /** About how much is written to the write-ahead log before it is worked into the database. */
  private static final long CHECKPOINT_BYTES = 8 << 20;

  /** How large the write-ahead log gets, which stays as large as it was, before we look sooner. */
  private static final long LARGE_BYTES = 4 * CHECKPOINT_BYTES;

  /** What a batch takes there beside its data, and an entry beside its own, about. */
  private static final long BYTES_PER_BATCH = 6 * 4096;

  private static final long BYTES_PER_ENTRY = 256;

  /** How many batches are kept whatever history needs: they also hold what was answered. */
  private static final int LEAST_BATCHES = 16;

  private final Path log;
  private final Connection connection;
  private final Shown shown = new Shown();
  private final Sums sums = new Sums();
  private final Deque<Loaded.KeptBatch> kept;
  private final Map<Long, Loaded.KnownSession> sessions;

  private final PreparedStatement writeBatch;
  private final PreparedStatement trimBatches;
  private final PreparedStatement writeEntry;
  private final PreparedStatement deleteEntry;
  private final PreparedStatement writeSession;
  private final PreparedStatement writeMeta;

  private Meta meta;

  /** About how much was written since the last checkpoint. */
  private long written;

  JournalWriter(Path file, Connection connection, Loaded state) throws SQLException {
    this.log = file.resolveSibling(file.getFileName() + "-wal");
    this.connection = connection;
    this.kept = state.batches();
    this.sessions = state.sessions();
    this.meta = state.meta();
    state.entries().values().forEach(entry -> shown.line(entry.key(), entry.value()));
    writeBatch =
        connection.prepareStatement("INSERT INTO zproc_batches VALUES (?, ?, ?, ?, ?, ?, ?)");
    trimBatches = connection.prepareStatement("DELETE FROM zproc_batches WHERE number <= ?");
    writeEntry = connection.prepareStatement(EntryRow.WRITE);
    deleteEntry = connection.prepareStatement("DELETE FROM zproc_entries WHERE key = ?");
    writeSession =
        connection.prepareStatement("INSERT OR REPLACE INTO zproc_sessions VALUES (?, ?, ?)");
    writeMeta =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO zproc_meta VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /** The number of the last batch. */
  long number() {
    return meta.number();
  }

  /** Takes the state up in the name of {@code root}, which is the one before if {@code same}. */
  void takeUp(byte[] root, boolean same) throws SQLException {
    Meta next = meta.takenUpBy(root);
    if (!same) {
      for (Map.Entry<Long, Loaded.KnownSession> each : sessions.entrySet()) {
        next = next.withTotal(next.total() - sum(each.getKey(), each.getValue()));
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("DELETE FROM zproc_sessions");
      }
      sessions.clear();
    }
    write(next);
    connection.commit();
    meta = next;
  }

  /** Writes entries of a state that has no history, at the revision of {@code start}. */
  void fill(Iterable<Entry> entries, long revision) throws SQLException {
    long total = 0;
    for (Entry entry : entries) {
      EntryRow.of(entry, shown.line(entry.key(), entry.value()), sums).bind(writeEntry);
      writeEntry.executeUpdate();
      total += sums.entry(entry);
    }
    Meta next = new Meta(0, new byte[0], 0, revision, 0, revision, 0, 0, total);
    write(next);
    connection.commit();
    meta = next;
  }

  /**
   * Writes a batch. If it throws, nothing was written.
   *
   * @param oldest the oldest revision that history has to reach
   */
  void write(List<Decided> batch, long oldest) throws SQLException {
    Map<Long, Loaded.KnownSession> known = new HashMap<>();
    Meta next;
    try {
      long revision = batch.get(batch.size() - 1).revision();
      byte[] data = BatchCodec.encode(batch);
      BatchRow row =
          new BatchRow(
              meta.number() + 1,
              batch.get(0).revision(),
              revision,
              batch.size(),
              System.currentTimeMillis(),
              data);
      long chain = row.chainAfter(meta.chain(), sums);
      insert(row, chain);
      long total = meta.total() + writeEntries(batch) + writeSessions(batch, known);
      Loaded.KeptBatch trimmed = trim(oldest);
      next =
          new Meta(
              meta.epoch(),
              meta.root(),
              row.number(),
              revision,
              trimmed == null ? meta.baseNumber() : trimmed.number(),
              trimmed == null ? meta.baseRevision() : trimmed.last(),
              trimmed == null ? meta.baseChain() : trimmed.chain(),
              chain,
              total);
      write(next);
      connection.commit();
      written += BYTES_PER_BATCH + data.length;
    } catch (SQLException | RuntimeException | Error failed) {
      undo();
      throw failed;
    }
    meta = next;
    sessions.putAll(known);
    kept.add(new Loaded.KeptBatch(next.number(), next.revision(), next.chain()));
    while (!kept.isEmpty() && kept.element().number() <= next.baseNumber()) {
      kept.remove();
    }
  }

  private void undo() throws SQLException {
    writeEntry.clearBatch();
    deleteEntry.clearBatch();
    try {
      connection.rollback();
    } catch (SQLException undone) {
      // For want of room SQLite undoes it all by itself; a new transaction begins, or this throws.
      try (Statement statement = connection.createStatement()) {
        statement.execute("BEGIN");
      }
    }
  }

  private void insert(BatchRow row, long chain) throws SQLException {
    writeBatch.setLong(1, row.number());
    writeBatch.setLong(2, row.first());
    writeBatch.setLong(3, row.last());
    writeBatch.setLong(4, row.commits());
    writeBatch.setLong(5, row.time());
    writeBatch.setBytes(6, row.data());
    writeBatch.setLong(7, chain);
    writeBatch.executeUpdate();
  }

  /** Writes the entries that a batch leaves, each once; returns by how much the total grows. */
  private long writeEntries(List<Decided> batch) throws SQLException {
    Map<Bytes, EntryChange> changes = new LinkedHashMap<>();
    for (Decided commit : batch) {
      for (EntryChange change : commit.changes()) {
        EntryChange earlier = changes.get(change.key());
        changes.put(
            change.key(),
            earlier == null
                ? change
                : new EntryChange(change.key(), earlier.before(), change.after()));
      }
    }
    long growth = 0;
    boolean some = false;
    boolean deleted = false;
    for (EntryChange change : changes.values()) {
      Entry before = change.before();
      Entry after = change.after();
      growth -= before == null ? 0 : sums.entry(before);
      if (after != null) {
        EntryRow.of(after, shown.line(after.key(), after.value()), sums).bind(writeEntry);
        writeEntry.addBatch();
        growth += sums.entry(after);
        some = true;
        written += BYTES_PER_ENTRY + after.value().size();
      } else if (before != null) {
        deleteEntry.setBytes(1, change.key().shared());
        deleteEntry.addBatch();
        deleted = true;
      }
    }
    if (some) {
      writeEntry.executeBatch();
    }
    if (deleted) {
      deleteEntry.executeBatch();
    }
    return growth;
  }

  private long writeSessions(List<Decided> batch, Map<Long, Loaded.KnownSession> known)
      throws SQLException {
    for (Decided commit : batch) {
      Decided.Repeatable request = commit.request();
      if (request != null) {
        known.put(commit.origin(), new Loaded.KnownSession(request.link(), request.number()));
      }
    }
    long growth = 0;
    for (Map.Entry<Long, Loaded.KnownSession> each : known.entrySet()) {
      Loaded.KnownSession before = sessions.get(each.getKey());
      growth += sum(each.getKey(), each.getValue());
      growth -= before == null ? 0 : sum(each.getKey(), before);
      writeSession.setLong(1, each.getKey());
      writeSession.setLong(2, each.getValue().link());
      writeSession.setLong(3, each.getValue().highest());
      writeSession.executeUpdate();
    }
    return growth;
  }

  private long sum(long id, Loaded.KnownSession session) {
    return sums.session(id, session.link(), session.highest());
  }

  /** Lets the batches go that history does not need; returns the last of them, or null. */
  private Loaded.@Nullable KeptBatch trim(long oldest) throws SQLException {
    Loaded.KeptBatch last = null;
    for (Loaded.KeptBatch each : kept) {
      if (each.last() > oldest || each.number() > meta.number() - LEAST_BATCHES) {
        break;
      }
      last = each;
    }
    if (last != null) {
      trimBatches.setLong(1, last.number());
      trimBatches.executeUpdate();
    }
    return last;
  }

  private void write(Meta next) throws SQLException {
    writeMeta.setLong(1, next.epoch());
    writeMeta.setBytes(2, next.root());
    writeMeta.setLong(3, next.number());
    writeMeta.setLong(4, next.revision());
    writeMeta.setLong(5, next.baseNumber());
    writeMeta.setLong(6, next.baseRevision());
    writeMeta.setLong(7, next.baseChain());
    writeMeta.setLong(8, next.chain());
    writeMeta.setLong(9, next.total());
    writeMeta.setLong(10, next.sum());
    writeMeta.executeUpdate();
  }

  /** Works the write-ahead log into the database, if it has become large. */
  void checkpointIfLarge() throws SQLException, IOException {
    boolean large = written > CHECKPOINT_BYTES / 8 && Files.size(log) > LARGE_BYTES;
    if (large || written > CHECKPOINT_BYTES) {
      checkpoint("PASSIVE");
      written = 0;
    }
  }

  private void checkpoint(String how) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("PRAGMA wal_checkpoint(" + how + ")");
    } finally {
      connection.setAutoCommit(false);
    }
  }

  /** Closes the database, with everything in one file. */
  void close() throws SQLException {
    try (connection) {
      checkpoint("TRUNCATE");
    }
  }
}
