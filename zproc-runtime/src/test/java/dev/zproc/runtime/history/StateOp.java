package dev.zproc.runtime.history;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was asked of the state, and the result; no result if nobody knows it. */
sealed interface StateOp {

  /** A read of one key. */
  record Read(Bytes key, ReadResult result) implements StateOp {}

  /** A read of a range at the newest revision. */
  record Range(KeyRange range, RangeResult result) implements StateOp {}

  /** A commit. */
  record Submit(Commit commit, @Nullable CommitResult result) implements StateOp {}

  /** The revision that was told with the result; -1 for none. */
  default long revision() {
    if (this instanceof Read read) {
      return read.result().revision();
    } else if (this instanceof Range range) {
      return range.result().revision();
    }
    CommitResult result = ((Submit) this).result();
    return result == null ? -1 : result.revision();
  }

  /** The keys that this looks at or writes to; fails for a range, which has no end of them. */
  default Set<Bytes> keys() {
    if (this instanceof Read read) {
      return Set.of(read.key());
    } else if (this instanceof Submit submit) {
      Set<Bytes> keys = new HashSet<>();
      for (Compare compare : submit.commit().compares()) {
        keys.add(compare.key());
      }
      for (Operation operation : submit.commit().operations()) {
        keys.add(key(operation));
      }
      return keys;
    }
    throw new IllegalArgumentException("a range ties all keys together: " + this);
  }

  private static Bytes key(Operation operation) {
    if (operation instanceof Operation.Put put) {
      return put.key();
    } else if (operation instanceof Operation.Computed computed) {
      return computed.key();
    } else if (operation instanceof Operation.Delete delete) {
      return delete.key();
    }
    throw new IllegalArgumentException("not on one key: " + operation);
  }
}
