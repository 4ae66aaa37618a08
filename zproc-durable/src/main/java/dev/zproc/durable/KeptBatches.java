package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.journal.Decided;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a damaged state. One is whole if its sum follows from that of the batch before it;
 * so the first behind one that is lost cannot be checked, and is not believed.
 *
 * <p>Threads: not safe.
 */
final class KeptBatches implements DamagedTable.Rows<Long> {

  private record Kept(BatchRow row, long chain) {}

  private final Sums sums;
  private final NavigableMap<Long, Kept> batches = new TreeMap<>();

  KeptBatches(Sums sums) {
    this.sums = sums;
  }

  @Override
  public Long key(ResultSet row) throws SQLException {
    return row.getLong(1);
  }

  @Override
  public boolean take(ResultSet row) throws SQLException {
    BatchRow batch = BatchRow.of(row);
    batches.put(batch.number(), new Kept(batch, row.getLong(7)));
    return true; // which the batches beside it tell
  }

  /**
   * Does to the entries what they do not show yet, and what they showed where that cannot be read.
   *
   * @param meta what the table of entries shows; null if that is not known
   * @param isUnknown whether the entries do not show what became of a key
   * @param acknowledged the last batch that was, as far as that is known
   * @return what is lost, in a sentence; empty if nothing
   */
  String follow(
      @Nullable Meta meta,
      Predicate<Bytes> isUnknown,
      NavigableMap<Bytes, Entry> found,
      long acknowledged) {
    long whole = 0;
    long shown = meta == null ? 0 : meta.number();
    for (Map.Entry<Long, Kept> each : batches.entrySet()) {
      long number = each.getKey();
      Kept batch = each.getValue();
      Long chain = chainOf(number - 1, meta);
      if (chain == null
          || batch.row().chainAfter(chain, sums) != batch.chain()
          || meta != null && number == shown && batch.chain() != meta.chain()) {
        continue;
      }
      try {
        for (Decided commit : BatchCodec.decode(batch.row().data())) {
          for (EntryChange change : commit.changes()) {
            if (number > shown || isUnknown.test(change.key())) {
              apply(change, commit.revision(), found);
            }
          }
        }
        whole++;
      } catch (ProtocolException | IllegalStateException | IllegalArgumentException broken) {
        // It is whole and says nothing, which has to be told as well.
      }
    }
    long first = meta != null ? meta.baseNumber() + 1 : batches.isEmpty() ? 1 : batches.firstKey();
    long last = Math.max(Math.max(shown, acknowledged), batches.isEmpty() ? 0 : batches.lastKey());
    long lost = last - first + 1 - whole;
    return lost == 0
        ? ""
        : lost
            + " of the "
            + (last - first + 1)
            + " batches of commits that were kept, up to "
            + last
            + ", are missing, are damaged or cannot be checked: what they wrote may be lost, or"
            + " older";
  }

  /** The sum that batch {@code number} has to have, or has; null if nobody knows. */
  private @Nullable Long chainOf(long number, @Nullable Meta meta) {
    if (meta != null && number == meta.number()) {
      return meta.chain();
    }
    if (meta != null && number == meta.baseNumber()) {
      return meta.baseChain();
    }
    Kept kept = batches.get(number);
    return kept == null ? null : (Long) kept.chain();
  }

  private static void apply(EntryChange change, long revision, Map<Bytes, Entry> to) {
    Entry present = to.get(change.key());
    Entry after = change.after();
    if (present != null && present.modRevision() > revision) {
      return;
    }
    if (after == null) {
      to.remove(change.key());
    } else {
      to.put(change.key(), after);
    }
  }
}
