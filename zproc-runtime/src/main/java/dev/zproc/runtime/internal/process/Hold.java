package dev.zproc.runtime.internal.process;

import java.io.InputStream;
import java.util.List;

/** What a process is held by: how it is told to end, and what is known of it. */
interface Hold {

  /** The id of the process; -1 if it is none of this machine. */
  long pid();

  /** What it writes on its stdout; nothing if that is this process's own. */
  InputStream stdout();

  /** What it writes on its stderr. */
  InputStream stderr();

  /** The processes below it, as they are now; none where strangers might be taken for them. */
  List<ProcessHandle> descendants();

  /** Begins to send it a signal, by its name. */
  SignalSender signal(String name);

  /** Asks the process to end: SIGTERM. */
  void terminate();

  /** Ends the process: SIGKILL. */
  void kill();

  /**
   * Whether nothing of the child has begun, and another process may do it; final once the end is
   * told.
   */
  default boolean hasMissedItsCall() {
    return false;
  }

  /**
   * What is told of its end.
   *
   * @param code the exit code of the process that was started here
   * @param stderr the end of what it wrote there
   */
  ExitReport report(int code, String stderr);
}
