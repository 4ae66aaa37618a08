package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.store.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of a commit that has come into the store at another revision than was decided. */
final class Renumbered {

  private Renumbered() {}

  /** The result of {@code decision} as of {@code revision}, the store's newest one. */
  static CommitResult of(Decision decision, long revision) {
    CommitResult told = decision.result();
    List<OperationResult> results =
        told.results().stream()
            .map(
                each ->
                    new OperationResult(
                        entry(each.previous(), decision.revision(), revision),
                        entry(each.current(), decision.revision(), revision)))
            .toList();
    return new CommitResult(told.committed(), revision, results, told.current());
  }

  private static @Nullable Entry entry(@Nullable Entry entry, long decided, long revision) {
    return entry == null
        ? null
        : new Entry(
            entry.key(),
            entry.value(),
            number(entry.createRevision(), decided, revision),
            number(entry.modRevision(), decided, revision));
  }

  /** Nothing is newer than the store is. */
  private static long number(long told, long decided, long revision) {
    return told == decided ? revision : Math.min(told, revision);
  }
}
