package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A child in a thread of this process, as supervision knows processes: it gets its boot frame
 * through what would be its stdin, and ends with an exit code. It prints to the streams that all
 * threads share, so that nothing of it comes here.
 *
 * <p>A thread cannot be killed. It is interrupted, and counts as ended; what it does after that
 * fails, as far as zproc has to do with it.
 *
 * <p>Threads: safe for use by many threads. The child's own is {@code zproc-child[name]}.
 */
final class ThreadProcess extends Process {

  private static final int KILLED = ExitCodes.SIGNAL_BASE + 9;

  private final String name;
  private final ThreadMain.Life life;
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final OutputStream frame = new Frame();
  private final ThreadHandle handle = new ThreadHandle(this);

  /** Guarded by this. */
  private @Nullable Thread thread;

  ThreadProcess(String name, ThreadMain main) {
    this.name = name;
    this.life = main.begin(name);
  }

  /** Takes the boot frame, and starts the thread when it is whole. */
  private final class Frame extends ByteArrayOutputStream {

    private boolean read;

    @Override
    public synchronized void flush() throws IOException {
      if (!read && size() > 0) {
        read = true;
        begin(BootFrame.read(new ByteArrayInputStream(toByteArray())));
      }
    }
  }

  private synchronized void begin(BootFrame boot) {
    if (code.isDone()) {
      return; // killed before
    }
    Thread made = new Thread(() -> run(boot), "zproc-child[" + name + "]");
    made.setDaemon(true);
    thread = made;
    made.start();
  }

  private void run(BootFrame boot) {
    int ended = ExitCodes.FAULT;
    try {
      ended = life.run(boot);
    } catch (Throwable e) {
      System.getLogger(ThreadProcess.class.getName())
          .log(Level.WARNING, "the thread of '" + name + "' has died", e);
    } finally {
      code.complete(ended);
    }
  }

  @Override
  public OutputStream getOutputStream() {
    return frame;
  }

  @Override
  public InputStream getInputStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public int waitFor() throws InterruptedException {
    try {
      return code.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // it never fails
    }
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    try {
      code.get(timeout, unit);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public int exitValue() {
    Integer ended = code.getNow(null);
    if (ended == null) {
      throw new IllegalThreadStateException("the thread of '" + name + "' has not ended");
    }
    return ended;
  }

  @Override
  public boolean isAlive() {
    return !code.isDone();
  }

  /** What SIGTERM is to a process; the rest is left to {@link #destroyForcibly}. */
  @Override
  public synchronized void destroy() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public Process destroyForcibly() {
    if (code.complete(KILLED)) {
      life.abandoned();
      destroy();
    }
    return this;
  }

  @Override
  public ProcessHandle toHandle() {
    return handle;
  }

  @Override
  public Stream<ProcessHandle> descendants() {
    return Stream.empty();
  }

  CompletableFuture<Integer> code() {
    return code;
  }
}
