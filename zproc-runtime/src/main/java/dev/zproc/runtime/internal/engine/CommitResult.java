package dev.zproc.runtime.internal.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a commit.
 *
 * @param committed whether every compare held
 * @param revision the revision of the commit, or the newest one where it made none
 * @param results if committed, one for each operation, in order
 * @param current if not committed, the entry of each compared key as it is, in order; null where
 *     absent
 */
public record CommitResult(
    boolean committed,
    long revision,
    List<OperationResult> results,
    List<@Nullable Entry> current) {

  /**
   * The entry that an operation found and the one it left; null where there is none, or where the
   * commit did not ask for it. Of a {@link Operation.DeleteRange} there is neither.
   */
  public record OperationResult(@Nullable Entry previous, @Nullable Entry current) {}
}
