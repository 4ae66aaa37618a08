package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.journal.Decided;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Writes batches, each as one row by one statement, which is all that a commit waits for. The
 * tables of entries and sessions are brought up to date later, in a transaction for many batches;
 * until then whoever reads the database gets there by the batches that follow.
 *
 * <p>Threads: owned by one thread at a time.
 */
final class JournalWriter {

  /** About how much is written to the write-ahead log before working it in begins. */
  private static final long CHECKPOINT_BYTES = 12 << 20;

  /** How much, when there is nothing else to do. */
  private static final long IDLE_CHECKPOINT_BYTES = 4 << 20;

  /** How large the write-ahead log gets, which stays as large as it was, before we look sooner. */
  private static final long LARGE_BYTES = 2 * CHECKPOINT_BYTES;

  /** What a batch takes there beside its data, and an entry beside its own, about. */
  private static final long BYTES_PER_BATCH = 2 * 4096;

  private static final long BYTES_PER_ENTRY = 256;

  /** How much batches may hold before those are dropped that history does not need. */
  private static final long BEHIND_BYTES = 4 << 20;

  /** What a statement does not hold on to after it was written. */
  private static final int LARGE_ROW_BYTES = 1 << 20;

  /** How many batches are kept whatever history needs: they also hold what was answered. */
  private static final int LEAST_BATCHES = 16;

  /** How many bytes of these, or whoever opens the file would have no memory for them. */
  private static final long LEAST_BYTES = 4 << 20;

  private final Path log;
  private final Connection connection;
  private final Shown shown = new Shown();
  private final Sums sums = new Sums();
  private final Deque<Loaded.KeptBatch> kept;
  private final Map<Long, Loaded.KnownSession> sessions;
  private final Behind behind = new Behind();
  private final IdleAnswers idle = new IdleAnswers();

  private Statements statements;

  /** What the tables are; the last batch may be a later one. */
  private Meta meta;

  private Loaded.KeptBatch last;

  /** The oldest revision that history has to reach. */
  private long oldest;

  /** About how much the batches hold that the tables do not show yet. */
  private long behindBytes;

  /** About how much was written to the write-ahead log, and up to the last checkpoint. */
  private volatile long written;

  private long checkpointed;

  JournalWriter(Path file, Connection connection, Loaded state) throws SQLException {
    this.log = file.resolveSibling(file.getFileName() + "-wal");
    this.connection = connection;
    this.kept = state.batches();
    this.sessions = state.sessions();
    this.meta = state.meta();
    this.last = state.last();
    state.entries().values().forEach(entry -> shown.line(entry.key(), entry.value()));
    behind.add(state.late());
    statements = new Statements(connection);
  }

  /** The number of the last batch. */
  long number() {
    return last.number();
  }

  /** Takes the state up in the name of {@code root}, which is the one before if {@code same}. */
  void takeUp(byte[] root, boolean same) throws SQLException {
    catchUp();
    Meta next = meta.takenUpBy(root);
    if (!same) {
      for (Map.Entry<Long, Loaded.KnownSession> each : sessions.entrySet()) {
        next = next.withTotal(next.total() - sum(each.getKey(), each.getValue()));
      }
    }
    Meta taken = next;
    meta =
        together(
            () -> {
              if (!same) {
                statements.control.execute("DELETE FROM zproc_sessions");
              }
              write(taken);
              return taken;
            });
    if (!same) {
      sessions.clear();
    }
  }

  /** Writes entries of a state that has no history, at the revision of {@code start}. */
  void fill(Iterable<Entry> entries, long revision) throws SQLException {
    meta =
        together(
            () -> {
              long total = 0;
              for (Entry entry : entries) {
                EntryRow row = EntryRow.of(entry, shown.line(entry.key(), entry.value()), sums);
                row.bind(statements.writeEntry);
                statements.writeEntry.executeUpdate();
                total += row.core();
              }
              Meta next = new Meta(0, new byte[0], 0, revision, 0, revision, 0, 0, total);
              write(next);
              return next;
            });
    last = new Loaded.KeptBatch(0, revision, 0, 0);
  }

