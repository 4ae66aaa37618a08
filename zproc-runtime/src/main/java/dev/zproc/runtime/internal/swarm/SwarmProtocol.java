package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.engine.LateScalar;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.List;

/**
 * What broker and worker say to each other once they have greeted as a server and a client do; the
 * bytes are in docs/protocol.md.
 *
 * <p>Threads: stateless.
 */
final class SwarmProtocol {

  /** Broker to worker, the first: the largest result in bytes, and what its heap may hold. */
  static final int WELCOME = 0;

  /** Broker to worker: a method that tasks name by its number. */
  static final int METHOD = 1;

  /** Broker to worker: tasks to do, after those that came before. */
  static final int TASKS = 2;

  /** Broker to worker: give back what you have not begun. */
  static final int TAKE_BACK = 3;

  /** Broker to worker: do not begin these, and interrupt the one that you have begun. */
  static final int CANCEL = 4;

  /** Broker to worker: are you there? */
  static final int PING = 5;

  /** Worker to broker: what has become of tasks. */
  static final int RESULTS = 0;

  /** Worker to broker: these I have not begun, and will not. */
  static final int GAVE = 1;

  /** Worker to broker: I am here, and my heap holds so many bytes, if that matters. */
  static final int PONG = 2;

  /**
   * Worker to broker: I am making what a task needs that is made once a worker, and begin with it
   * then.
   */
  static final int SETTING_UP = 3;

  /** Worker to broker: that is done, or its arguments were long on their way; it has begun. */
  static final int BEGUN = 4;

  /** Stands in those two for whichever task there is: the worker does something else meanwhile. */
  static final long ANY_TASK = Long.MAX_VALUE;

  /** It returned nothing. */
  static final int NOTHING = 0;

  /** It returned what follows. */
  static final int RESULT = 1;

  /** It did not return; an {@code Outcome} follows. */
  static final int OTHERWISE = 2;

  /** How much more than one result a message of a worker may have. */
  static final int SLACK_BYTES = 16 << 20;

  /** A worker says that it has begun a task with so many bytes of arguments, or more. */
  static final int LONG_BYTES = 256 << 10;

  /**
   * A broker expects that of one that weighs so much, or more, which includes what it estimates.
   */
  static final int LONG_WEIGHT = LONG_BYTES + (8 << 10);

  /** How many bytes of results wait in a worker, at most, before it goes on. */
  static final int MAX_UNSENT_BYTES = 8 << 20;

  private SwarmProtocol() {}

  static WireWriter welcome(WireWriter out, int maxResultBytes, long maxHeapBytes) {
    return out.u8(WELCOME).varint(maxResultBytes).varint(maxHeapBytes);
  }

  static WireWriter method(WireWriter out, int number, String entry, String closure, int arity) {
    return out.u8(METHOD).varint(number).text(entry).text(closure).varint(arity);
  }

  /** Begins the message to which tasks are added, all of one method. */
  static WireWriter tasks(WireWriter out, int method) {
    return out.u8(TASKS).varint(method);
  }

  static void task(WireWriter out, Task task) {
    out.varint(task.id);
    for (Object argument : task.arguments) {
      LateScalar.write(out, argument);
    }
  }

  static WireWriter cancel(WireWriter out, List<Task> tasks) {
    out.u8(CANCEL).varint(tasks.size());
    tasks.forEach(task -> out.varint(task.id));
    return out;
  }

  static WireWriter gave(WireWriter out, long[] ids) {
    return out.u8(GAVE).longs(ids);
  }

  static WireWriter pong(WireWriter out, long heapBytes) {
    return out.u8(PONG).varint(heapBytes);
  }

  static WireWriter settingUp(WireWriter out, long task) {
    return out.u8(SETTING_UP).varint(task);
  }

  static WireWriter begun(WireWriter out, long task) {
    return out.u8(BEGUN).varint(task);
  }

  /**
   * Adds what has become of one task to the message.
   *
   * @param payload encoded, or a {@link LateScalar}
   */
  static void result(WireWriter out, long id, long nanos, int kind, Object payload) {
    out.varint(id).varint(nanos).u8(kind);
    if (kind != NOTHING) {
      LateScalar.write(out, payload);
    }
  }
}
