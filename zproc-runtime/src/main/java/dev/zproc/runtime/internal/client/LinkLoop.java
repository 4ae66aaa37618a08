package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.Welcome;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
 * <p>One thread does it at a time, whichever the {@link LinkDriver} lets, because an order among
 * replies, pushes and reconnections is what everything above relies on. Nobody may block it:
 * listeners and what hangs on futures hand over and return, and requests are encoded by those who
 * make them.
 *
 * <p>Threads: {@link #turn}, {@link #sendFirst} and {@link #end} are owned by the thread that has
 * the role; the rest is safe for use by many threads.
 */
final class LinkLoop {

  private static final String FAILED = "the link to the state server has failed";

  /** For nobody who waits. */
  static final long NEVER = Long.MAX_VALUE / 2;

  /** How many kept pushes may come before the server is told that they have. */
  private static final int UNSEEN = 32;

  /** How soon a full socket is tried again, if nothing else wakes the thread. */
  private static final long RETRY_MILLIS = 2;

  /** How many frames are taken before something is sent again. */
  private static final int MAX_IN_TURN = 256;

  private final ClientSocket socket;
  final LinkConnection connection;
  private final LinkTimeouts timeouts;
  private final Requests requests;
  private final Consumer<Envelope.Said> records = new Records();
  private final CompletableFuture<Welcome> welcomed = new CompletableFuture<>();

  private final LinkListener listener = new LinkListener();
  private volatile @Nullable String closed;
  private volatile boolean sleeping;
  private volatile boolean stopping;

  private long epoch;
  private long seen;
  private int unseen;
  private volatile @Nullable String farewell;

  /** Whether what the server has not answered before its {@link #farewell} is not done. */
  private boolean orderly;

  LinkLoop(LinkOptions options, ClientSocket socket, Requests requests) {
    this.socket = socket;
    this.requests = requests;
    this.connection = new LinkConnection(options, socket);
    this.timeouts = new LinkTimeouts(options, System.nanoTime());
  }

  /** Completed when the server has let the session in for the first time, or it is sure not to. */
  CompletableFuture<Welcome> welcomed() {
    return welcomed;
  }

  void listen(Channel.Listener added) {
    listener.set(added);
    socket.wake();
    tellClosed();
  }

  /** Tells a listener what came before it; for who has the role. */
  void tellEarly() {
    listener.tellEarly();
  }

  /** Fails what has been added since the link has ended. */
  void failIfClosed() {
    String why = closed;
    if (why != null) {
      // Whoever has ended it may not have seen it any more.
      requests.failQueued(each -> closed(why));
    }
  }

  /**
   * Sends what is queued, unless an answer is out already: then more are likely to follow, which
   * are better sent together. Returns whether all was sent.
   */
  boolean sendFirst() {
    return connection.isOpen()
        && !requests.isExpectingReply()
        && connection.send(requests, timeouts);
  }

  /** Lets the thread that sleeps in its turn look what there is to do. */
  void wake() {
    if (sleeping) {
      socket.wake();
    }
  }

  /** Whether the server has let us in. */
  boolean isOpen() {
    return connection.isOpen();
  }

  /** Whether this process wants it to end. */
  boolean isStopping() {
    return stopping;
  }

  /** Whether the link is to end. */
  boolean isOver() {
    return stopping || farewell != null;
  }

  /** Whether it has ended. */
  boolean isClosed() {
    return closed != null;
  }

  /** The link is to end; returns false if it has. */
  boolean stop() {
    stopping = true;
    if (closed != null) {
      return false;
    }
    socket.wake();
    return true;
  }

  /**
   * Nobody is served from here on; those who wait are told by what follows. All of that may be
   * called again if it throws, for want of memory.
   *
   * @param cause what a thread has failed with that did its work; null if none has
   */
  void end(@Nullable Throwable cause) {
    String why = farewell;
    if (cause instanceof ClientGreeting.RefusedException) {
      why = String.valueOf(cause.getMessage());
    } else if (cause != null) {
      why = failure(cause);
    }
    closed = why == null ? "this process has closed its link to the state server" : why;
  }

  private static String failure(Throwable cause) {
    try {
      return FAILED + ": " + cause;
    } catch (Throwable again) {
      return FAILED; // for want of memory, as like as not
    }
  }

  void failRequests() {
    String why = String.valueOf(closed);
    requests.failAll(pending -> cause(pending, why));
  }

  void failWelcome(@Nullable Throwable cause) {
    welcomed.completeExceptionally(
        cause instanceof ClientGreeting.RefusedException refused
            ? refused.toException()
            : closed(String.valueOf(closed)));
  }

  void tellClosed() {
    String why = closed;
    if (why != null) {
      listener.closed(closed(why));
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

  /**
   * Does what there is to do, and sleeps until there is more.
   *
   * @param over whether not to sleep, asked before that
   * @param nanos how long to sleep at most; 0 only to ask what has come
   */
  void turn(BooleanSupplier over, long nanos) {
    listener.tellEarly();
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
      requests.ping();
      saySeen();
    }
    boolean all = connection.send(requests, timeouts);
    timeouts.sent(now, connection.sentBytes(), all && !requests.isPingQueued());
    sleep(over, nanos, now, open, all);
  }

  private void sleep(BooleanSupplier over, long nanos, long now, boolean open, boolean all) {
    sleeping = true;
    try {
      // From here on whoever adds a request wakes this thread; those that came before are looked
      // for.
      boolean work = open && all && requests.isReady();
      if (!work && !isOver() && !over.getAsBoolean()) {
        long millis = timeouts.sleepMillis(now, open, requests.isExpectingReply());
        millis = nanos <= 0 ? 0 : Math.min(millis, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        socket.await(all ? millis : Math.min(millis, RETRY_MILLIS));
      }
    } finally {
      sleeping = false;
    }
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
        case UNREACHABLE -> timeouts.unreachable(now, false);
        case DESERTED -> timeouts.unreachable(now, true);
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
    timeouts.welcomed(System.nanoTime(), welcome.returns());
    requests.limit(welcome.maxRequests(), Link.maxBodyBytes(welcome));
    if (connection.number() == 1) {
      epoch = welcome.epoch();
      welcomed.complete(welcome);
      return;
    }
    if (welcome.epoch() != epoch) {
      epoch = welcome.epoch();
      if (!welcome.returns()) {
        requests.forgotten("the state server was restarted and does not know the request any more");
      }
    }
    requests.reconnected();
    listener.reconnected();
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
    listener.push(push);
  }

  private void saySeen() {
    if (unseen > 0) {
      unseen = 0;
      requests.add(Pending.of(new Request.Seen(seen), null));
    }
  }
}
