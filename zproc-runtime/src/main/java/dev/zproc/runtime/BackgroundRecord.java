package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import dev.zproc.runtime.internal.swarm.TaskEndCodec;
import org.jspecify.annotations.Nullable;

/**
 * What the state of a background context tells of one of its children.
 *
 * @param number in the order in which they were started
 * @param name unique in the context
 * @param call how messages show its call
 * @param entry the binary name of the entry's class
 * @param closure the shapes of the types of arguments and result
 * @param pid of its newest process; -1 if there was none
 * @param attempts how many processes it has had
 * @param status what it is doing
 * @param gaveUp why it was not started again, or empty
 * @param end what it came to; null as long as it lives
 */
record BackgroundRecord(
    long number,
    String name,
    String call,
    String entry,
    String closure,
    long pid,
    int attempts,
    ChildStatus status,
    String gaveUp,
    @Nullable TaskEnd end) {

  /** In place of why it was given up: it was not started, because of a limit. */
  static final String LIMIT = "limit";

  /** The same at another time. */
  BackgroundRecord at(long newPid, int newAttempts, ChildStatus newStatus) {
    return new BackgroundRecord(
        number, name, call, entry, closure, newPid, newAttempts, newStatus, "", null);
  }

  /** The same when it has ended for good. */
  BackgroundRecord ended(String why, TaskEnd how) {
    return new BackgroundRecord(
        number, name, call, entry, closure, pid, attempts, ChildStatus.EXITED, why, how);
  }

  /** The same without what is large, for lists. */
  BackgroundRecord listed() {
    TaskEnd told = end instanceof TaskEnd.Broken ? end : null; // which is no child
    return new BackgroundRecord(number, name, call, "", "", pid, attempts, status, "", told);
  }

  /** Whether it has ended for good. */
  boolean isOver() {
    return end != null || status == ChildStatus.EXITED;
  }

  Bytes encode() {
    WireWriter out = new WireWriter();
    out.varint(number).text(name).text(call).text(entry).text(closure);
    out.varint(pid + 1).varint(attempts).text(status.name()).text(gaveUp).bool(end != null);
    if (end != null) {
      TaskEndCodec.write(out, end);
    }
    return Bytes.wrap(out.toByteArray());
  }

  /**
   * Reads one.
   *
   * @throws dev.zproc.runtime.internal.engine.ProtocolException if it is none
   */
  static BackgroundRecord decode(Bytes bytes) {
    WireReader in = new WireReader(bytes.shared());
    BackgroundRecord record =
        new BackgroundRecord(
            in.varint(),
            in.text(),
            in.text(),
            in.text(),
            in.text(),
            in.varint() - 1,
            in.size(),
            ChildStatus.valueOf(in.text()),
            in.text(),
            in.bool() ? TaskEndCodec.read(in) : null);
    in.finish();
    return record;
  }
}
