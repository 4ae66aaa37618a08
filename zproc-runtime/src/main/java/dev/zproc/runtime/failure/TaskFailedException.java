package dev.zproc.runtime.failure;

import dev.zproc.runtime.child.ChildEnd;
import org.jspecify.annotations.Nullable;

/**
 * A task of a swarm did not return: its method threw, or no worker has survived it. The message
 * says which item, which call, how it ended and what to look at next; then comes the stack of the
 * exception in the worker, or the end of the worker's stderr.
 *
 * <p>A line in a table of failures is {@link #index}, {@link #call} and {@link #end}, of which the
 * text is how it ended and nothing else: {@code ran out of memory}. It has as many lines as the
 * message of an exception that the method threw. {@link #toString} adds what to look at next.
 */
public final class TaskFailedException extends ZProcException {

  private static final long serialVersionUID = 1L;

  private final long index;
  private final String call;
  private final int attempts;
  private final long pid;
  private final transient @Nullable ChildEnd end;

  /**
   * Makes the exception of a task.
   *
   * @param index which item it was, from 0
   * @param attempts how many workers it has been given to
   * @param pid the id of the process of the last of them, or -1
   * @param stderr the end of what that process wrote there; may be empty
   */
  public TaskFailedException(
      long index, String call, int attempts, long pid, ChildEnd end, String stderr) {
    this(text(index, call, attempts, pid, end, stderr), index, call, attempts, pid, end);
  }

  private TaskFailedException(
      String text, long index, String call, int attempts, long pid, ChildEnd end) {
    super(text, Evidence.of(text));
    this.index = index;
    this.call = call;
    this.attempts = attempts;
    this.pid = pid;
    this.end = end;
  }

  /** Which item it was, from 0; 0 for a call that was submitted alone. */
  public long index() {
    return index;
  }

  /** The method, with its arguments. */
  public String call() {
    return call;
  }

  /** How many workers it has been given to. */
  public int attempts() {
    return attempts;
  }

  /** The id of the process of the last worker that had it; -1 if that is not known. */
  public long pid() {
    return pid;
  }

  /** How it, or its worker, ended; null only in a copy of this exception that was deserialized. */
  public @Nullable ChildEnd end() {
    return end;
  }

  private static String text(
      long index, String call, int attempts, long pid, ChildEnd end, String stderr) {
    StringBuilder text = new StringBuilder();
    text.append("item ").append(index).append(", ").append(call);
    text.append(end instanceof ChildEnd.Threw ? ", " : ", its worker ").append(end).append('.');
    if (attempts > 1) {
      text.append(" It was tried by ").append(attempts).append(" workers.");
    }
    if (pid >= 0) {
      text.append(" (pid ").append(pid).append(')');
    }
    String remedy = remedy(end);
    if (!remedy.isEmpty() && !(end instanceof ChildEnd.Threw)) {
      text.append(' ').append(remedy);
    }
    if (end instanceof ChildEnd.Threw threw) {
      Evidence.add(text, Evidence.IN_WORKER, threw.stack());
    } else if (!stderr.isEmpty()) {
      Evidence.add(text, Evidence.STDERR, stderr);
    }
    return Evidence.ended(text);
  }

  /** The first lines of the message; a stack trace has the rest as the cause. */
  @Override
  public String toString() {
    return getClass().getName() + ": " + Evidence.head(String.valueOf(getMessage()));
  }

  /** What is said of children, but for what is an option of the swarm here. */
  private static String remedy(ChildEnd end) {
    if (end instanceof ChildEnd.TimedOut) {
      return "Give each call longer with taskTimeout(…) where the swarm is opened; or see what this"
          + " one does, with jstack and the pid of its worker, while it runs.";
    }
    if (end instanceof ChildEnd.OutOfMemory) {
      return "Give the workers more with heap(…) where the swarm is opened; or see what fills it,"
          + " with jvmArgs(\"-XX:+HeapDumpOnOutOfMemoryError\") there.";
    }
    return end.remedy();
  }
}
