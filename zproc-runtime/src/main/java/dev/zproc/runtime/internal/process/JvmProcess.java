package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.Lifelines;
import dev.zproc.runtime.internal.output.OutputPump;
import dev.zproc.runtime.internal.output.OutputSink;
import dev.zproc.runtime.internal.output.OutputSinks;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process of a child, from the fork to the report of its end.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class JvmProcess {

  /** Surely smaller than any pipe, so that writing this much to a new one cannot block. */
  private static final int NEVER_BLOCKS_BYTES = 4096;

  /** How long what the process printed is waited for once it has ended. */
  private static final long DRAIN_MILLIS = 1_000;

  /** The same, as long as it is we who are slow in passing it on. */
  private static final long LONGEST_DRAIN_MILLIS = 10_000;

  private final Process process;
  private final Hold hold;
  private final ArgumentFile line;
  private final Runnable onceUp;
  private final OutputPump out;
  private final OutputPump err;
  private final OutputSinks sinks;
  private final @Nullable IdleJvm idle;
  private final int debugPort;
  private final CompletableFuture<ExitReport> exit;
  private volatile boolean missed;

  private JvmProcess(
      String name, ForkedJvm jvm, Hold hold, OutputSinks sinks, @Nullable IdleJvm idle) {
    this.process = jvm.process();
    this.hold = hold;
    this.debugPort = jvm.debugPort();
    this.line = jvm.line();
    this.onceUp = jvm.onceUp();
    this.sinks = sinks;
    this.idle = idle;
    this.err = err(name, sinks.err());
    OutputSink stdout = sinks.out();
    this.out =
        stdout == null
            ? OutputPump.ofNothing()
            : OutputPump.start("zproc-out[" + name + "]", hold.stdout(), stdout);
    this.exit =
        watch("zproc-exit[" + name + "]")
            .told(
                code -> {
                  awaitDrained();
                  return report(code);
                });
  }

  private OutputPump err(String name, OutputSink sink) {
    String threadName = "zproc-err[" + name + "]";
    if (idle == null) {
      return OutputPump.start(threadName, hold.stderr(), sink);
    }
    OutputPump pump = OutputPump.of(threadName, idle.err(), sink);
    idle.passTo(pump);
    return pump;
  }

  private ExitWatch watch(String threadName) {
    if (idle == null) {
      return ExitWatch.start(threadName, process);
    }
    ExitWatch watch = idle.watch();
    watch.rename(threadName);
    return watch;
  }

  /**
   * Hands a JVM its boot frame. Whatever is thrown, an error included, nothing is left behind:
   * neither the process nor a file.
   *
   * @param idle one that waits for a call, and is taken over; null to fork one
   * @throws IOException if the process or its output cannot be had
   */
  public static JvmProcess start(
      JvmSpec jvm,
      OutputSinks.Factory output,
      BootFrame frame,
      ParentJvm host,
      @Nullable IdleJvm idle)
      throws IOException {
    ForkedJvm forked = idle == null ? null : idle.taken();
    OutputSinks sinks = null;
    try {
      sinks = output.open(frame.name());
      boolean inheritsOut = sinks.out() == null;
      if (jvm.site() != null) {
        RemoteJvm remote = RemoteJvm.start(jvm, frame, inheritsOut, host);
        forked = remote.jvm();
        JvmProcess started = new JvmProcess(frame.name(), forked, remote.hold(), sinks, null);
        remote.hold().begin(remote.first(), frame.name());
        return started;
      }
      byte[] bytes = frame.encode();
      if (forked == null || idle != null && idle.inheritsOut() != inheritsOut) {
        ForkedJvm unfit = forked;
        forked = ForkedJvm.fork(jvm, frame.name(), inheritsOut, host);
        if (unfit != null) {
          unfit.undo(); // System.out has just become another one
        }
        idle = null;
      }
      Hold hold = new LocalHold(forked.process(), forked.command());
      JvmProcess started = new JvmProcess(frame.name(), forked, hold, sinks, idle);
      started.hand(bytes, frame.name());
      return started;
    } catch (Throwable e) {
      // Such as a thread that the system refuses, when the process itself was the last it allowed.
      undo(forked, sinks, e);
      throw e;
    }
  }

  /** Takes back what a start that came to nothing has had. */
  private static void undo(@Nullable ForkedJvm forked, @Nullable OutputSinks sinks, Throwable why) {
    try {
      if (forked != null) {
        Lifelines.remove(forked.process().getOutputStream());
        forked.undo();
      }
      if (sinks != null) {
        sinks.close().run();
      }
    } catch (Throwable e) {
      why.addSuppressed(e);
    }
  }

  /** The command line that {@link #start} uses, but for the port of a debugger. */
  public static String command(JvmSpec jvm, String name, ParentJvm host) {
    return jvm.site() == null
        ? ForkedJvm.command(jvm, name, host).toString()
        : RemoteJvm.command(jvm, name, host).toString();
  }

  /**
   * Whether it was a JVM that waited for a call, and is known to have ended without having its boot
   * frame: then nothing of the call has begun. Final once {@link #exit} is complete.
   */
  public boolean hasMissedItsCall() {
    return missed || hold.hasMissedItsCall();
  }

  /** Where it listens for a debugger; 0 if it does not. */
  public int debugPort() {
    return debugPort;
  }

  /** The id of the process; -1 if it is none of this machine. */
  public long pid() {
    return hold.pid();
  }

  /** Complete when the process has ended and what it printed has been passed on. */
  public CompletableFuture<ExitReport> exit() {
    return exit;
  }

  /** To be called when the child has shown that it is up. */
  public void started() {
    line.delete();
    onceUp.run();
  }

  /**
   * The processes below this one, as they are now; none where strangers might be taken for them.
   */
  List<ProcessHandle> descendants() {
    return hold.descendants();
  }

  /** Begins to send it a signal, by its name. */
  public SignalSender signal(String name) {
    return hold.signal(name);
  }

  /** Asks the process to end: SIGTERM. */
  public void terminate() {
    hold.terminate();
  }

  /** Ends the process: SIGKILL. */
  public void kill() {
    hold.kill();
  }

  /**
   * Waits until everything has been passed on, or what holds the pipes open is somebody else: a
   * program that the child has started, and that goes on. What shows whether it has had its call at
   * all is waited for longer.
   */
  private void awaitDrained() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_DRAIN_MILLIS);
    while (!out.awaitDone(DRAIN_MILLIS) || !err.awaitDone(DRAIN_MILLIS)) {
      boolean settled = idle == null || idle.isSettled();
      if (System.nanoTime() - end >= 0 || settled && !out.isPassing() && !err.isPassing()) {
        return;
      }
    }
  }

  private void hand(byte[] frame, String name) {
    OutputStream pipe = process.getOutputStream();
    if (frame.length <= NEVER_BLOCKS_BYTES) {
      write(pipe, frame);
    } else {
      Thread writer = new Thread(null, () -> write(pipe, frame), "zproc-boot[" + name + "]");
      writer.setDaemon(true);
      writer.start();
    }
  }

  private void write(OutputStream pipe, byte[] frame) {
    try {
      pipe.write(frame);
      pipe.flush();
      // Only now may it be closed by others: closing waits for a write that is under way.
      Lifelines.add(pipe);
      watchPipe(pipe);
    } catch (IOException e) {
      // The child has ended already; its exit code and stderr tell more than the broken pipe.
    }
  }

  private void watchPipe(OutputStream pipe) {
    exit.whenComplete((report, failure) -> Lifelines.remove(pipe));
  }

  private ExitReport report(int code) {
    line.delete();
    missed = idle != null && idle.hasMissedItsCall();
    try {
      sinks.close().run();
    } catch (RuntimeException e) {
      // What has been written is; the end of the process must be told all the same.
    }
    return hold.report(code, err.tail());
  }
}
