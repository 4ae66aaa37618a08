package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyFuture;
import dev.zproc.runtime.internal.wire.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a session: those that wait to be sent, and those that wait for their replies.
 * They get their numbers when they are first sent, in that order, and keep them when they are sent
 * again.
 *
 * <p>Threads: {@link #add}, {@link #read} and {@link #failQueued} are safe for use by many threads;
 * the rest is owned by the thread that does the link's work.
 */
final class Requests {

  private static final long MOST_WAITING_BYTES = 256L << 20;

  /** How many that the server has to remember may be unanswered. */
  private static final int MAX_ONCE = 1000;

  /** What became of a request that was to be added. */
  enum Added {
    /** There are too many. */
    REFUSED,
    /** Whoever does the link's work has to be told of it. */
    NEWS,
    /** It needs no telling: it is in no hurry, or comes behind one that was told of. */
    QUIETLY
  }

  private final Object lock = new Object();

  // Guarded by the lock.
  private final Deque<Pending> queue = new ArrayDeque<>();

  /** The last of the queue, while more reads may join it. */
  private @Nullable Reads open;

  /** Whether who does the link's work was told of what is queued, or is about to be. */
  private boolean announced;

  /** Of those queued, how many somebody waits for; they alone are limited. */
  private int waiting;

  private long waitingBytes;
  private int maxWaiting = Integer.MAX_VALUE;
  private int maxReadBytes;

  /** How many are queued; changed under the lock. */
  private volatile int queued;

  private final Map<Long, Pending> unanswered = new LinkedHashMap<>();

  /** Those that have to be sent again. */
  private final Deque<Pending> again = new ArrayDeque<>();

  /** The link's own question for a sign of life, until it is sent. */
  private @Nullable Pending ping;

  /** Which of those unanswered the server has to remember, in the order of their numbers. */
  private final Set<Long> once = new LinkedHashSet<>();

  private final long maxWaitingBytes;
  private long lastNumber;

  /**
   * Makes an empty queue.
   *
   * @param heapBytes how large this process's heap may become; a quarter of it may be requests that
   *     wait to be sent, and 256 MiB at most
   */
  Requests(long heapBytes) {
    maxWaitingBytes = Math.min(MOST_WAITING_BYTES, heapBytes / 4);
  }

  /** How many bytes of requests may wait to be sent. */
  long maxWaitingBytes() {
    return maxWaitingBytes;
  }

  /** Limits how many requests may wait to be sent, and how many bytes reads have that join. */
  void limit(int requests, int readBytes) {
    synchronized (lock) {
      maxWaiting = requests;
      maxReadBytes = readBytes;
    }
  }

  /** Adds a request. */
  Added add(Pending pending) {
    synchronized (lock) {
      if (pending.waiting() > 0 && isFull()) {
        return Added.REFUSED;
      }
      open = null;
      return enqueue(pending);
    }
  }

  /** Adds a read, to those before it if nothing was added since. */
  Added read(Bytes key, Answer<ReadResult> answer) {
    synchronized (lock) {
      if (isFull()) {
        return Added.REFUSED;
      }
      Reads last = open;
      if (last != null && last.hasRoom(key, maxReadBytes)) {
        count(last, -1);
        last.add(key, answer);
        count(last, 1);
        return Added.QUIETLY;
      }
      Reads made = new Reads();
      made.add(key, answer);
      open = made;
      return enqueue(made);
    }
  }

  /**
   * Asks for a sign of life. It waits for none of those that were never sent: the first of them may
   * wait for replies, and these for the very thing that the server has to be asked about.
   */
  void ping() {
    ping = Pending.of(new Request.Ping(), new ReplyFuture());
  }

  /** Whether that is still to be sent. */
  boolean isPingQueued() {
    return ping != null;
  }

  private boolean isFull() {
    return waiting >= maxWaiting || waitingBytes >= maxWaitingBytes;
  }

  private Added enqueue(Pending pending) {
    queue.add(pending);
    queued++;
    count(pending, 1);
    if (announced || pending.isLazy()) {
      return Added.QUIETLY;
    }
    announced = true;
    return Added.NEWS;
  }

  /** One that is not answered, a cancel say, is small, and comes once for each thing opened. */
  private void count(Pending pending, int by) {
    int its = pending.waiting();
    if (its > 0) {
      waiting += by * its;
      waitingBytes += (long) by * pending.bytes();
    }
  }

  /** The first that was never sent, or null. */
  private @Nullable Pending peek() {
    if (queued == 0) {
      return null;
    }
    synchronized (lock) {
      return queue.peek();
    }
  }

  /** The same, to be sent now: nothing joins it any more. */
  private @Nullable Pending seal() {
    if (queued == 0) {
      return null;
    }
    synchronized (lock) {
      Pending first = queue.peek();
      if (first == open) {
        open = null;
      }
      return first;
    }
  }

  private @Nullable Pending take() {
    synchronized (lock) {
      Pending taken = queue.poll();
      if (taken != null) {
        queued--;
        count(taken, -1);
        if (taken == open) {
          open = null;
        }
      }
      announced &= !queue.isEmpty();
      return taken;
    }
  }

  /** Whether there is a request that was never sent. Safe for use by many threads. */
  boolean isQueued() {
    return queued > 0;
  }

  /** Whether there is a request that can be sent now. */
  boolean isReady() {
    forgetAnswered();
    Pending next = again.peek();
    return ping != null || isReady(next == null ? peek() : next);
  }

  private boolean isReady(@Nullable Pending next) {
    return next != null
        && (next.number != 0 || !next.is(Request.Retry.ONCE) || once.size() < MAX_ONCE);
  }

  /** The reply to a request that is to be sent again may come first: it had been under way. */
  private void forgetAnswered() {
    for (Pending next = again.peek();
        next != null && next.number != 0 && !unanswered.containsKey(next.number);
        next = again.peek()) {
      again.remove();
    }
  }

  /** Writes the next request to {@code record}; returns false if none can be sent now. */
  boolean writeNext(WireWriter record, long connection) {
    forgetAnswered();
    // Taken away last, so that it is in one place at least whatever happens here.
    Pending resent = again.peek();
    Pending sign = resent == null || resent.number == 0 ? ping : null;
    Pending next = sign != null ? sign : resent == null ? seal() : resent;
    if (next == null || !isReady(next)) {
      return false;
    }
    if (next.isAnswered() && next.number == 0) {
      next.number = ++lastNumber;
      next.firstSent = connection;
      unanswered.put(next.number, next);
      if (next.is(Request.Retry.ONCE)) {
        once.add(next.number);
      }
    }
    Envelope.request(record, next.number, lowest(next.number));
    next.write(record);
    if (sign != null) {
      ping = null;
    } else {
      Pending unused = resent == null ? take() : again.poll();
    }
    return true;
  }

  /** The lowest number whose reply the server must keep; none above {@code present}. */
  private long lowest(long present) {
    return once.isEmpty() ? present : Math.min(present, once.iterator().next());
  }

  /** Whether somebody waits for a reply. */
  boolean isExpectingReply() {
    return !unanswered.isEmpty();
  }

  /** Takes the reply to request {@code number}; one that was answered before is left alone. */
  void answer(long number, Reply reply) {
    Pending pending = unanswered.get(number);
    if (pending != null && pending.reply(reply)) {
      unanswered.remove(number);
      once.remove(number);
    }
  }

  /** The connection is lost: what belongs to it is gone, the rest has to be sent again. */
  void lost() {
    ping = null;
    Deque<Pending> neverSent = new ArrayDeque<>(again);
    neverSent.removeIf(pending -> pending.number != 0);
    again.clear();
    Iterator<Pending> each = unanswered.values().iterator();
    while (each.hasNext()) {
      Pending pending = each.next();
      if (pending.is(Request.Retry.DROP)) {
        each.remove();
        pending.drop();
      } else {
        again.add(pending);
      }
    }
    again.addAll(neverSent);
  }

  /**
   * There is a new connection: what was meant for the old one and has not been sent is gone too.
   */
  void reconnected() {
    // Only what is there now: what is added from here on knows of the new connection, or can cope.
    for (int i = queued; i > 0; i--) {
      Pending pending = take();
      if (pending == null) {
        break;
      }
      if (pending.is(Request.Retry.DROP)) {
        pending.drop();
      } else {
        // It was never sent, so it comes after all that were, and has no number yet.
        again.add(pending);
      }
    }
  }

  /** The server does not remember what was sent before: nobody can know what became of it. */
  void forgotten(String why) {
    for (Pending pending : new ArrayList<>(unanswered.values())) {
      if (pending.is(Request.Retry.ONCE)) {
        unanswered.remove(pending.number);
        again.remove(pending);
        once.remove(pending.number);
        pending.fail(new EngineException.OutcomeUnknown(why));
      }
    }
  }

  /**
   * Fails everything; {@code cause} says with what. May be called again if it throws, for want of
   * memory: each is let go of when it has failed.
   */
  void failAll(Function<Pending, EngineException> cause) {
    ping = null;
    // One by one: a stack that has overflowed may have left a map that miscounts what it has.
    for (Iterator<Pending> each = unanswered.values().iterator(); each.hasNext(); ) {
      Pending pending = each.next();
      pending.fail(cause.apply(pending));
      each.remove();
    }
    // Those with a number too: one that there was no memory for to note it is nowhere else.
    for (Pending pending = again.peek(); pending != null; pending = again.peek()) {
      pending.fail(cause.apply(pending));
      again.poll();
    }
    once.clear();
    failQueued(cause);
  }

  /**
   * Fails what waits to be sent; may be called again if it throws. Safe for use by many threads.
   */
  void failQueued(Function<Pending, EngineException> cause) {
    for (Pending pending = take(); pending != null; pending = take()) {
      boolean failed = false;
      try {
        pending.fail(cause.apply(pending));
        failed = true;
      } finally {
        if (!failed) {
          putBack(pending);
        }
      }
    }
  }

  private void putBack(Pending taken) {
    synchronized (lock) {
      queue.addFirst(taken);
      queued++;
      count(taken, 1);
    }
  }
}
