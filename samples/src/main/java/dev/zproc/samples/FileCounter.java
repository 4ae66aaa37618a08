package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.ZProc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who may use the file. */
@State
interface FileLock {
  /** The process that holds it; absent while nobody does. */
  @Nullable Long holder();
}

/**
 * <b>8.</b> Several processes count in one file, which they lock with a key of the state: who finds
 * it absent and sets it first has it, the others wait until it is absent again.
 *
 * <p>Such a lock is kept for ever by a process that dies with it.
 */
final class FileCounter {

  private FileCounter() {}

  @ChildProcess
  static void counter(FileLockState lock, Path file) throws IOException {
    Long self = ProcessHandle.current().pid();
    do {
      lock.await(lock.holder().isNull());
    } while (!lock.holder().compareAndSet(null, self));
    try {
      int count = Integer.parseInt(Files.readString(file)) + 1;
      Files.writeString(file, Integer.toString(count));
      System.out.println("counted: " + count);
    } finally {
      lock.holder().set(null);
    }
  }

  public static void main(String[] args) throws IOException {
    int counters = args.length > 0 ? Integer.parseInt(args[0]) : 8;
    Path file = Files.createTempFile("counter", ".txt");
    try (ZProc zproc = ZProc.open()) {
      Files.writeString(file, "0");
      zproc.spawn(FileCounterLauncher.counter(file), counters);
      zproc.awaitAll();
      System.out.println("the file says: " + Files.readString(file));
    } finally {
      Files.delete(file);
    }
  }
}
