package dev.zproc.runtime;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.SwarmFailedException;
import dev.zproc.runtime.failure.TaskFailedException;
import dev.zproc.runtime.failure.ZProcException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item of a swarm's: a value or a failure.
 *
 * @param index which item, from 0
 * @param call the call that was made for it
 * @param result what it returned; null if it failed, or returned nothing
 * @param failure why there is no result; null if there is. Mostly a {@link TaskFailedException},
 *     whose {@code end()} is in a few words how it ended. Else a {@link BadValueException}: what it
 *     returned could not be read here; or a {@link SwarmFailedException}: it was not done, since
 *     the swarm could not go on or was stopped
 */
public record TaskResult<R>(
    long index, Call<R> call, @Nullable R result, @Nullable ZProcException failure) {

  /** Whether it returned. */
  public boolean isSuccess() {
    return failure == null;
  }

  /**
   * Returns what it returned, which is null if that is nothing.
   *
   * @throws ZProcException the failure, if it is one
   */
  @SuppressWarnings("NullAway") // a method that returns null has a nullable R
  public R get() {
    if (failure != null) {
      throw failure;
    }
    return result;
  }
}
