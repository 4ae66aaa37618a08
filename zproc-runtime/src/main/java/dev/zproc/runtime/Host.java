package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.ssh.SshHost;
import java.time.Duration;
import java.util.List;

/**
 * Another host, on which children can run: {@code spawn.on(Host.ssh("build@forge"))}. It is reached
 * by the {@code ssh} of this machine, with the user's own config, keys, agent and jump hosts; each
 * child has a connection of its own, over which all goes that the two have to say. Nothing has to
 * be installed there but a Java of release 17 or newer. On {@link Transport#UNIX} no port is opened
 * anywhere; on {@link Transport#ZEROMQ} one of the loopback address there, for each child.
 *
 * <p>On this machine it takes {@code /bin/sh}, and so no Windows.
 *
 * <p>The class path is sent there once, each jar by its content, into {@code ~/.cache/zproc}.
 *
 * <p>Threads: immutable.
 */
public final class Host {

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final long CLASS_PATH = 2L << 30;

  private final SshHost ssh;

  private Host(SshHost ssh) {
    this.ssh = ssh;
  }

  /**
   * A host that {@code ssh} can connect to without asking for anything: with a key in the agent or
   * in the config, and a host key that is known.
   *
   * @param target as {@code ssh} takes it: {@code user@host}, or an alias of its config
   */
  public static Host ssh(String target) {
    if (target.isBlank() || target.startsWith("-") || target.matches("(?s).*\\s.*")) {
      throw new IllegalArgumentException(
          "'" + target + "' is no host for ssh; write it as in user@host");
    }
    return new Host(new SshHost(target, "ssh", List.of(), null, KEEP_ALIVE, CONNECT, CLASS_PATH));
  }

  /** Runs another program than {@code ssh}, found as commands are; a name or a path. */
  public Host program(String program) {
    return new Host(ssh.withProgram(program));
  }

  /**
   * Adds arguments for {@code ssh}, one each, such as {@code "-p", "2222"} or {@code "-J", "gate"}.
   */
  public Host sshArgs(String... arguments) {
    return new Host(ssh.withMore(List.of(arguments)));
  }

  /**
   * Names the Java to use there: its home, or its program. Without this it is that of {@code
   * JAVA_HOME} there, or the first on the {@code PATH} that {@code ssh} gives.
   */
  public Host java(String home) {
    return new Host(ssh.withJava(home));
  }

  /**
   * Says how long nothing may be heard of the other side, 15 s by default, from 3 s to a day: then
   * the child ends there, since its parent, or the network, is gone; and here its callers are told.
   * A program that stands still for so long, stopped by a signal say, loses its children there.
   */
  public Host keepAlive(Duration silence) {
    return new Host(ssh.withKeepAlive(checked("keepAlive", silence, SHORTEST)));
  }

  /** Says how long it may take to connect, and to answer a question: 20 s by default, to a day. */
  public Host connectTimeout(Duration timeout) {
    return new Host(
        ssh.withConnectTimeout(checked("connectTimeout", timeout, Duration.ofMillis(1))));
  }

  /** Checks a time that {@code ssh} is told in seconds, as a number that cannot say "for ever". */
  private static Duration checked(String name, Duration time, Duration shortest) {
    if (time.compareTo(shortest) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name
              + " must be from "
              + Durations.text(shortest)
              + " to "
              + Durations.text(LONGEST)
              + ", not "
              + Durations.text(time));
    }
    return time;
  }

  /**
   * Says how large a class path may be that is sent there: 2 GiB by default. Any number is taken; a
   * class path that is larger is a {@link dev.zproc.runtime.failure.LimitExceededException} of the
   * spawn.
   */
  public Host maxClassPath(long bytes) {
    return new Host(ssh.withMaxClassPath(bytes));
  }

  SshHost ssh() {
    return ssh;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Host host && host.ssh.equals(ssh);
  }

  @Override
  public int hashCode() {
    return ssh.hashCode();
  }

  /** What {@code ssh} is told. */
  @Override
  public String toString() {
    return ssh.target();
  }
}
