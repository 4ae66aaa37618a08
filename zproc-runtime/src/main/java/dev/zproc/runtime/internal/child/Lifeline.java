package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Lifelines;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads the boot frame from the pipe that the parent holds, and then ends this process when that
 * pipe ends: the parent is gone.
 *
 * <p>It must work when nothing else does, in a full heap above all: so whatever it needs at the end
 * is allocated, loaded and initialised in the beginning, and it halts without any shutdown hook.
 *
 * <p>Threads: owned by its own daemon thread, {@code zproc-lifeline}; {@link #frame} is for the
 * main thread.
 */
final class Lifeline {

  private static final String STDIN = "/proc/self/fd/0";

  private final InputStream pipe;
  private final byte[] ignored = new byte[16];
  private final CountDownLatch read = new CountDownLatch(1);
  private final String target;
  private volatile boolean released;
  private @Nullable BootFrame frame;
  private @Nullable IOException failure;

  private Lifeline(InputStream pipe, String target) {
    this.pipe = pipe;
    this.target = target;
  }

  /** Opens the pipe and starts to watch it. */
  static Lifeline start() {
    Lifelines.cutAll(); // there are none yet: loads what cutting them takes
    Lifeline lifeline = new Lifeline(open(), target());
    Thread thread = new Thread(null, lifeline::run, "zproc-lifeline");
    thread.setDaemon(true);
    thread.start();
    return lifeline;
  }

  /**
   * Returns the boot frame as soon as it is here. There is no limit to the wait: a parent that is
   * stopped or slow is not gone, and one that is gone ends this process.
   *
   * @throws IOException if what came is no boot frame
   */
  BootFrame frame() throws IOException, InterruptedException {
    read.await();
    if (frame == null) {
      throw failure != null ? failure : new IOException("no boot frame");
    }
    return frame;
  }

  /**
   * Lets the thread end, because the process is about to, in order: HotSpot waits 0.3 s for threads
   * that are in native code at its exit, and this one is, as long as it reads. It is woken by a
   * byte that this process writes into its own pipe. Where that cannot be done the exit takes
   * longer, and nothing else is different. From here on only {@link ParentWatch} looks after the
   * parent.
   */
  void release() {
    if (target.startsWith("pipe:") && target.equals(target())) {
      released = true;
      try (FileOutputStream own = new FileOutputStream(STDIN)) {
        own.write(0);
      } catch (IOException e) {
        // It reads on, until the process ends.
      }
    }
  }

  /** Ends this process and all below it, because the parent is gone. */
  static void orphaned() {
    while (true) {
      try {
        Lifelines.cutAll();
        Runtime.getRuntime().halt(ExitCodes.PARENT_GONE);
      } catch (Throwable e) {
        // Once more: there is nothing else that this process may do.
      }
    }
  }

  /**
   * A descriptor of its own, so that user code that closes stdin does not end the process: opening
   * it by name makes another one for the same pipe.
   */
  private static InputStream open() {
    for (String name : new String[] {STDIN, "/dev/fd/0"}) {
      if (new File(name).exists()) {
        try {
          return new FileInputStream(name);
        } catch (IOException e) {
          // Some systems do not let it be opened; the next way, then.
        }
      }
    }
    return new FileInputStream(FileDescriptor.in);
  }

  /** What stdin is, such as {@code pipe:[4711]}; user code may close it and open something else. */
  private static String target() {
    try {
      return Files.readSymbolicLink(Path.of(STDIN)).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private void run() {
    try {
      try {
        frame = BootFrame.read(pipe);
      } catch (IOException e) {
        failure = e;
        if (pipe.read() < 0) {
          orphaned(); // it came to nothing because the parent is gone
        }
      } catch (RuntimeException | Error e) {
        Fault.end(e); // which says nothing about the parent
      }
      read.countDown();
      while (pipe.read(ignored) >= 0) {
        if (released) {
          return; // nobody else says anything here after the boot frame
        }
      }
    } catch (Throwable e) {
      // A pipe that cannot be read is as good as one that has ended.
    }
    orphaned();
  }
}
