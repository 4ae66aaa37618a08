package dev.zproc.runtime.internal.output;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the output of one attempt goes.
 *
 * @param out where its stdout goes; null if the process has this one's own stdout, and nothing of
 *     it comes here
 * @param err where its stderr goes
 * @param close called once when both are drained
 */
public record OutputSinks(@Nullable OutputSink out, OutputSink err, Runnable close) {

  /** Makes the sinks of each attempt of a child. */
  @FunctionalInterface
  public interface Factory {

    /** Whether stdout would be this process's own, as things are now. */
    default boolean inheritsOut() {
      return false;
    }

    /** Opens them for the child called {@code name}. */
    OutputSinks open(String name) throws IOException;
  }
}
