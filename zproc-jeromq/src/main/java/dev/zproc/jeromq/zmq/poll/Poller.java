/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of
 * the MPL was not distributed with this file, You can obtain one at http://mozilla.org/MPL/2.0/.
 *
 * From zmq/poll/Poller.java of JeroMQ 0.6.0, https://github.com/zeromq/jeromq; changed by the zproc
 * authors as its documentation says.
 */
package dev.zproc.jeromq.zmq.poll;

import dev.zproc.jeromq.zmq.Ctx;
import dev.zproc.jeromq.zmq.ZError;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The loop of an I/O thread: waits for channels and timers, and calls who asked for them.
 *
 * <p><b>What was wrong</b> (zeromq/jeromq pull request 1022). Who waits for a channel has a handle;
 * to a selector the channel is one key, whoever waits. A connection that is made changes hands: the
 * connecter removes its handle, and the engine adds one on the same channel, often before the next
 * wait. JeroMQ 0.6.0 goes then through all its handles in no order, and for each looks for the
 * channel's key: if the connecter's comes first, its key is cancelled, and stays the channel's key
 * until the selector has run, so that the engine finds a key, which is not valid, and is never
 * registered; if the engine's comes first, it adopts the key, which is cancelled then. Either way
 * nobody listens to the connection until its handshake has timed out, after 30 seconds by default.
 *
 * <p><b>What is here.</b> A key belongs to the handle that is attached to it. Before each wait,
 * first those handles whose interest has changed get theirs: a new key, or that of the channel,
 * with themselves attached; then the keys of removed handles are cancelled, if they are still
 * attached. Nothing happens between that and the wait, which takes cancelled keys out of the
 * selector. So as long as its channel is open, no handle ever meets a cancelled key. And what a
 * change costs does not depend on how many other channels there are.
 *
 * <p>An event reaches a handle only if it wants it still. Before, one that came together with
 * another was delivered though the other had removed the handle or taken back the interest.
 *
 * <p>Threads: what {@link #run} and the handlers do is the worker's, and everything else but {@link
 * #getLoad}, {@link #stop} and {@link #destroy} too, once that has started.
 */
public final class Poller extends PollerBase implements Runnable {

  /** Somebody who waits for a channel. */
  public static final class Handle {
    private final SelectableChannel fd;
    private final IPollEvents handler;

    private int ops;
    private boolean changed;
    private boolean cancelled;

    public Handle(SelectableChannel fd, IPollEvents handler) {
      assert fd != null;
      assert handler != null;
      this.fd = fd;
      this.handler = handler;
    }

    @Override
    public String toString() {
      return "Handle-" + fd;
    }
  }

  private final Ctx ctx;
  private final UncaughtExceptionHandler exnotification;

  /** Those who wait. */
  private final Set<Handle> handles = new HashSet<>();

  /** Those whose interest the selector does not know yet. */
  private final Queue<Handle> changed = new ArrayDeque<>();

  /** Those whose key may have to be cancelled. */
  private final Queue<Handle> removed = new ArrayDeque<>();

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Selector selector;

  public Poller(Ctx ctx, String name) {
    super(name, ctx.getThreadFactory());
    this.ctx = ctx;
    exnotification = ctx.getNotificationExceptionHandler();
    selector = ctx.createSelector();
  }

  /** Ends the worker, and waits for that. */
  public void destroy() {
    stop();
    boolean interrupted = false;
    while (true) {
      try {
        stopped.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    ctx.closeSelector(selector);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public Handle addHandle(SelectableChannel fd, IPollEvents events) {
    assert isMine();
    Handle handle = new Handle(fd, events);
    handles.add(handle);
    adjustLoad(1);
    return handle;
  }

  public void removeHandle(Handle handle) {
    assert isMine();
    handle.cancelled = true;
    handles.remove(handle);
    removed.add(handle);
    adjustLoad(-1);
  }

  public void setPollIn(Handle handle) {
    change(handle, handle.ops | SelectionKey.OP_READ);
  }

  public void resetPollIn(Handle handle) {
    change(handle, handle.ops & ~SelectionKey.OP_READ);
  }

  public void setPollOut(Handle handle) {
    change(handle, handle.ops | SelectionKey.OP_WRITE);
  }

  public void resetPollOut(Handle handle) {
    change(handle, handle.ops & ~SelectionKey.OP_WRITE);
  }

  public void setPollConnect(Handle handle) {
    change(handle, handle.ops | SelectionKey.OP_CONNECT);
  }

  public void setPollAccept(Handle handle) {
    change(handle, handle.ops | SelectionKey.OP_ACCEPT);
  }

  private void change(Handle handle, int ops) {
    assert isMine();
    handle.ops = ops;
    if (!handle.changed) {
      handle.changed = true;
      changed.add(handle);
    }
  }

  private boolean isMine() {
    return Thread.currentThread() == worker || !worker.isAlive();
  }

  public void start() {
    worker.start();
  }

  public void stop() {
    stopping.set(true);
    selector.wakeup();
  }

  @Override
  public void run() {
    int returnsImmediately = 0;
    while (!stopping.get()) {
      long timeout = executeTimers();
      long start = System.currentTimeMillis();
      int rc;
      try {
        tellSelector();
        rc = selector.select(timeout);
      } catch (ClosedSelectorException e) {
        rebuildSelector();
        exnotification.uncaughtException(worker, e);
        ctx.errno().set(ZError.EINTR);
        continue;
      } catch (IOException e) {
        throw new ZError.IOException(e);
      }
      if (rc == 0) {
        returnsImmediately = maybeRebuildSelector(returnsImmediately, timeout, start);
        continue;
      }
      // Who ends the context may close the selector while the last of these is being called.
      Iterator<SelectionKey> selected = selector.selectedKeys().iterator();
      while (selected.hasNext()) {
        SelectionKey key = selected.next();
        selected.remove();
        try {
          call((Handle) key.attachment(), key);
        } catch (RuntimeException e) {
          exnotification.uncaughtException(worker, e);
        }
      }
    }
    stopped.countDown();
  }

  /** Lets the selector know what has changed since the last wait; the wait must come next. */
  private void tellSelector() {
    for (Handle handle = changed.poll(); handle != null; handle = changed.poll()) {
      handle.changed = false;
      if (handle.cancelled || !handle.fd.isOpen()) {
        continue;
      }
      try {
        SelectionKey key = handle.fd.keyFor(selector);
        if (key == null) {
          handle.fd.register(selector, handle.ops, handle);
        } else {
          key.attach(handle);
          key.interestOps(handle.ops);
        }
      } catch (CancelledKeyException | ClosedChannelException e) {
        // Another thread has closed the channel in this moment.
        exnotification.uncaughtException(worker, e);
      }
    }
    for (Handle handle = removed.poll(); handle != null; handle = removed.poll()) {
      SelectionKey key = handle.fd.keyFor(selector);
      if (key != null && key.attachment() == handle) {
        key.cancel();
      }
    }
  }

  private static void call(Handle handle, SelectionKey key) {
    if (isDue(handle, key, SelectionKey.OP_ACCEPT)) {
      handle.handler.acceptEvent();
    }
    if (isDue(handle, key, SelectionKey.OP_CONNECT)) {
      handle.handler.connectEvent();
    }
    if (isDue(handle, key, SelectionKey.OP_WRITE)) {
      handle.handler.outEvent();
    }
    if (isDue(handle, key, SelectionKey.OP_READ)) {
      handle.handler.inEvent();
    }
  }

  private static boolean isDue(Handle handle, SelectionKey key, int op) {
    return !handle.cancelled && key.isValid() && (key.readyOps() & handle.ops & op) != 0;
  }

  /** A selector that keeps returning without a cause is replaced; JDKs had such. */
  private int maybeRebuildSelector(int returnsImmediately, long timeout, long start) {
    if (timeout != 0 && System.currentTimeMillis() - start >= timeout / 2) {
      return 0;
    }
    if (returnsImmediately < 10) {
      return returnsImmediately + 1;
    }
    rebuildSelector();
    return 0;
  }

  private void rebuildSelector() {
    Selector oldSelector = selector;
    selector = ctx.createSelector();
    for (Handle handle : handles) {
      change(handle, handle.ops);
    }
    ctx.closeSelector(oldSelector);
  }
}
