package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.FrameJoiner;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A worker's connection to its broker: puts tasks on the desk and tells what has become of them,
 * whatever the main thread is at. A connection that is lost is not made again: the broker has given
 * its tasks to others by then, so the worker ends.
 *
 * <p>Over a socket that threads may share, the main thread reads for itself while it has nothing to
 * do, and tells its results itself; the link's own thread does that while the main thread is at a
 * task for longer than a moment, and makes the connection.
 *
 * <p>Threads: {@link #lead}, {@link #results}, {@link #stop} and {@link #maxResultBytes} are the
 * main thread's; the rest belongs to whoever takes a turn.
 */
final class WorkerLink implements Runnable, SharedTurns.Work {

  private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long HELLO_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long results wait while the main thread is at a long task. */
  private static final long BUSY_MILLIS = 4;

  /** How often it says that it is there while a long message comes. */
  private static final long PONG_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long IDLE_MILLIS = 500;
  private static final long RETRY_MILLIS = 2;
  private static final int MAX_IN_TURN = 64;

  /** What a task takes at least, about. */
  private static final int SMALL_TASK_BYTES = 8;

  /** The largest message of a broker; it has one task at least. */
  private static final int MAX_MESSAGE_BYTES = Integer.MAX_VALUE - 16;

  private final ClientSocket socket;
  private final WorkerGreeting greeting;
  private final TaskCalls calls;
  private final Desk desk;
  private final Consumer<Throwable> fault;
  private final Map<Integer, TaskCalls.Method> methods = new HashMap<>();
  private final WireWriter record = new WireWriter();
  private final long started = System.nanoTime();
  private @Nullable FrameCutter cutter;
  private @Nullable FrameJoiner joiner;
  private boolean connected;
  private volatile boolean welcome;
  private long helloAt;
  private byte @Nullable [] unsent;
  private final SharedTurns turns;

  /** Whether the socket has not taken all that there is to say. */
  private volatile boolean unsaid;

  private volatile int maxResultBytes;

  /** Null if nobody wants to know what the heap holds. */
  private volatile @Nullable HeldHeap heap;

  /** When the broker was told last that this worker is there. */
  private long ponged;

  private volatile boolean sleeping;
  private volatile boolean stopping;

  WorkerLink(
      ClientSocket socket,
      long worker,
      Secret secret,
      TaskCalls calls,
      Desk desk,
      Consumer<Throwable> fault) {
    this.socket = socket;
    this.greeting = new WorkerGreeting(worker, secret);
    this.calls = calls;
    this.desk = desk;
    this.fault = fault;
    this.turns = new SharedTurns(socket.isShared(), this);
  }

  /** Tells results, or has them told. */
  void results() {
    if (!turns.takeOne()) {
      wake();
    }
  }

  /** Takes what comes until there is something to do, if that is possible. */
  void lead(BooleanSupplier over) {
    turns.lead(over);
    turns.unfollow(over);
  }

  @Override
  public boolean isOpen() {
    return welcome && !stopping;
  }

  @Override
  public boolean isPending() {
    return unsaid || stopping;
  }

  @Override
  public boolean isOver() {
    return stopping;
  }

  @Override
  public void wake() {
    if (sleeping) {
      socket.wake();
    }
  }

  /** The largest result that is taken. */
  int maxResultBytes() {
    return maxResultBytes;
  }

  /** What looks at the heap; null if nobody wants to know, or not yet. */
  @Nullable HeldHeap heap() {
    return heap;
  }

  void stop() {
    stopping = true;
    turns.call();
    socket.wake();
  }

  @Override
  public void run() {
    String why = "the worker ends";
    try {
      turns.drive();
      send(); // what there still is
    } catch (IllegalStateException | ProtocolException e) {
      why = "the worker has lost its swarm: " + e.getMessage();
    } catch (Throwable e) {
      fault.accept(e);
      why = "the link of the worker has failed: " + e;
    } finally {
      desk.close(why);
      socket.close();
    }
  }

  @Override
  public void turn(BooleanSupplier over, boolean own) {
    if (socket.isBroken()) {
      throw new IllegalStateException("its socket is dead");
    }
    events();
    boolean more = takeFrames();
    long now = System.nanoTime();
    if (!welcome && now - started > CONNECT_NANOS) {
      throw new IllegalStateException("it could not be reached for 30 s");
    }
    if (connected && !welcome && unsent == null && now - helloAt > HELLO_NANOS) {
      hello();
    }
    boolean all = send();
    unsaid = !all;
    sleeping = true;
    if (!more && !stopping && !(all && desk.isDue())) {
      if (!over.getAsBoolean()) {
        socket.await(!all ? RETRY_MILLIS : desk.isBusy() ? BUSY_MILLIS : IDLE_MILLIS);
      } else if (own) {
        socket.await(0);
      }
    }
    sleeping = false;
  }

  /** Takes what has come; returns whether there may be more. */
  private boolean takeFrames() {
    for (int i = 0; i < MAX_IN_TURN; i++) {
      byte[] frame = socket.receive();
      if (frame == null) {
        return false;
      }
      frame(frame);
    }
    return true;
  }

  private void events() {
    for (ClientSocket.Event event = socket.event(); event != null; event = socket.event()) {
      switch (event) {
        case CONNECTED -> {
          connected = true;
          hello();
        }
        case DISCONNECTED -> {
          if (welcome) {
            throw new IllegalStateException("the connection has ended");
          }
          connected = false;
        }
        case UNREACHABLE, DESERTED -> connected = false;
      }
    }
  }

  private void hello() {
    unsent = greeting.hello();
    helloAt = System.nanoTime();
    joiner = null;
  }

  private void frame(byte[] frame) {
    FrameJoiner own = joiner;
    if (own != null && own.knows(frame)) {
      own.accept(frame, this::message);
      if (own.gathered() > 0 && System.nanoTime() - ponged > PONG_NANOS) {
        pong(); // a ping may have to wait behind what comes
      }
      return;
    }
    Greeting said = welcome ? null : GreetingCodec.decode(frame);
    byte[] answer = said == null ? null : greeting.answer(said);
    Handshake keys = greeting.keys();
    if (answer != null) {
      unsent = answer;
    }
    if (said instanceof Greeting.Challenge && answer != null && keys != null) {
      joiner = new FrameJoiner(keys.tokenToClient(), MAX_MESSAGE_BYTES);
      cutter = new FrameCutter(keys.tokenToServer());
    }
  }

  private void message(WireReader in) {
    int kind = in.u8();
    switch (kind) {
      case SwarmProtocol.WELCOME -> {
        maxResultBytes = in.size();
        long most = in.varint();
        heap = most == 0 ? null : new HeldHeap(most);
        welcome = true;
      }
      case SwarmProtocol.METHOD ->
          methods.put(in.size(), calls.find(in.text(), in.text(), in.size()));
      case SwarmProtocol.TASKS -> tasks(in);
      case SwarmProtocol.TAKE_BACK -> say(SwarmProtocol.gave(record.clear(), desk.takeBack()));
      case SwarmProtocol.CANCEL -> say(SwarmProtocol.gave(record.clear(), desk.cancel(in.longs())));
      case SwarmProtocol.PING -> pong();
      default -> throw new ProtocolException("no message to a worker has the kind " + kind);
    }
    in.finish();
  }

  private void tasks(WireReader in) {
    TaskCalls.Method method = methods.get(in.size());
    if (method == null) {
      throw new ProtocolException("a task of a method that was not named");
    }
    List<Job> jobs = new ArrayList<>(Math.min(in.remaining() / SMALL_TASK_BYTES + 1, 1_024));
    while (in.remaining() > 0) {
      jobs.add(Job.read(in, method));
    }
    desk.add(jobs);
  }

  private void pong() {
    HeldHeap watch = heap;
    if (watch != null && watch.look(desk.isBusy())) {
      desk.pauses(); // what comes meanwhile has to wait
      send();
      watch.collect();
      desk.goesOn();
    }
    say(SwarmProtocol.pong(record.clear(), watch == null ? 0 : watch.held()));
    ponged = System.nanoTime();
  }

  private void say(WireWriter message) {
    // Results first: what was done before this is told before it.
    addResults();
    FrameCutter out = cutter;
    if (out != null) {
      out.add(message);
    }
  }

  private void addResults() {
    WireWriter results = desk.drain();
    FrameCutter out = cutter;
    if (results != null && out != null) {
      out.add(results);
    }
    long stage = out == null ? 0 : desk.announcement();
    if (stage != 0) {
      WireWriter said = new WireWriter();
      out.add(stage > 0 ? SwarmProtocol.settingUp(said, stage) : SwarmProtocol.begun(said, -stage));
    }
  }

  /** Sends what can be sent; returns whether that was all. */
  private boolean send() {
    byte[] greets = unsent;
    if (greets != null) {
      if (connected && socket.send(greets)) {
        unsent = null;
      }
      return unsent == null;
    }
    FrameCutter out = cutter;
    if (out == null || !welcome) {
      return true;
    }
    if (!out.hasFull()) {
      addResults();
    }
    for (byte[] frame = out.next(); frame != null; frame = out.next()) {
      if (!socket.send(frame)) {
        return false;
      }
      out.sent();
    }
    return true;
  }
}
