package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.Lifelines;
import dev.zproc.runtime.internal.ssh.SshHost;
import dev.zproc.runtime.internal.ssh.SshLaunch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

  private static final String BEAT = ".";

  private final SshHost host;
  private final SshLaunch launch;
  private final Process ssh;
  private final String command;
  private final InputStream stderr;
  private final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();
  private volatile boolean again;

  RemoteHold(SshHost host, SshLaunch launch, Process ssh, String command) {
    this.host = host;
    this.launch = launch;
    this.ssh = ssh;
    this.command = command;
    this.stderr = launch.output(ssh.getErrorStream());
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

  private void feed(byte[] first) {
    OutputStream pipe = ssh.getOutputStream();
    try {
      pipe.write(first);
      say(pipe, BEAT); // from here on the process there knows that it is to hear something
      Lifelines.add(pipe); // a beat never fills the pipe, so that closing it does not block either
      while (ssh.isAlive()) {
        String word = words.poll(host.beat().toMillis(), TimeUnit.MILLISECONDS);
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
  public InputStream stderr() {
    return stderr;
  }

  @Override
  public List<ProcessHandle> descendants() {
    return List.of();
  }

  @Override
  public SignalSender signal(String name) {
    words.add("+" + name);
    return SignalSender.sent(name);
  }

  @Override
  public void terminate() {
    if (launch.isUp()) {
      words.add("+TERM");
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
    words.add("+KILL");
    thread("zproc-ssh-kill", this::endLater);
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

  @Override
  public boolean hasMissedItsCall() {
    return again;
  }

  @Override
  public ExitReport report(int code, String stderr) {
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
