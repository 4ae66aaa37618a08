package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.zmq.Msg;
import dev.zproc.jeromq.zmq.msg.MsgAllocator;

/**
 * Closes the holes through which any local process could end JeroMQ 0.6.0's I/O thread before it
 * has said who it is; the only class that uses its internals, because the hook is there.
 *
 * <ul>
 *   <li>A length that is negative, whose lower half is not what was checked, or that is over the
 *       limit, gets an empty message: the connection then fails for what follows. JeroMQ itself
 *       would allocate up to 2 GiB, or spin for ever.
 *   <li>"More parts follow" is not believed: parts are gathered without any limit until the last
 *       has come. Our frames have one part; of others' each part counts as a frame, which is
 *       dropped.
 * </ul>
 *
 * <p>Threads: safe for use by many threads.
 */
final class BoundedMsgAllocator implements MsgAllocator {

  private final int limit;

  BoundedMsgAllocator(int limit) {
    this.limit = limit;
  }

  @Override
  public Msg allocate(int size) {
    return new SinglePart(size < 0 || size > limit ? 0 : size);
  }

  private static final class SinglePart extends Msg {

    SinglePart(int size) {
      super(size);
    }

    @Override
    public void setFlags(int flags) {
      super.setFlags(flags & ~MORE);
    }
  }
}
