package dev.zproc.runtime.internal.swarm;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Eight bytes of a file that broker and worker map into their memory: the worker writes there which
 * task it is at; below 0 if another thread has called {@link System#exit} before it was over. It
 * costs next to nothing, and whatever ends the worker leaves it as it stood. Where no file can be
 * had there is none, and nobody knows.
 *
 * <p>Threads: written by the worker's main thread and a shutdown hook, read by the broker's.
 */
final class Mark {

  /** At no task, which is something else than that nobody knows. */
  static final long NONE = Long.MIN_VALUE;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final int BYTES = 8;

  /** After so long each processor has seen what another has written, by far. */
  private static final long SEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final @Nullable Path file;
  private final @Nullable ByteBuffer memory;

  /** Whether the JVM is on its way out, through no fault of the tasks from here on. */
  private volatile boolean foreign;

  Mark(@Nullable Path file, @Nullable ByteBuffer memory) {
    this.file = file;
    this.memory = memory;
  }

  /** Makes one in a new file, which nobody else may read. */
  static Mark make(WorkerProcess.Starter files) {
    try {
      Path file = files.newFile();
      try {
        Files.write(file, new byte[BYTES]);
        return new Mark(file, map(file));
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException e) {
      // A place that cannot be written to: then it is found out otherwise.
    }
    return new Mark(null, null);
  }

  /** Opens the one that the broker has made at {@code path}, which may be empty. */
  static Mark open(String path) {
    try {
      return path.isEmpty() ? new Mark(null, null) : new Mark(null, map(Path.of(path)));
    } catch (IOException | RuntimeException e) {
      return new Mark(null, null);
    }
  }

  private static ByteBuffer map(Path file) throws IOException {
    boolean interrupted = Thread.interrupted(); // which would close the channel
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES).order(ByteOrder.nativeOrder());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Where it is; empty if nowhere. */
  String path() {
    return file == null ? "" : file.toString();
  }

  /**
   * Says which task the worker is at; for its main thread.
   *
   * @param task its id, or {@link #NONE}
   */
  void set(long task) {
    ByteBuffer there = memory;
    if (there != null) {
      LONG.setRelease(there, 0, task); // no more than that: there are millions of tasks a second
      if (foreign && task > 0) {
        LONG.setRelease(there, 0, -task);
      }
    }
  }

  /**
   * Another thread than that of the tasks ends the JVM. That may take until its hooks are done, and
   * the main thread goes on to other tasks meanwhile; these are not to blame either. One that
   * begins at this moment may have looked before it is seen here, so it is looked for again.
   */
  void exitsByAnother() {
    ByteBuffer there = memory;
    if (there != null) {
      foreign = true;
      disown(there);
      LockSupport.parkNanos(SEEN_NANOS);
      disown(there);
    }
  }

  private static void disown(ByteBuffer there) {
    long task = (long) LONG.getVolatile(there, 0);
    if (task > 0) {
      LONG.compareAndSet(there, 0, task, -task); // else it is at another one by now
    }
  }

  /**
   * The id of the task that the worker is or was at, below 0 if another thread than that of the
   * task has ended the JVM; {@link #NONE} if it was at none; 0 if that is not known.
   */
  long get() {
    ByteBuffer there = memory;
    return there == null ? 0 : (long) LONG.getAcquire(there, 0);
  }

  /** Deletes the file; the memory stays. */
  void delete() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