  /**
   * Writes a batch, or nothing if nothing of it has to last. If it throws, nothing was written.
   *
   * @param reach the oldest revision that history has to reach
   */
  void write(List<Decided> batch, long reach) throws SQLException {
    List<Decided> lasting = idle.toWrite(batch);
    if (!lasting.isEmpty()) {
      writeRow(lasting, reach);
    }
    idle.wrote(batch);
  }

  private void writeRow(List<Decided> batch, long reach) throws SQLException {
    byte[] data = encoded(batch);
    BatchRow row =
        new BatchRow(
            last.number() + 1,
            BatchRow.first(batch),
            batch.get(batch.size() - 1).revision(),
            batch.size(),
            System.currentTimeMillis(),
            data);
    long chain = row.chainAfter(last.chain(), sums);
    try {
      row.bind(statements.writeBatch, chain);
      statements.writeBatch.executeUpdate();
      if (data.length > LARGE_ROW_BYTES) {
        statements.writeBatch.clearParameters(); // or it is held until the next one
      }
    } catch (SQLException failed) {
      prepareAnew(failed);
      throw failed;
    }
    last = new Loaded.KeptBatch(row.number(), row.last(), chain, data.length);
    kept.add(last);
    oldest = reach;
    behindBytes += BYTES_PER_BATCH + data.length;
    wrote(BYTES_PER_BATCH + data.length);
    behind.add(batch);
  }

  private static byte[] encoded(List<Decided> batch) throws SQLException {
    try {
      return BatchCodec.encode(batch);
    } catch (OutOfMemoryError full) {
      // Nothing has been done, so it fails alone; as where SQLite finds no memory for it.
      throw new SQLiteException("too large for the heap: " + full, SQLiteErrorCode.SQLITE_NOMEM);
    }
  }

  /** Whether there are batches that the tables do not show yet. */
  boolean isBehind() {
    return last.number() > meta.number();
  }

  /** Whether there are so many that it is time to bring the tables up to date. */
  boolean isFarBehind() {
    return behindBytes > BEHIND_BYTES || behind.isLarge();
  }

  /** Brings the tables up to date. If it throws, they are as they were, or as they should be. */
  void catchUp() throws SQLException {
    if (!isBehind()) {
      return;
    }
    Loaded.KeptBatch trimmed = toTrim();
    Meta next =
        together(
            () -> {
              long total = meta.total() + writeEntries() + writeSessions();
              if (trimmed != null) {
                statements.trimBatches.setLong(1, trimmed.number());
                statements.trimBatches.executeUpdate();
              }
              Meta then =
                  new Meta(
                      meta.epoch(),
                      meta.root(),
                      last.number(),
                      last.last(),
                      trimmed == null ? meta.baseNumber() : trimmed.number(),
                      trimmed == null ? meta.baseRevision() : trimmed.last(),
                      trimmed == null ? meta.baseChain() : trimmed.chain(),
                      last.chain(),
                      total);
              write(then);
              return then;
            });
    meta = next;
    sessions.putAll(behind.sessions());
    sessions.keySet().removeAll(behind.ended());
    behind.clear();
    behindBytes = 0;
    while (!kept.isEmpty() && kept.element().number() <= next.baseNumber()) {
      kept.remove();
    }
  }

  private interface Work {
    Meta run() throws SQLException;
  }

  /** Does {@code work} in a transaction. If it throws, it was not done, or all of it was. */
  private Meta together(Work work) throws SQLException {
    try {
      statements.control.execute("BEGIN IMMEDIATE");
      Meta done = work.run();
      statements.control.execute("COMMIT");
      return done;
    } catch (SQLException | RuntimeException | Error failed) {
      prepareAnew(failed);
      try {
        statements.control.execute("ROLLBACK");
      } catch (SQLException undone) {
        // For want of room SQLite undoes it all by itself; if not, the next BEGIN throws.
        failed.addSuppressed(undone);
      }
      throw failed;
    }
  }

