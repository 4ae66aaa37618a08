/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of
 * the MPL was not distributed with this file, You can obtain one at http://mozilla.org/MPL/2.0/.
 *
 * From zmq/Signaler.java of JeroMQ 0.6.0, https://github.com/zeromq/jeromq; changed by the zproc
 * authors as its documentation says.
 */
package dev.zproc.jeromq.zmq;

import dev.zproc.jeromq.zmq.util.Errno;
import dev.zproc.jeromq.zmq.util.Utils;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the reader of a {@link Mailbox} that there may be commands in it, through a pipe, so that
 * the reader can wait for that and for sockets at once.
 *
 * <p><b>What was wrong</b> (zeromq/jeromq issue 723). JeroMQ 0.6.0 writes a byte into the pipe for
 * each command and only then counts it; {@code waitEvent(0)}, which every reader calls until there
 * is nothing more, compares the counts and does not look at the pipe. The write wakes the reader,
 * which on the same processor takes the writer's place between the two steps. It finds the pipe
 * readable, takes nothing, because nothing is counted, and waits on the pipe again, which is
 * readable; and so on, until its time slice is over and the writer gets to count, some milliseconds
 * later.
 *
 * <p><b>What is here.</b> A signal is first noted in {@link #pending} and then written. The reader
 * takes it by clearing the note, and owes the pipe one read for it. So
 *
 * <pre>  bytes in the pipe + bytes noted and not written yet = owed + (pending ? 1 : 0)</pre>
 *
 * <p>holds at any time, and from it follows:
 *
 * <ul>
 *   <li>A reader that the pipe has woken finds the note, because it was there before the byte.
 *   <li>A reader that finds the note before the byte is there does not wait for the byte. It takes
 *       the signal, and reads the byte when it next looks; the byte may cost it one look in vain,
 *       but no more, because {@code waitEvent(0)} reads what is owed. (Counting before writing is
 *       not enough for that: such a reader would try to read until the writer gets a processor.)
 *   <li>It reads what it owes, never more, although bytes can't be told apart. A signal that nobody
 *       has taken so leaves the pipe readable, at the latest when all who noted one have written.
 *   <li>There is one note for all commands that nobody has looked for. Who finds it set needs no
 *       byte of its own; in the total order of these volatile accesses its command is in the
 *       mailbox before it finds the note, which is before the reader clears it, which is before the
 *       reader looks into the mailbox again. The pipe holds a byte per writer at most, so a write
 *       never has to wait for room, and a burst of commands costs one byte instead of one each.
 * </ul>
 *
 * <p>Threads: any may {@link #send}; one at a time does the rest, and hands over to the next with a
 * barrier.
 */
final class Signaler implements Closeable {

  /** What is written and read; nobody looks at it, and all use duplicates of it. */
  private static final ByteBuffer SIGNAL = ByteBuffer.allocateDirect(1);

  private final Ctx ctx;
  private final int pid;
  private final Errno errno;

  private final WritableByteChannel w;
  private final Pipe.SourceChannel r;
  private final Selector selector;

  /** Whether there is a signal that the reader has not taken. */
  private final AtomicBoolean pending = new AtomicBoolean();

  /** For how many signals that the reader has taken it has not read the byte. */
  private int owed;

  Signaler(Ctx ctx, int pid, Errno errno) {
    this(ctx, pid, errno, pipe());
  }

  private Signaler(Ctx ctx, int pid, Errno errno, Pipe pipe) {
    this(ctx, pid, errno, pipe.source(), pipe.sink());
  }

  /** Takes the ends of a pipe, which don't block. */
  Signaler(Ctx ctx, int pid, Errno errno, Pipe.SourceChannel r, WritableByteChannel w) {
    this.ctx = ctx;
    this.pid = pid;
    this.errno = errno;
    this.r = r;
    this.w = w;
    try {
      selector = ctx.createSelector();
      r.register(selector, SelectionKey.OP_READ);
    } catch (IOException e) {
      throw new ZError.IOException(e);
    }
  }

  private static Pipe pipe() {
    try {
      Pipe pipe = Pipe.open();
      Utils.unblockSocket(pipe.sink(), pipe.source());
      return pipe;
    } catch (IOException e) {
      throw new ZError.IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      r.close();
    } finally {
      try {
        w.close();
      } finally {
        ctx.closeSelector(selector);
      }
    }
  }

  SelectableChannel getFd() {
    return r;
  }

  /** Tells the reader of a command, which must be in the mailbox already. */
  void send() {
    if (!pending.compareAndSet(false, true)) {
      return;
    }
    // A channel may close itself when its thread is interrupted. On the JDKs that we run on it does
    // so only where it blocks, which ours never do; but nothing promises that.
    boolean interrupted = Thread.interrupted();
    try {
      while (w.write(SIGNAL.duplicate()) == 0) {
        Thread.yield();
      }
    } catch (IOException e) {
      pending.set(false);
      throw new ZError.IOException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits for a signal.
   *
   * @param timeout in milliseconds; 0 to look only, negative to wait without a limit
   * @return whether there may be one; if not, {@code errno} is EINTR if this thread was interrupted
   *     or the mailbox is closed, else EAGAIN
   */
  boolean waitEvent(long timeout) {
    if (Thread.interrupted()) {
      errno.set(ZError.EINTR);
      return false;
    }
    if (pending.get()) {
      return true;
    }
    int rc = 0;
    try {
      if (owed > 0) {
        readOwed();
        // That may have been the byte of a signal that came meanwhile, so none would wake us.
        if (pending.get()) {
          return true;
        }
      }
      if (timeout != 0) {
        rc = selector.select(Math.max(timeout, 0));
        // At once, even if this thread was interrupted: a key that is left says nothing any more.
        selector.selectedKeys().clear();
      }
    } catch (ClosedChannelException | ClosedSelectorException e) {
      errno.set(ZError.EINTR);
      return false;
    } catch (IOException e) {
      errno.set(ZError.exccode(e));
      return false;
    }
    if (timeout == 0) {
      errno.set(ZError.EAGAIN);
      return false;
    }
    if (Thread.interrupted() || (rc == 0 && timeout < 0 && !selector.keys().isEmpty())) {
      errno.set(ZError.EINTR);
      return false;
    }
    if (rc == 0) {
      errno.set(ZError.EAGAIN);
      return false;
    }
    return true;
  }

  /**
   * Takes all signals that there are, if any: the mailbox must be looked through after that until
   * it is empty. {@code errno} is EINTR if the mailbox is closed, else 0; not what an earlier call
   * has left, since the mailbox gives up at EINTR, and its commands would wait for another signal.
   */
  void recv() {
    if (pending.getAndSet(false)) {
      owed++;
    }
    try {
      readOwed();
      errno.set(0);
    } catch (ClosedChannelException e) {
      errno.set(ZError.EINTR);
    } catch (IOException e) {
      throw new ZError.IOException(e);
    }
  }

  /** Reads the bytes of signals that were taken, as far as they are in the pipe. */
  private void readOwed() throws IOException {
    boolean interrupted = Thread.interrupted(); // as in send
    try {
      while (owed > 0 && r.read(SIGNAL.duplicate()) > 0) {
        owed--;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return "Signaler[" + pid + "]";
  }
}
