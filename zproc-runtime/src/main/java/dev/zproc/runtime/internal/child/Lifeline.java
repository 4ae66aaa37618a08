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
 * main thread, which on standby reads the call itself as soon as the parent says that it comes
 * next: one of the two always reads, so that neither misses the end of the pipe.
 */
final class Lifeline implements Runnable {

  private static final String DESCRIPTORS = "/proc/self/fd/";
  private static final String PIPE = "pipe:";

  private final InputStream pipe;
  private final byte[] ignored = new byte[16];
  private final CountDownLatch invited = new CountDownLatch(1);
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch readByMain = new CountDownLatch(1);
  private final String name;
  private final String target;
  private volatile boolean released;

  /** How often something has come. Written by the thread of the lifeline only. */
  private volatile int heard;

  /** Whether the call is read by the main thread, which spares a process on standby a hand-over. */
  private boolean leftToMain;

  private @Nullable BootFrame invitation;
  private @Nullable BootFrame frame;
  private @Nullable IOException failure;

  private Lifeline(InputStream pipe, String name, String target) {
    this.pipe = pipe;
    this.name = name;
    this.target = target;
  }

  /**
   * Opens the pipe and starts to watch it.
   *
   * @param descriptor where it is; if there is no pipe, stdin is it
   */
  static Lifeline start(int descriptor) {
    Lifelines.cutAll(); // there are none yet: loads what cutting them takes
    int actual = target(DESCRIPTORS + descriptor).startsWith(PIPE) ? descriptor : 0;
    String name = DESCRIPTORS + actual;
    String target = target(name);
    Lifeline lifeline = new Lifeline(open(actual), name, target);
    Thread thread = new Thread(null, lifeline, "zproc-lifeline");
    thread.setDaemon(true);
    thread.start();
    return lifeline;
  }

  /**
   * Returns what comes before the boot frame of a process on standby, as soon as it is here; null
   * if something else has come.
   */
  @Nullable BootFrame invitation() throws InterruptedException {
    invited.await();
    return invitation;
  }

  /**
   * Returns the boot frame as soon as it is here. There is no limit to the wait: a parent that is
   * stopped or slow is not gone, and one that is gone ends this process.
   *
   * @throws IOException if what came is no boot frame
   */
  BootFrame frame() throws IOException, InterruptedException {
    read.await();
    if (leftToMain) {
      leftToMain = false;
      read(true);
      readByMain.countDown();
    }
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
    String here = target.startsWith(PIPE) ? find() : null;
    if (here != null) {
      released = true;
      try (FileOutputStream own = new FileOutputStream(here)) {
        own.write(0);
      } catch (IOException e) {
        // It reads on, until the process ends.
      }
    }
  }

  /** How often something has come behind the boot frame; wraps around. */
  int heard() {
    return heard;
  }

  /** Whether nothing is heard any more, because the process is about to end. */
  boolean isReleased() {
    return released;
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
  private static InputStream open(int descriptor) {
    for (String name : new String[] {DESCRIPTORS + descriptor, "/dev/fd/" + descriptor}) {
      if (new File(name).exists()) {
        try {
          InputStream pipe = new FileInputStream(name);
          if (descriptor == 0) {
            closeStdin();
          }
          return pipe;
        } catch (IOException e) {
          // Some systems do not let it be opened; the next way, then.
        }
      }
    }
    return new FileInputStream(FileDescriptor.in);
  }

  /**
   * Programs that this process starts with its own stdin must not wait for what never comes: the
   * JDK puts {@code /dev/null} in the place of a stdin that is closed. It opens it for writing
   * only, so that they get an error rather than an end.
   */
  private static void closeStdin() {
    try {
      new FileInputStream(FileDescriptor.in).close();
    } catch (IOException e) {
      // Then it stays what it is.
    }
  }

  /** A name for the pipe: where it was, or where it has been opened again; null if none is left. */
  private @Nullable String find() {
    if (target.equals(target(name))) {
      return name;
    }
    String[] descriptors = new File(DESCRIPTORS).list();
    if (descriptors != null) {
      for (String descriptor : descriptors) {
        if (target.equals(target(DESCRIPTORS + descriptor))) {
          return DESCRIPTORS + descriptor;
        }
      }
    }
    return null;
  }

  /** What it is, such as {@code pipe:[4711]}; user code may close stdin and open something else. */
  private static String target(String name) {
    try {
      return Files.readSymbolicLink(Path.of(name)).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  /**
   * Reads the boot frame, behind the invitation if there is one; null if the next to read is the
   * main thread.
   */
  private @Nullable BootFrame first() throws IOException {
    BootFrame next = BootFrame.read(pipe);
    if (next.isInvitation()) {
      invitation = next;
      invited.countDown();
      next = BootFrame.read(pipe);
    }
    return next.isInvitation() ? null : next;
  }

  private void read(boolean isCall) {
    try {
      frame = isCall ? BootFrame.read(pipe) : first();
    } catch (IOException e) {
      failure = e;
      if (isAtEnd()) {
        orphaned(); // it came to nothing because the parent is gone
      }
    } catch (RuntimeException | Error e) {
      Fault.end(e); // which says nothing about the parent
    }
  }

  private boolean isAtEnd() {
    try {
      return pipe.read() < 0;
    } catch (IOException e) {
      return true; // a pipe that cannot be read is as good as one that has ended
    }
  }

  @Override
  public void run() {
    try {
      read(false);
      boolean isLeft = frame == null && failure == null;
      leftToMain = isLeft;
      invited.countDown();
      read.countDown();
      if (isLeft) {
        readByMain.await();
      }
      while (pipe.read(ignored) >= 0) {
        heard = heard + 1;
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
