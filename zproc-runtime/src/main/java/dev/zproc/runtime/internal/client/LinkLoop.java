package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.RequestCodec;
import dev.zproc.runtime.internal.wire.Welcome;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The work of a link, which one thread does at a time: owns its socket, sends what the others
 * submit, completes their futures, and makes connections good that were lost.
 *
 * <p><b>What it owns.</b> The socket; the {@link Requests} from the moment on that they are taken
 * from the queue; the present {@link LinkConnection}; and {@link LinkTimeouts}, which alone knows
 * the clock. Each {@code turn} hands early pushes on, takes what has happened to the socket and
 * what has come through it, lets the time-outs decide, sends what can be sent, and sleeps until one
 * of these has work again. Whoever submits wakes it only if it sleeps, which it says before it
 * looks at the queue for the last time; so no request is left lying, and a busy link is not woken.
 *
 * <p><b>Its states.</b> There is no connection; one is made, and the two greet each other; it is
 * open, from the server's welcome on; it is lost, which is the first again. Losing one is ordinary
 * and told to nobody but the listener, and only when there is another. The link itself ends in
 * three ways, and never comes back from them: it is closed, the server says goodbye, or the
 * time-outs or the server's refusal leave no hope.
 *
 * <p><b>What always holds.</b> Requests are numbered in the order in which they are first sent, and
 * are sent again in that order, so the server can tell what it has done from what it has not; a
 * request that must be done once and was sent fails with {@code OutcomeUnknown} when the link ends,
 * unless the server has said goodbye on the connection on which it was sent: then what it has not
 * answered it has not done. Kept pushes are numbered too; one that has come before is dropped, and
 * {@code seen} is told with each greeting and after every few of them. Watches and waits are not
 * the link's: it drops what concerns them with the connection, and they are opened anew.
 *
 * <p><b>Who does it.</b> One thread at a time, because an order among replies, pushes and
 * reconnections is what everything above relies on: the one that has the {@link LinkRole}. Over a
 * socket that threads may share, that is one that waits for something, so that a round trip takes
 * no hand-over; over a connection that stands only, so what it does is short. Else, and as long as
 * nobody waits, it is the thread `zproc-link`, which also ends the link, whoever finds out. So
 * nobody may block it: listeners and what hangs on futures hand over and return, and requests are
 * encoded by those who make them.
 *
 * <p>Threads: owned by the thread that has the role, but for what {@link Lead} has, {@link
 * #submit}, {@link #listen}, {@link #welcomed} and {@link #stop}.
 */
final class LinkLoop implements Runnable, Lead {

  /** How many kept pushes may come before the server is told that they have. */
  private static final int UNSEEN = 32;

  /** How soon a full socket is tried again, if nothing else wakes the thread. */
  private static final long RETRY_MILLIS = 2;

  /** How many frames are taken before something is sent again. */
  private static final int MAX_IN_TURN = 256;

  private final ClientSocket socket;
  private final Consumer<Throwable> fault;
  private final LinkConnection connection;
  private final LinkTimeouts timeouts;
  private final Requests requests = new Requests(Runtime.getRuntime().maxMemory());
  private final Consumer<Envelope.Said> records = new Records();
  private final CompletableFuture<Welcome> welcomed = new CompletableFuture<>();

  /** What the server has said before there was a listener; it says little before it is asked. */
  private final Deque<Push> early = new ArrayDeque<>();

  private volatile Channel.@Nullable Listener listener;
  private final AtomicBoolean toldClosed = new AtomicBoolean();
  private volatile @Nullable String closed;
  private volatile boolean sleeping;
  private volatile boolean stopping;

  private final LinkRole role = new LinkRole();

  /** What a caller has failed with that had the role. */
  private volatile @Nullable Throwable failed;

  /** What the caller waits for that has the role, and until when; null if it is the own thread. */
  private @Nullable BooleanSupplier leading;

  private long leadingUntil;

  private long epoch;
  private long seen;
  private int unseen;
  private volatile @Nullable String farewell;

  /** Whether what the server has not answered before its {@link #farewell} is not done. */
  private boolean orderly;

  LinkLoop(LinkOptions options, ClientSocket socket, Consumer<Throwable> fault) {
    this.socket = socket;
    this.fault = fault;
    this.connection = new LinkConnection(options, socket);
    this.timeouts = new LinkTimeouts(options, System.nanoTime());
  }

  /** Completed when the server has let the session in for the first time, or it is sure not to. */
  CompletableFuture<Welcome> welcomed() {
    return welcomed;
  }

  void listen(Channel.Listener added) {
    listener = added;
    role.call();
    socket.wake();
    tellClosed();
  }

  /** How many bytes of requests may wait to be sent. */
  long maxWaitingBytes() {
    return requests.maxWaitingBytes();
  }

  /** Queues a request; returns false if too many are queued. Fails it if the link has ended. */
  boolean submit(Pending pending) {
    if (!requests.add(pending)) {
      return false;
    }
    if (socket.isShared() && role.take()) {
      sendAtOnce();
    } else {
      wake();
    }
    String why = closed;
    if (why != null) {
      // The link's thread may not have seen it any more.
      requests.failQueued(each -> closed(why));
    }
    return true;
  }

  /**
   * Sends what this thread has just added, since nobody else has the role. Where an answer is out
   * already, more are likely to follow, which the link's own thread sends together.
   */
  private void sendAtOnce() {
    boolean sent = false;
    try {
      sent =
          connection.isOpen()
              && !requests.isExpectingReply()
              && connection.send(requests, timeouts);
    } catch (RuntimeException | Error broken) {
      failed = broken;
    } finally {
      leave(!sent);
    }
  }

  private void leave(boolean unfinished) {
    role.leave();
    // Looked at afterwards: who has added something since has seen that the role was taken.
    if (unfinished || isOver() || requests.isQueued()) {
      role.call();
    }
  }

  private boolean isOver() {
    return stopping || farewell != null || failed != null;
  }

  @Override
  public boolean lead(BooleanSupplier over, long nanos) {
    if (!socket.isShared()) {
      return false;
    }
    Thread me = Thread.currentThread();
    long now = System.nanoTime();
    long end = nanos > Long.MAX_VALUE / 2 ? now + Long.MAX_VALUE / 2 : now + nanos;
    boolean able = !isVirtual(me);
    while (closed == null && !isSatisfied(over, end, me)) {
      if (able && connection.isOpen() && (role.take() || role.demand(over, this))) {
        able = leadOn(over, end, me);
        continue;
      }
      role.follow(over);
      if (!role.isVacant()) {
        return true;
      }
      if (!able || !connection.isOpen()) {
        role.call();
        return true;
      }
      role.unfollow(over);
    }
    return false;
  }

  private static boolean isSatisfied(BooleanSupplier over, long end, Thread me) {
    return over.getAsBoolean() || me.isInterrupted() || end - System.nanoTime() <= 0;
  }

  /** Returns whether the connection still stands. */
  private boolean leadOn(BooleanSupplier over, long end, Thread me) {
    boolean open = connection.isOpen();
    leading = over;
    leadingUntil = end;
    try {
      while (open && !isOver() && !isSatisfied(over, end, me)) {
        turn();
        open = connection.isOpen();
      }
    } catch (RuntimeException | Error broken) {
      failed = broken;
      open = false;
    } finally {
      leading = null;
      sleeping = false;
      leave(!open);
    }
    return open;
  }

  /** To carry a thread that blocks in a selector costs a virtual thread's carrier. */
  private static boolean isVirtual(Thread thread) {
    for (Class<?> type = thread.getClass(); type != Thread.class; type = type.getSuperclass()) {
      if (type.getName().equals("java.lang.BaseVirtualThread")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void unfollow(BooleanSupplier over) {
    role.unfollow(over);
  }

  @Override
  public void wake() {
    if (sleeping) {
      socket.wake();
    }
  }

  /** Whether this thread is the one that does the link's work now. */
  boolean isHere() {
    return role.isMine();
  }

  void stop() {
    stopping = true;
    if (closed == null) {
      role.call();
      socket.wake();
    }
  }

  @Override
  public void run() {
    String why = "this process has closed its link to the state server";
    try {
      drive();
      if (farewell != null) {
        why = farewell;
      }
    } catch (ClientGreeting.RefusedException refused) {
      why = String.valueOf(refused.getMessage());
    } catch (RuntimeException | Error failed) {
      fault.accept(failed);
      why = "the link to the state server has failed: " + failed;
      System.getLogger(LinkLoop.class.getName()).log(Level.ERROR, why, failed);
    } finally {
      end(why);
      socket.close();
    }
  }

  /** Does the work until it is over, but for the time that callers do it; has the role then. */
  private void drive() {
    while (true) {
      role.await();
      while (!isOver() && !role.isWanted()) {
        turn();
      }
      if (failed instanceof Error error) {
        throw error;
      } else if (failed instanceof RuntimeException exception) {
        throw exception;
      } else if (isOver()) {
        return;
      }
      role.stepBack();
    }
  }

  private void end(String why) {
    closed = why;
    Function<Pending, EngineException> cause = pending -> cause(pending, why);
    requests.failAll(cause);
    welcomed.completeExceptionally(closed(why));
    tellEarly();
    tellClosed();
  }

  /** Tells the listener of the end, once, as soon as there are both. */
  private void tellClosed() {
    String why = closed;
    Channel.Listener told = listener;
    if (why != null && told != null && toldClosed.compareAndSet(false, true)) {
      OpenSubscriptions.safely(() -> told.onClosed(closed(why)));
    }
  }

  private EngineException cause(Pending pending, String why) {
    boolean sent = pending.firstSent > 0;
    // After its farewell a server has answered all that it has done; but an answer may have been
    // lost with an earlier connection.
    boolean answeredIfDone = orderly && pending.firstSent == connection.number();
    return pending.is(Request.Retry.ONCE) && sent && !answeredIfDone
        ? new EngineException.OutcomeUnknown(
            why + "; whether this request was done before that, is not known")
        : closed(why);
  }

  private EngineException.Closed closed(String why) {
    return new EngineException.Closed(why, stopping);
  }

  private void turn() {
    tellEarly();
    takeEvents();
    takeFrames();
    long now = System.nanoTime();
    String giveUp = timeouts.giveUp(now);
    if (giveUp != null) {
      farewell = null;
      orderly = false;
      throw new ClientGreeting.RefusedException(giveUp);
    }
    if (socket.brokenBy() instanceof Error error) {
      throw error; // another socket would break of it, too
    }
    if (socket.isBroken() || timeouts.isReopenDue(now)) {
      lost();
      timeouts.reopening(now);
      socket.reopen();
    }
    boolean open = connection.isOpen();
    if (!open && timeouts.isHelloDue()) {
      connection.greet();
    }
    if (open && timeouts.isPingDue(now, requests.isExpectingReply())) {
      timeouts.pinging(now);
      requests.add(pending(new Request.Ping(), new CompletableFuture<>()));
      saySeen();
    }
    boolean all = connection.send(requests, timeouts);
    sleep(now, open, all);
  }

  private void sleep(long now, boolean open, boolean all) {
    sleeping = true;
    // From here on whoever adds a request wakes this thread; those that came before are looked for.
    boolean work = open && all && requests.isReady();
    BooleanSupplier awaited = leading;
    boolean done = awaited == null ? role.isWanted() : awaited.getAsBoolean();
    if (!work && !stopping && farewell == null && !done) {
      long millis = timeouts.sleepMillis(now, open, requests.isExpectingReply());
      if (awaited != null) {
        millis = Math.min(millis, TimeUnit.NANOSECONDS.toMillis(leadingUntil - now) + 1);
      }
      socket.await(all ? millis : Math.min(millis, RETRY_MILLIS));
    }
    sleeping = false;
  }

  private void takeEvents() {
    for (ClientSocket.Event event = socket.event(); event != null; event = socket.event()) {
      long now = System.nanoTime();
      switch (event) {
        case CONNECTED -> {
          timeouts.connected(now);
          connection.greet();
        }
        case DISCONNECTED -> {
          timeouts.disconnected(now, connection.isOpen());
          lost();
        }
        case UNREACHABLE -> timeouts.unreachable(now);
      }
    }
  }

  private void lost() {
    if (connection.lost()) {
      requests.lost();
    }
  }

  private void takeFrames() {
    for (int i = 0; i < MAX_IN_TURN; i++) {
      byte[] frame = socket.receive();
      if (frame == null) {
        return;
      }
      try {
        take(frame);
      } catch (ProtocolException broken) {
        System.getLogger(LinkLoop.class.getName())
            .log(Level.DEBUG, "dropped a connection that broke the protocol", broken);
        lost();
        timeouts.brokenOff();
      }
    }
  }

  private void take(byte[] frame) {
    switch (connection.take(frame, seen, records)) {
      case OWN -> timeouts.heard(System.nanoTime());
      case UNKNOWN -> {
        // The server has lost this connection where we have not: begin again on it.
        long now = System.nanoTime();
        timeouts.disconnected(now, true);
        timeouts.connected(now);
        lost();
        connection.greet();
      }
      case OTHER -> {
        // A step of the greeting, which says all that there is to say about it.
      }
    }
  }

  /** No lambda: it is needed for the first record, and then for each. */
  private final class Records implements Consumer<Envelope.Said> {

    @Override
    public void accept(Envelope.Said said) {
      if (said.welcome() != null) {
        welcome(said.welcome());
      } else if (said.reply() != null) {
        requests.answer(said.number(), said.reply());
      } else if (said.push() != null) {
        push(said.number(), said.push());
      }
    }
  }

  private void welcome(Welcome welcome) {
    connection.welcomed(welcome);
    timeouts.welcomed(System.nanoTime());
    requests.limit(welcome.maxRequests());
    if (connection.number() == 1) {
      epoch = welcome.epoch();
      welcomed.complete(welcome);
      return;
    }
    if (welcome.epoch() != epoch) {
      epoch = welcome.epoch();
      requests.forgotten("the state server was restarted and does not know the request any more");
    }
    requests.reconnected();
    Channel.Listener told = listener;
    if (told != null) {
      OpenSubscriptions.safely(told::onReconnected);
    }
  }

  private void push(long sequence, Push push) {
    if (push instanceof Push.Goodbye goodbye) {
      farewell = goodbye.reason();
      orderly = true;
      return;
    }
    if (push instanceof Push.Broken broken) {
      farewell = broken.reason();
      return;
    }
    if (sequence > 0) {
      if (sequence <= seen) {
        return;
      }
      seen = sequence;
      if (++unseen >= UNSEEN) {
        saySeen();
      }
    }
    Channel.Listener told = listener;
    if (told == null || !early.isEmpty()) {
      early.add(push);
    } else {
      OpenSubscriptions.safely(() -> told.onPush(push));
    }
  }

  private void tellEarly() {
    Channel.Listener told = listener;
    if (told != null) {
      for (Push push = early.poll(); push != null; push = early.poll()) {
        Push next = push;
        OpenSubscriptions.safely(() -> told.onPush(next));
      }
    }
  }

  private void saySeen() {
    if (unseen > 0) {
      unseen = 0;
      requests.add(pending(new Request.Seen(seen), null));
    }
  }

  private static Pending pending(Request request, @Nullable CompletableFuture<Reply> future) {
    WireWriter out = new WireWriter();
    RequestCodec.write(out, request);
    return new Pending(request, out.toByteArray(), future);
  }
}