  private void prepareAnew(Throwable failed) throws SQLException {
    try {
      statements.close();
    } catch (SQLException again) {
      failed.addSuppressed(again);
    }
    statements = new Statements(connection);
  }

  /** Writes the entries as they are now; returns by how much the total grows. */
  private long writeEntries() throws SQLException {
    long growth = 0;
    boolean some = false;
    boolean deleted = false;
    for (EntryChange change : behind.changes()) {
      Entry before = change.before();
      Entry after = change.after();
      growth -= before == null ? 0 : sums.entry(before);
      if (after != null) {
        EntryRow row = EntryRow.of(after, shown.line(after.key(), after.value()), sums);
        row.bind(statements.writeEntry);
        statements.writeEntry.addBatch();
        growth += row.core();
        some = true;
        wrote(BYTES_PER_ENTRY + after.value().size());
      } else if (before != null) {
        statements.deleteEntry.setBytes(1, change.key().shared());
        statements.deleteEntry.addBatch();
        deleted = true;
      }
    }
    if (some) {
      statements.writeEntry.executeBatch();
    }
    if (deleted) {
      statements.deleteEntry.executeBatch();
    }
    return growth;
  }

  private long writeSessions() throws SQLException {
    long growth = 0;
    for (Map.Entry<Long, Loaded.KnownSession> each : behind.sessions().entrySet()) {
      Loaded.KnownSession before = sessions.get(each.getKey());
      growth += sum(each.getKey(), each.getValue());
      growth -= before == null ? 0 : sum(each.getKey(), before);
      statements.writeSession.setLong(1, each.getKey());
      statements.writeSession.setLong(2, each.getValue().link());
      statements.writeSession.setLong(3, each.getValue().highest());
      statements.writeSession.executeUpdate();
    }
    for (Long id : behind.ended()) {
      Loaded.KnownSession before = sessions.get(id);
      if (before != null) {
        growth -= sum(id, before);
        statements.deleteSession.setLong(1, id);
        statements.deleteSession.executeUpdate();
      }
    }
    return growth;
  }

  private long sum(long id, Loaded.KnownSession session) {
    return sums.session(id, session.link(), session.highest());
  }

  /** The last of the batches that history does not need any more; null if there is none. */
  private Loaded.@Nullable KeptBatch toTrim() {
    long least = least();
    Loaded.KeptBatch found = null;
    for (Loaded.KeptBatch each : kept) {
      if (each.last() > oldest || each.number() >= least) {
        break;
      }
      found = each;
    }
    return found;
  }

  /** The first of the batches that are kept whatever history needs. */
  private long least() {
    long least = last.number();
    long bytes = 0;
    for (Iterator<Loaded.KeptBatch> newest = kept.descendingIterator(); newest.hasNext(); ) {
      Loaded.KeptBatch each = newest.next();
      bytes += each.bytes();
      if (each.number() < last.number() - LEAST_BATCHES || bytes > LEAST_BYTES) {
        break;
      }
      least = each.number();
    }
    return least;
  }

  /** By the one thread that writes. */
  private void wrote(long bytes) {
    written = written + bytes;
  }

  private void write(Meta next) throws SQLException {
    next.bind(statements.writeMeta);
    statements.writeMeta.executeUpdate();
  }

  /** Whether the write-ahead log has become so large that it is time for a checkpoint. */
  boolean isLogLarge(boolean idle) throws IOException {
    long since = written - checkpointed;
    return since > (idle ? IDLE_CHECKPOINT_BYTES : CHECKPOINT_BYTES)
        || (since > IDLE_CHECKPOINT_BYTES && Files.size(log) > LARGE_BYTES);
  }

  /** Works what is left of the write-ahead log into the database; the next batch begins it anew. */
  void endCheckpoint() throws SQLException {
    Checkpoints.checkpoint(connection, "PASSIVE");
    checkpointed = written;
  }

  /** About how many bytes were written to the write-ahead log. Safe for use by many threads. */
  long written() {
    return written;
  }

  /** Closes the database, with everything in one file. */
  void close() throws SQLException {
    try (connection) {
      Checkpoints.checkpoint(connection, "TRUNCATE");
    }
  }
}
