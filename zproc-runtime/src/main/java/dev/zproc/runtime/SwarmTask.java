package dev.zproc.runtime;

import dev.zproc.runtime.failure.TaskGoneException;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import dev.zproc.runtime.internal.swarm.TaskEndCodec;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.FutureMatch;
import dev.zproc.runtime.internal.wait.ToldFuture;
import dev.zproc.runtime.spi.ChildEntry;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * A call that a swarm makes, and whose result any process of the context can fetch by its id: a
 * text to be put into a state, or passed as an argument.
 *
 * <pre>{@code
 * String id = swarm.share(ParserLauncher.parse(file, 10)).id();          // here
 * Report report = SwarmTask.of(zproc, id, Report.class).result();        // in another process
 * }</pre>
 *
 * <p>What it came to, a failure too, is kept in the state until it is {@linkplain #drop dropped} or
 * its swarm is closed, of each swarm for the last 1,000 that have ended. It counts as state does,
 * and is no larger than a value may be ({@code maxValueBytes}); of a larger one is kept that it was
 * too large.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class SwarmTask<R> {

  private static final Pattern ID = Pattern.compile("\\d{1,19}-[0-9a-z]{1,13}-\\d{1,19}");

  private final StateEngine engine;
  private final String id;
  private final Class<R> type;

  SwarmTask(StateEngine engine, String id, Class<R> type) {
    this.engine = engine;
    this.id = id;
    this.type = type;
  }

  /**
   * The task that has this id, somewhere in the context. Asks nobody: whether there is one is told
   * by whoever wants its result.
   *
   * @param type what its method returns: {@code Report.class}, {@code int.class}, {@code
   *     List.class}; {@code Void.class} if nothing
   * @throws IllegalArgumentException if {@code id} is none that {@link #id} tells
   */
  @SuppressWarnings("unchecked") // int.class is a Class<Integer>, as its wrapper is
  public static <R> SwarmTask<R> of(ZProc zproc, String id, Class<R> type) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'" + id + "' is no id of a task; swarm.share(call).id() tells one, such as 1-3k9x0q-7");
    }
    Class<R> boxed = (Class<R>) MethodType.methodType(type).wrap().returnType();
    return new SwarmTask<>(zproc.spaces().engine(), id, boxed);
  }

  /** What it is fetched by; no other task has it, in this context or another. */
  public String id() {
    return id;
  }

  /**
   * What its method has returned, null if nothing; waits for it.
   *
   * @throws dev.zproc.runtime.failure.TaskFailedException if it has failed
   * @throws dev.zproc.runtime.failure.SwarmFailedException if its swarm could not go on, or was
   *     closed before it ended
   * @throws TaskGoneException if nothing is kept of it
   * @throws IllegalArgumentException if the result is of another type
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   * @throws dev.zproc.runtime.failure.ServerGoneException if the state server is gone
   */
  public R result() {
    return result(Deadline.NEVER);
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if it has not ended until then
   */
  public R result(Duration timeout) {
    return result(Deadline.after(timeout));
  }

  private R result(Deadline deadline) {
    return result(open().take(deadline, toString()));
  }

  /** The same as a future; cancelling that ends the wait, and nothing else. */
  public CompletableFuture<R> future() {
    FutureMatch ended = open();
    CompletableFuture<R> future = ToldFuture.of(ended, this::result);
    future.whenComplete((result, failure) -> ended.cancel(false));
    return future;
  }

  /**
   * Gives up what is kept of it: who asks from here on, and who waits for it, gets a {@link
   * TaskGoneException}. The call itself is made all the same.
   */
  public void drop() {
    Operation unfinished = new Operation.Delete(Keys.unfinishedTask(id));
    Operation ended = new Operation.Delete(Keys.endedTask(id));
    Calls.get(engine.commit(Commit.of(Commit.Results.NONE, unfinished, ended)));
  }

  /**
   * Waits until it is not unfinished, with what there is then. That stays so, and a lost connection
   * may miss as much as it likes.
   */
  private FutureMatch open() {
    Criterion over = new Criterion.Not(new Criterion.Exists(Keys.unfinishedTask(id)));
    List<KeyRange> wanted = List.of(KeyRange.single(Keys.endedTask(id)));
    return FutureMatch.open(
        engine, new ConditionSpec(over, 0, 0, false, false, wanted, toString()), Integer.MAX_VALUE);
  }

  @SuppressWarnings("NullAway") // a method that returns null has a nullable R
  private R result(Match match) {
    if (match.captured().isEmpty()) {
      throw new TaskGoneException(
          "nothing is kept of "
              + this
              + " in this context: it was dropped, its swarm is closed or has ended with its process,"
              + " 1,000 others have ended since, or there never was one; fetch it before, or keep the"
              + " swarm open");
    }
    WireReader in = new WireReader(match.captured().get(0).value().shared());
    String entry = in.text();
    String closure = in.text();
    String call = in.text();
    TaskEnd end = TaskEndCodec.read(in);
    if (!(end instanceof TaskEnd.Returned returned)) {
      throw SwarmResults.failure(0, call, end);
    }
    byte[] encoded = returned.result();
    return encoded == null ? null : typed(call, decoded(entry, closure, call, encoded));
  }

  private Object decoded(String name, String closure, String call, byte[] encoded) {
    ChildEntry<?> entry;
    try {
      entry = WorkerCalls.load(name);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          this
              + " is a call of "
              + name
              + ", which this process cannot load: give it the jar, too, that this class is in",
          e);
    }
    DecodedArguments.requireSame(entry.toString(), closure, DecodedArguments.closure(entry));
    return DecodedArguments.result(entry, call, encoded);
  }

  private R typed(String call, Object result) {
    if (!type.isInstance(result)) {
      throw new IllegalArgumentException(
          this
              + " is "
              + call
              + ", whose result is a "
              + result.getClass().getName()
              + " and no "
              + type.getName()
              + "; name its type where the task is asked for");
    }
    return type.cast(result);
  }

  @Override
  public String toString() {
    return "the task " + id;
  }
}
