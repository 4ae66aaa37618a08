package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.child.ChildEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt, and of a child if it was its last.
 *
 * @param end how it ended
 * @param result what its method returned, encoded; null if nothing
 * @param ran whether its method had begun
 * @param attempt which attempt it was
 * @param exitCode the exit code of its process, or null if there was no process
 * @param stderr the end of what it wrote there
 * @param thrown the binary names of the exception's class and its superclasses, if it threw one
 * @param hopeless whether another attempt would end the same way, whatever the plan says
 * @param gaveUp the limit that kept it from being started again, or null
 */
public record AttemptEnd(
    ChildEnd end,
    @Nullable LeftResult result,
    boolean ran,
    int attempt,
    @Nullable Integer exitCode,
    String stderr,
    List<String> thrown,
    boolean hopeless,
    @Nullable RestartLimit gaveUp) {

  /** Whether it is the child's own failure, rather than a success or the wish of its parent. */
  public boolean isFailure() {
    return !isSuccess() && !(end instanceof ChildEnd.Stopped);
  }

  /** Whether all went well: one that was given up has failed, though its last attempt returned. */
  public boolean isSuccess() {
    return end.isSuccess() && gaveUp == null;
  }

  /** The end of an attempt that has left nothing. */
  public static AttemptEnd without(ChildEnd end, int attempt) {
    return new AttemptEnd(end, null, false, attempt, null, "", List.of(), false, null);
  }

  /** The same, after which it was given up. */
  AttemptEnd givenUp(RestartLimit limit) {
    return new AttemptEnd(end, result, ran, attempt, exitCode, stderr, thrown, hopeless, limit);
  }
}
