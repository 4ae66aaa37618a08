package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.engine.LateScalar;
import dev.zproc.runtime.spi.ChildEntry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call that a worker is to make, and what became of it.
 *
 * <p>Threads: made by any thread; owned by the scheduler's from the submission until it is told
 * that it is done, and from then on read by whoever is told.
 */
public final class Task {

  /** What a task weighs beside its arguments, about. */
  private static final int OVERHEAD_BYTES = 64;

  final Batch batch;
  final ChildEntry<?> entry;

  /** Each encoded, or a {@link LateScalar}. */
  final Object[] arguments;

  private final Object call;
  private final long index;
  private final long weight;
  private final Consumer<Task> onDone;

  long id;
  int attempts;

  /** Whether a worker that held it has died while it was at none, which it may have done. */
  boolean spared;

  private @Nullable TaskEnd end;
  private boolean told;

  /** Owned by whoever is told that it is done. */
  private boolean collected;

  /**
   * Makes a task.
   *
   * @param arguments each encoded or a {@link LateScalar}, and not to be written to any more
   * @param call whose text is that of the call
   * @param index which item of the batch it is
   * @param onDone told once that it is done, in the broker's thread, which it must not hold up
   */
  public Task(
      Batch batch,
      ChildEntry<?> entry,
      Object[] arguments,
      Object call,
      long index,
      Consumer<Task> onDone) {
    this.batch = batch;
    this.entry = entry;
    this.arguments = arguments;
    this.call = call;
    this.index = index;
    this.weight = weight(arguments);
    this.onDone = onDone;
  }

  public long index() {
    return index;
  }

  /** The method and its arguments. */
  public Object call() {
    return call;
  }

  public ChildEntry<?> entry() {
    return entry;
  }

  /** How it ended; not to be asked before it has. */
  public TaskEnd end() {
    TaskEnd known = end;
    if (known == null) {
      throw new IllegalStateException(call + " has not ended");
    }
    return known;
  }

  boolean isDone() {
    return end != null;
  }

  void done(TaskEnd how) {
    end = how;
    tell();
  }

  /** Says that it is done; once more only if that has thrown. */
  void tell() {
    onDone.accept(this);
    told = true;
  }

  boolean isTold() {
    return told;
  }

  /** Whether its result is taken soon, with those that came in the same message. */
  boolean isOneOfMany() {
    return onDone instanceof Completions;
  }

  /** Whether whoever was told that it is done has said so. */
  public boolean isCollected() {
    return collected;
  }

  /** To be called by whoever was told that it is done. */
  public void collected() {
    collected = true;
  }

  /** About how many bytes it takes on its way. */
  public long weight() {
    return weight;
  }

  private static long weight(Object[] arguments) {
    long bytes = OVERHEAD_BYTES;
    for (Object argument : arguments) {
      bytes += LateScalar.size(argument);
    }
    return bytes;
  }

  @Override
  public String toString() {
    return index + ": " + call;
  }
}
