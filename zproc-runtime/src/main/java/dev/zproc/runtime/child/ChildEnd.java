package dev.zproc.runtime.child;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the process of a child ended: every way there is, each with what is known of it.
 *
 * <p>Its {@link Object#toString} is the part of a sentence that begins with the child's name:
 * {@code was ended by SIGKILL}.
 */
public sealed interface ChildEnd {

  /** Whether nothing went wrong: it returned, or threw {@code ProcessExit(0)}. */
  default boolean isSuccess() {
    return false;
  }

  /** What to look at or to do next; empty if the rest says it all. */
  default String remedy() {
    return "";
  }

  /** As messages show it: {@code 100 ms}, {@code 2 s}. */
  private static String shown(Duration limit) {
    return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /** Its method returned; the result is the child's. */
  record Returned() implements ChildEnd {
    @Override
    public boolean isSuccess() {
      return true;
    }

    @Override
    public String toString() {
      return "returned";
    }
  }

  /**
   * Its method threw. The exception itself does not travel, since the parent may lack its class.
   *
   * @param className the binary name of the exception's class
   * @param message its message, or null
   * @param stack its stack trace as {@link Throwable#printStackTrace} prints it, with causes and
   *     suppressed exceptions
   */
  record Threw(String className, @Nullable String message, String stack) implements ChildEnd {
    @Override
    public String remedy() {
      return "Its stack in the child follows.";
    }

    @Override
    public String toString() {
      return "threw " + className + (message == null ? "" : ": " + message);
    }
  }

  /**
   * It threw {@code ProcessExit}, or something in it called {@link System#exit} or {@link
   * Runtime#halt} before the method returned.
   *
   * @param code the exit code
   * @param intended whether it was a {@code ProcessExit}
   */
  record Exited(int code, boolean intended) implements ChildEnd {
    @Override
    public boolean isSuccess() {
      return intended && code == 0;
    }

    @Override
    public String remedy() {
      return intended
          ? "It chose this code itself: look for what makes its method throw ProcessExit."
          : "Something called System.exit or Runtime.halt before the method returned; throw"
              + " ProcessExit to end a child on purpose.";
    }

    @Override
    public String toString() {
      return intended ? "ended with ProcessExit(" + code + ")" : "exited with code " + code;
    }
  }

  /**
   * A signal ended it, at once or as a {@link dev.zproc.runtime.failure.SignalException} that left
   * its method, that was none of {@code stop()}, {@code kill()}, {@code close()} or a time-out, but
   * may have come by {@code signal(…)}.
   *
   * @param signal the number of the signal, 9 for SIGKILL
   * @param signalName its name, {@code SIGKILL}; {@code signal 64} if it has none
   */
  record Signalled(int signal, String signalName) implements ChildEnd {
    @Override
    public String remedy() {
      return signal == 9
          ? "If nobody killed it, the kernel may have, for lack of memory: look at its log (dmesg),"
              + " and limit the heaps of children."
          : "Look for who sent it: somebody at a shell, a service manager, a container that is"
              + " being stopped, or the child itself.";
    }

    @Override
    public String toString() {
      return "was ended by " + signalName;
    }
  }

  /** Its heap was full, or other memory that zproc's own threads needed. */
  record OutOfMemory() implements ChildEnd {
    @Override
    public String remedy() {
      return "Give it more with heap = \"…\" in @ChildProcess or heap(\"…\") at the spawn; or see"
          + " what fills it, with jvmArgs = \"-XX:+HeapDumpOnOutOfMemoryError\".";
    }

    @Override
    public String toString() {
      return "ran out of memory";
    }
  }

  /**
   * Its JVM crashed, in native code.
   *
   * @param signal the number of the signal that it died of, 6 for SIGABRT
   * @param report the JVM's own report (hs_err), or null if it could write none
   */
  record Crashed(int signal, @Nullable Path report) implements ChildEnd {
    @Override
    public String remedy() {
      return report == null
          ? "It has left no hs_err report; what its JVM could say is at the end of its stdout."
          : "Look for the problematic frame in its report, " + report + ".";
    }

    @Override
    public String toString() {
      return "crashed in native code";
    }
  }

  /**
   * A run of its method took longer than it may, and its process was killed.
   *
   * @param limit how long a run may take, counted from the begin of the method
   */
  record TimedOut(Duration limit) implements ChildEnd {
    @Override
    public String remedy() {
      return "Give it longer with timeout = \"…\" in @ChildProcess or timeout(…) at the spawn; or"
          + " see what it does, with jstack and its pid, or zproc.waits(), while it runs.";
    }

    @Override
    public String toString() {
      return "was killed because its method ran for longer than " + shown(limit);
    }
  }

  /**
   * It was the worker of a swarm, did not answer for too long, and was killed.
   *
   * @param limit how long a worker may say nothing
   */
  record Unresponsive(Duration limit) implements ChildEnd {
    @Override
    public String remedy() {
      return "Something held its whole JVM up: a signal that stopped it (SIGSTOP), a debugger, a"
          + " heap that is nearly full, or a machine that is. Give it longer with"
          + " unresponsiveAfter(…) where the swarm is opened.";
    }

    @Override
    public String toString() {
      return "did not answer for " + shown(limit) + " and was killed";
    }
  }

  /**
   * It was the worker of a swarm, took too long to make what its tasks are set up with ({@code
   * setup} of {@code @ChildProcess}), and was killed.
   *
   * @param limit how long that may take
   */
  record SetUpTimedOut(Duration limit) implements ChildEnd {
    @Override
    public String remedy() {
      return "Give it longer with startTimeout(…) where the swarm is opened; or see what the method"
          + " does that setup of its @ChildProcess names, with jstack and the pid, while it runs.";
    }

    @Override
    public String toString() {
      return "was killed because its set-up took longer than " + shown(limit);
    }
  }

  /**
   * Its process could not be started, or ended before it got to the method.
   *
   * @param reason what went wrong
   * @param command the command line
   * @param stderr the end of what its process wrote there; empty if there was no process
   */
  record StartFailed(String reason, String command, String stderr) implements ChildEnd {

    /** Without a process, so that there is no stderr. */
    public StartFailed(String reason, String command) {
      this(reason, command, "");
    }

    @Override
    public String remedy() {
      return "Try the command by hand: " + command;
    }

    @Override
    public String toString() {
      return "could not start: " + reason;
    }
  }

  /** It was stopped or killed by {@code stop()}, {@code kill()} or {@code close()}. */
  record Stopped() implements ChildEnd {
    @Override
    public String remedy() {
      return "This program did it: by stop(), kill() or close(), or in awaitAll(), because another"
          + " child had failed.";
    }

    @Override
    public String toString() {
      return "was stopped";
    }
  }

  /** It took its parent for gone, and ended; seen only if the parent is there after all. */
  record ParentGone() implements ChildEnd {
    @Override
    public String remedy() {
      return "The parent is there: see what stands between the two, such as a script in place of"
          + " bin/java that does not exec it, or code that closes foreign descriptors.";
    }

    @Override
    public String toString() {
      return "ended because it took its parent for gone";
    }
  }

  /**
   * It ran on another host, and the connection to that was lost. It ends there as soon as its host
   * sees that, at the latest when nothing has been heard for the time that {@code keepAlive} of the
   * host says; what it came to is not known.
   *
   * @param host as the program names it: {@code user@host}
   * @param reason what has become of the connection
   */
  record Disconnected(String host, String reason) implements ChildEnd {
    @Override
    public String remedy() {
      return "See whether the host and its sshd run, and whether ssh was killed here. A network"
          + " that fails now and then may be given more time with keepAlive(…) of the host.";
    }

    @Override
    public String toString() {
      return "was lost with the connection to " + host + ": " + reason;
    }
  }

  /** It, or its parent, lost the state server and could not tell how it went. */
  record ServerGone() implements ChildEnd {
    @Override
    public String remedy() {
      return "What it returned or threw is lost. See how the process that opened the context has"
          + " ended, or what its log says.";
    }

    @Override
    public String toString() {
      return "lost the state server";
    }
  }

  /** Something went wrong in zproc itself, which then ended the process. */
  record Faulted() implements ChildEnd {
    @Override
    public String remedy() {
      return "This is a bug in zproc; the end of its stderr, or the log, says more.";
    }

    @Override
    public String toString() {
      return "ended because of a fault inside zproc";
    }
  }
}
