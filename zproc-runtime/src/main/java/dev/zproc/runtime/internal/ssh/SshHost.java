package dev.zproc.runtime.internal.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another host, as the user names it.
 *
 * @param target what {@code ssh} is told: {@code user@host}, or an alias of the user's config
 * @param program the {@code ssh} to run
 * @param arguments the user's own arguments of {@code ssh}; they come first and so win over ours
 * @param java the Java to use there: a home, or a program; null to look for one
 * @param keepAlive how long nothing may be heard of the other side
 * @param connectTimeout how long it may take to connect, and to answer a question
 * @param maxClassPathBytes how much may be sent
 */
public record SshHost(
    String target,
    String program,
    List<String> arguments,
    @Nullable String java,
    Duration keepAlive,
    Duration connectTimeout,
    long maxClassPathBytes) {

  /** How often in {@code keepAlive} each side says that it is there. */
  private static final int BEATS = 3;

  /**
   * Takes so many bytes of stdin and not one more, which only GNU's head can do, runs them, and
   * leaves the rest of stdin to them. Others take them one by one.
   */
  private static final String TAKE =
      "case $(head --version 2>&1) in *GNU*) zproc_t=head;; *) zproc_t=dd;; esac; "
          + "case $zproc_t in head) zproc_s=$(head -c COUNT);;"
          + " *) zproc_s=$(dd bs=1 count=COUNT 2>/dev/null);; esac;"
          + " eval \"$zproc_s\"";

  public SshHost {
    arguments = List.copyOf(arguments);
  }

  /** The same by another program. */
  public SshHost withProgram(String other) {
    return new SshHost(
        target, other, arguments, java, keepAlive, connectTimeout, maxClassPathBytes);
  }

  /** The same with these arguments behind those that there are. */
  public SshHost withMore(List<String> more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(more);
    return new SshHost(target, program, all, java, keepAlive, connectTimeout, maxClassPathBytes);
  }

  /** The same with another Java. */
  public SshHost withJava(String other) {
    return new SshHost(
        target, program, arguments, other, keepAlive, connectTimeout, maxClassPathBytes);
  }

  /** The same with another {@link #keepAlive}. */
  public SshHost withKeepAlive(Duration other) {
    return new SshHost(target, program, arguments, java, other, connectTimeout, maxClassPathBytes);
  }

  /** The same with another {@link #connectTimeout}. */
  public SshHost withConnectTimeout(Duration other) {
    return new SshHost(target, program, arguments, java, keepAlive, other, maxClassPathBytes);
  }

  /** The same with another {@link #maxClassPathBytes}. */
  public SshHost withMaxClassPath(long bytes) {
    return new SshHost(target, program, arguments, java, keepAlive, connectTimeout, bytes);
  }

  /** How often this side says that it is there. */
  public Duration beat() {
    return keepAlive.dividedBy(BEATS);
  }

  /** The command that asks it something; a connection that the user's config forwards nothing. */
  List<String> asking(String script) {
    return command(List.of("-o", "ClearAllForwardings=yes"), script);
  }

  /**
   * The command that runs a script of {@code /bin/sh} there, which stands at the beginning of its
   * stdin: so it needs no quotes, whatever shell the user has there.
   */
  List<String> command(List<String> more, String script) {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(arguments);
    words.add("-T");
    option(words, "BatchMode=yes"); // there is nobody to answer a question
    option(words, "LogLevel=ERROR"); // its stderr is the child's
    option(words, "ConnectTimeout=" + Math.max(1, connectTimeout.toSeconds()));
    option(words, "ServerAliveInterval=" + Math.max(1, beat().toSeconds()));
    option(words, "ServerAliveCountMax=" + BEATS);
    option(words, "ControlMaster=no"); // a connection of its own is the lifeline
    option(words, "ControlPath=none");
    option(words, "RemoteCommand=none");
    words.addAll(more);
    words.add("--");
    words.add(target);
    int count = ShellText.bytes(script).length;
    words.add("exec /bin/sh -c '" + TAKE.replace("COUNT", "" + count) + "'");
    return words;
  }

  private static void option(List<String> words, String option) {
    words.add("-o");
    words.add(option);
  }

  @Override
  public String toString() {
    return target;
  }
}
