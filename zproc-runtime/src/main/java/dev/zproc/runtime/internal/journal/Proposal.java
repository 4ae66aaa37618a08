package dev.zproc.runtime.internal.journal;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A commit as it was decided, for a log that others write to as well: it holds only if nobody has
 * touched what it depends on.
 *
 * @param keys all that was read or written
 * @param ranges those of which all keys were
 * @param changes what it does
 */
public record Proposal(Set<Bytes> keys, List<KeyRange> ranges, List<EntryChange> changes) {

  /** What a server keeps for itself, and nobody shares. A program's names may begin alike. */
  private static final List<KeyRange> OWN =
      List.of(Keys.sessions(), Keys.tasks(""), Keys.background());

  /** The proposal of a commit that does {@code changes}. */
  public static Proposal of(Commit commit, List<EntryChange> changes) {
    Set<Bytes> keys = new LinkedHashSet<>();
    List<KeyRange> ranges = new ArrayList<>(0);
    for (Compare compare : commit.compares()) {
      keys.add(compare.key());
    }
    for (Operation operation : commit.operations()) {
      if (operation instanceof Operation.DeleteRange delete) {
        ranges.add(delete.range());
      } else {
        keys.add(key(operation));
      }
    }
    changes.forEach(change -> keys.add(change.key()));
    return new Proposal(keys, ranges, changes);
  }

  /** Whether {@code commit} is about what a server keeps for itself. */
  public static boolean isOwn(Commit commit) {
    return !commit.operations().isEmpty()
        && commit.operations().stream().allMatch(operation -> isOwn(key(operation)))
        && commit.compares().stream().allMatch(compare -> isOwn(compare.key()));
  }

  private static boolean isOwn(Bytes key) {
    return OWN.stream().anyMatch(range -> range.contains(key));
  }

  private static Bytes key(Operation operation) {
    if (operation instanceof Operation.Put put) {
      return put.key();
    } else if (operation instanceof Operation.Computed computed) {
      return computed.key();
    } else if (operation instanceof Operation.Delete delete) {
      return delete.key();
    } else if (operation instanceof Operation.Tally tally) {
      return tally.counter();
    }
    return ((Operation.DeleteRange) operation).range().from();
  }
}
