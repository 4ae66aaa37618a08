package dev.zproc.durable;

import java.nio.file.Path;

/** A file that cannot be taken up; the message says why, and what to do. */
final class Refused extends Exception {

  private static final long serialVersionUID = 1L;

  private Refused(String message) {
    super(message);
  }

  static Refused inUse(Path file, long pid) {
    String holder =
        pid == 0
            ? "another process"
            : pid == ProcessHandle.current().pid() ? "this process, " + pid : "process " + pid;
    return new Refused(
        "the state '"
            + file
            + "' is in use by "
            + holder
            + "; one context at a time can have it: close that one, or name another file");
  }

  static Refused damaged(Path file, String what) {
    return new Refused(
        "the state '"
            + file
            + "' is damaged: "
            + what
            + ". It was left as it is. Put a copy back, or take what is whole into a new file: java"
            + " -cp <your class path> dev.zproc.durable.Salvage '"
            + file
            + "' <new file>");
  }

  static Refused older(Path file, long there, long acknowledged) {
    return new Refused(
        "the state '"
            + file
            + "' ends at batch "
            + there
            + ", but batch "
            + acknowledged
            + " was acknowledged: it was cut or damaged, lacks its '-wal' file, or an older copy"
            + " was put back. It was left as it is. Put the newest copy back; or, to go on from the"
            + " older state that is there, delete '"
            + LockFile.beside(file)
            + "'");
  }

  static Refused version(Path file, long there) {
    String remedy =
        there > Tables.FORMAT
            ? "open it with the zproc that wrote it, or a newer one"
            : "open it with the zproc that wrote it";
    return new Refused(
        "the state '"
            + file
            + "' has the format "
            + there
            + ", and this zproc writes and reads the format "
            + Tables.FORMAT
            + "; "
            + remedy);
  }

  static Refused foreign(Path file) {
    return new Refused(
        "'" + file + "' is no state of zproc; name another file, or one that is not there yet");
  }

  static Refused full(Path file) {
    return new Refused(
        "the state '"
            + file
            + "' cannot be opened: its disk, or quota, is full. It was left as it is. Make room,"
            + " and open it again");
  }

  static Refused locked(Path file) {
    return new Refused(
        "the state '"
            + file
            + "' cannot be opened: another program has had its database locked for 5 s. It was left"
            + " as it is. End what it does there, and open it again");
  }

  static Refused unreadable(Path file, String why) {
    return new Refused("the state '" + file + "' cannot be opened: " + why);
  }
}
