package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.Lifelines;
import dev.zproc.runtime.internal.ssh.SshHost;
import dev.zproc.runtime.internal.ssh.SshLaunch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * That of a process on another host, by the {@code ssh} that runs it: signals are words in its
 * stdin, beside the beats which say that this side is there, and the end of which ends the process.
 *
 * <p>Threads: safe for use by many threads; its own daemon thread, {@code zproc-ssh[name]}, writes
 * to the pipe.
 */
final class RemoteHold implements Hold {

  /** How long a process may take to be gone whose host has been told to kill it. */
  private static final long KILL_MILLIS = 3_000;

  /** How long nothing more may come of a process that has ended; it may be the network. */
  private static final long DRAIN_MILLIS = 2_000;

  /** The same, as long as something comes, or it is we who are slow in passing it on. */
  private static final long LONGEST_DRAIN_MILLIS = 10_000;

  private static final String BEAT = ".";

  /** Ends the thread that writes. */
  private static final String NO_MORE = "";

  private final SshHost host;
  private final SshLaunch launch;
  private final Process ssh;
  private final String command;
  private final WatchedStream out;
  private final WatchedStream err;
  private final InputStream stderr;
  private final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();
  private volatile boolean again;

  /** Signals for a process that cannot take them yet. Guarded by this. */
  private final List<String> early = new ArrayList<>();

  /** Whether it can. Guarded by this. */
  private boolean up;

  RemoteHold(SshHost host, SshLaunch launch, Process ssh, String command) {
    this.host = host;
    this.launch = launch;
    this.ssh = ssh;
    this.command = command;
    this.out = new WatchedStream(ssh.getInputStream());
    this.err = new WatchedStream(ssh.getErrorStream());
    this.stderr = launch.output(err, this::up, () -> see("zproc-ssh-end", this::endOnceDrained));
  }

  /** Begins to feed the pipe, with these bytes first. */
  void begin(byte[] first, String name) {
    thread("zproc-ssh[" + name + "]", () -> feed(first));
  }

  private static void thread(String name, Runnable action) {
    Thread thread = new Thread(null, action, name, 256 << 10);
    thread.setDaemon(true);
    thread.start();
  }

  /** Sees to the end of ssh, which ends now where the system refuses the thread that waits. */
  private void see(String name, Runnable toEnd) {
    try {
      thread(name, toEnd);
    } catch (OutOfMemoryError noThread) {
      ssh.destroyForcibly(); // whatever still runs there ends of it, too
    }
  }

  private void feed(byte[] first) {
    OutputStream pipe = ssh.getOutputStream();
    try {
      pipe.write(first);
      say(pipe, BEAT); // from here on the process there knows that it is to hear something
      Lifelines.add(pipe); // a beat never fills the pipe, so that closing it does not block either
      while (ssh.isAlive()) {
        String word = words.poll(host.beat().toMillis(), TimeUnit.MILLISECONDS);
        if (NO_MORE.equals(word)) {
          return;
        }
        say(pipe, word == null ? BEAT : word);
      }
    } catch (IOException | InterruptedException e) {
      // It has ended; what it came to is known by its exit code and stderr.
    } finally {
      Lifelines.remove(pipe);
    }
  }

  private static void say(OutputStream pipe, String word) throws IOException {
    pipe.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
    pipe.flush();
  }

  @Override
  public long pid() {
    return -1;
  }

  @Override
  public InputStream stdout() {
    return out;
  }

  @Override
  public InputStream stderr() {
    return stderr;
  }

  @Override
  public List<ProcessHandle> descendants() {
    return List.of();
  }

  @Override
  public synchronized SignalSender signal(String name) {
    (up ? words : early).add("+" + name);
    return SignalSender.sent(name);
  }

  /** The process there can be found by those who send it signals. */
  private synchronized void up() {
    up = true;
    words.addAll(early);
    early.clear();
  }

  @Override
  public void terminate() {
    if (launch.isUp()) {
      signal("TERM");
    } else {
      ssh.destroyForcibly(); // of which whatever runs there already ends, too
    }
  }

  @Override
  public void kill() {
    if (!launch.isUp()) {
      ssh.destroyForcibly();
      return;
    }
    signal("KILL");
    see("zproc-ssh-kill", this::endLater);
  }

  /** The network may be dead; then its host ends it by itself, when it has heard of nobody. */
  private void endLater() {
    try {
      if (!ssh.waitFor(KILL_MILLIS, TimeUnit.MILLISECONDS)) {
        ssh.destroyForcibly();
      }
    } catch (InterruptedException e) {
      ssh.destroyForcibly(); // nobody does
    }
  }

  /**
   * The process there has ended, and ssh ends, too; but not as long as a program that the process
   * has left behind there holds its stdout or stderr.
   */
  private void endOnceDrained() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_DRAIN_MILLIS);
    try {
      boolean drained;
      do {
        int outs = out.reads();
        int errs = err.reads();
        if (ssh.waitFor(DRAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
        drained = out.isQuietSince(outs) && err.isQuietSince(errs);
      } while (!drained && System.nanoTime() - end < 0);
      ssh.destroyForcibly();
    } catch (InterruptedException e) {
      ssh.destroyForcibly(); // nobody does
    }
  }

  @Override
  public boolean hasMissedItsCall() {
    return again;
  }

  @Override
  public ExitReport report(int code, String stderr) {
    words.add(NO_MORE);
    again = launch.isToBeTriedAgain(code, stderr);
    int there = launch.exitCode();
    if (there >= 0) {
      return new ExitReport(there, null, command, stderr);
    }
    ChildEnd end =
        launch.isUp()
            ? new ChildEnd.Disconnected(host.target(), launch.loss(code, stderr))
            : new ChildEnd.StartFailed(launch.failure(code, stderr), command, stderr);
    return new ExitReport(code, null, command, stderr, end);
  }
}
