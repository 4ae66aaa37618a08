package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.jfr.TaskRecords;
import dev.zproc.runtime.internal.transport.Peer;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workers' processes and connections: does what the {@link Scheduler} wants of them, and tells
 * it what they say and how they end.
 *
 * <p>Threads: owned by whoever takes the turn of its {@link Broker}.
 */
final class Workers implements Actions {

  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long what a worker sent before its end may still be on its way. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long a worker that has lost its connection has to end. */
  private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final class Worker {
    final int number;
    final WorkerProcess process;
    final Mark mark;
    @Nullable WorkerConnection connection;
    @Nullable WorkerDeath death;
    boolean wanted;
    boolean silent;
    boolean mourned;
    long diedAt;
    long lostAt;
    long pinged;

    Worker(int number, WorkerProcess process, Mark mark) {
      this.number = number;
      this.process = process;
      this.mark = mark;
    }
  }

  private final ServerSocket socket;
  private final WorkerProcess.Starter starter;
  private final SwarmStatistics statistics;
  private final TaskRecords records;
  private final long silenceNanos;
  private final int maxResultBytes;
  private final long maxHeapBytes;
  private final Consumer<Runnable> later;
  private final BrokerGreeter greeter = new BrokerGreeter();
  private final Map<Integer, Worker> workers = new LinkedHashMap<>();
  private final Map<Peer, WorkerConnection> byPeer = new HashMap<>();
  private @Nullable Scheduler scheduler;
  private int expected;
  private boolean orderly;

  /**
   * Makes an object for the workers of one swarm.
   *
   * @param maxHeapBytes what the heap of a worker may hold; 0 if nobody wants to know
   * @param later does something in this thread
   */
  Workers(
      ServerSocket socket,
      WorkerProcess.Starter starter,
      SwarmStatistics statistics,
      TaskRecords records,
      long silenceNanos,
      int maxResultBytes,
      long maxHeapBytes,
      Consumer<Runnable> later) {
    this.socket = socket;
    this.starter = starter;
    this.statistics = statistics;
    this.records = records;
    this.silenceNanos = silenceNanos;
    this.maxResultBytes = maxResultBytes;
    this.maxHeapBytes = maxHeapBytes;
    this.later = later;
  }

  void serve(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  private Scheduler scheduler() {
    if (scheduler == null) {
      throw new IllegalStateException("no scheduler");
    }
    return scheduler;
  }

  boolean isEmpty() {
    return workers.isEmpty();
  }

  @Override
  public void start(int worker) {
    Mark mark = Mark.make(starter);
    byte[] secret = greeter.expect(worker);
    statistics.started(worker, expected > 0, System.nanoTime());
    expected = Math.max(0, expected - 1);
    WorkerProcess process = starter.start(worker, socket.endpoint(), secret, mark.path());
    statistics.process(worker, process);
    workers.put(worker, new Worker(worker, process, mark));
    process.ended().thenAccept(death -> later.accept(() -> ended(worker, death)));
  }

  @Override
  public void send(int worker, List<Task> chunk) {
    WorkerConnection connection = connection(worker);
    if (connection != null) {
      connection.tasks(chunk);
    }
  }

  @Override
  public void takeBack(int worker) {
    WorkerConnection connection = connection(worker);
    if (connection != null) {
      connection.takeBack();
    }
  }

  @Override
  public void cancel(int worker, List<Task> tasks) {
    WorkerConnection connection = connection(worker);
    if (connection != null) {
      connection.cancel(tasks);
    }
  }

  @Override
  public void stop(int worker) {
    Worker known = workers.get(worker);
    if (known != null) {
      end(known);
    }
  }

  /** Ends a worker that nobody needs any more; at once, if it has not got as far as to be one. */
  private static void end(Worker worker) {
    worker.wanted = true;
    if (worker.connection == null) {
      worker.process.kill();
    } else {
      worker.process.stop();
    }
  }

  @Override
  public void kill(int worker) {
    Worker known = workers.get(worker);
    if (known != null) {
      mourn(known);
      known.process.kill();
    }
  }

  /** Another one is started in its place, which may be before it has ended. */
  private void mourn(Worker worker) {
    if (!worker.wanted && !worker.mourned) {
      worker.mourned = true;
      expected++;
    }
  }

  @Override
  public void failed(int worker, Task task, TaskEnd.Failed end, long nanos) {
    if (records.isOn()) {
      TaskResults.record(records, worker, task, nanos, end);
    }
  }

  @Override
  public void broken(String why) {
    for (Worker worker : List.copyOf(workers.values())) {
      if (orderly) {
        end(worker);
      } else {
        worker.wanted = true;
        worker.process.kill();
      }
    }
  }

  /** Ends the swarm; if not in order, then also those workers at once that are about to end so. */
  void close(String why, boolean inOrder) {
    orderly = inOrder;
    scheduler().fail(why);
    if (!inOrder) {
      broken(why); // of which the scheduler tells only once
    }
  }

  void killAll() {
    workers.values().forEach(worker -> worker.process.kill());
    workers.values().forEach(worker -> worker.mark.delete());
  }

  private @Nullable WorkerConnection connection(int worker) {
    Worker known = workers.get(worker);
    return known == null ? null : known.connection;
  }

  /** Handles one frame. */
  void frame(ServerSocket.Inbound inbound) {
    Peer peer = inbound.peer();
    WorkerConnection connection = byPeer.get(peer);
    try {
      if (connection != null) {
        if (connection.joiner.knows(inbound.frame())) {
          join(connection, inbound.frame());
        }
        return;
      }
      Greeting greeting = GreetingCodec.decode(inbound.frame());
      if (greeting == null) {
        socket.send(peer, GreetingCodec.encode(new Greeting.Unknown()));
      } else {
        greet(peer, greeting);
      }
    } catch (ProtocolException broken) {
      socket.drop(peer);
      if (connection != null) {
        kill(connection.worker); // what it says cannot be understood any more
      }
    }
  }

  private void join(WorkerConnection connection, byte[] frame) {
    connection.unanswered = 0; // whatever it says: the answer may be behind a long result
    connection.joiner.accept(frame, record -> message(connection, record));
    boolean telling = connection.joiner.gathered() > 0;
    if (telling != connection.isTelling) {
      connection.isTelling = telling;
      scheduler().staff.telling(connection.worker, telling);
    }
  }

  private void greet(Peer peer, Greeting greeting) {
    BrokerGreeter.Greeted greeted = greeter.greet(peer, greeting);
    if (greeted.answer() != null) {
      socket.send(peer, GreetingCodec.encode(greeted.answer()));
    }
    BrokerGreeter.Proved proved = greeted.proved();
    Worker worker = proved == null ? null : workers.get(proved.worker());
    if (proved != null && worker != null) {
      long now = System.nanoTime();
      WorkerConnection connection =
          new WorkerConnection(peer, worker.number, proved.keys(), maxResultBytes, maxHeapBytes);
      byPeer.put(peer, connection);
      worker.connection = connection;
      worker.pinged = now;
      worker.mark.delete();
      socket.accept(peer);
      statistics.joined(worker.number, worker.process.pid(), now);
      scheduler().joined(worker.number, now);
    }
  }

  private void message(WorkerConnection connection, WireReader in) {
    Worker worker = workers.get(connection.worker);
    if (worker == null) {
      return; // it has been given up
    }
    int kind = in.u8();
    switch (kind) {
      case SwarmProtocol.RESULTS ->
          TaskResults.read(
              in, worker.number, worker.process.pid(), scheduler(), statistics, records);
      case SwarmProtocol.GAVE -> scheduler().gave(worker.number, in.longs(), System.nanoTime());
      case SwarmProtocol.PONG -> scheduler().heap(worker.number, in.varint());
      case SwarmProtocol.SETTING_UP ->
          scheduler().staff.settingUp(worker.number, in.varint(), System.nanoTime());
      case SwarmProtocol.BEGUN ->
          scheduler().staff.begun(worker.number, in.varint(), System.nanoTime());
      default -> throw new ProtocolException("no message of a worker has the kind " + kind);
    }
    in.finish();
  }

  private void ended(int number, WorkerDeath death) {
    Worker worker = workers.get(number);
    if (worker != null) {
      worker.death = death;
      worker.diedAt = System.nanoTime();
      scheduler().staff.lost(number);
    }
  }

  /** Does what has to be done from time to time. */
  void tick(long now) {
    for (Peer peer = socket.departed(); peer != null; peer = socket.departed()) {
      greeter.forget(peer);
      WorkerConnection connection = byPeer.remove(peer);
      Worker worker = connection == null ? null : workers.get(connection.worker);
      if (worker != null) {
        worker.connection = null;
        worker.lostAt = now;
        scheduler().staff.lost(worker.number);
      }
    }
    for (Worker worker : new ArrayList<>(workers.values())) {
      WorkerDeath death = worker.death;
      if (death != null && (worker.connection == null || now - worker.diedAt > LATE_NANOS)) {
        bury(worker, death, now);
      } else if (worker.connection != null && now - worker.pinged >= PING_NANOS) {
        ping(worker, worker.connection, now);
      } else if (worker.lostAt != 0 && !worker.wanted && now - worker.lostAt > LOST_NANOS) {
        worker.lostAt = now;
        worker.process.kill(); // it should have ended by itself
      }
    }
    socket.reap();
  }

  private void ping(Worker worker, WorkerConnection connection, long now) {
    worker.pinged = now;
    if (silenceNanos > 0 && connection.unanswered++ >= Math.max(1, silenceNanos / PING_NANOS)) {
      worker.silent = true;
      scheduler().silent(worker.number);
    }
    connection.ping();
  }

  private void bury(Worker worker, WorkerDeath death, long now) {
    workers.remove(worker.number);
    WorkerConnection connection = worker.connection;
    if (connection != null) {
      byPeer.remove(connection.peer);
      socket.drop(connection.peer);
    }
    greeter.forget(worker.number);
    worker.mark.delete();
    mourn(worker);
    WorkerDeath how =
        worker.silent
            ? new WorkerDeath(
                new ChildEnd.Unresponsive(Duration.ofNanos(silenceNanos)),
                death.pid(),
                death.stderr())
            : death;
    long mark = worker.mark.get();
    statistics.ended(worker.number, scheduler().told(worker.number, how), worker.wanted, now);
    Seat seat = scheduler().staff.find(worker.number);
    if (seat != null) {
      statistics.cutShort(seat, mark, worker.diedAt);
    }
    scheduler().died(worker.number, how, mark, now);
  }

  /** How soon {@link #tick} is worth calling again; in nanoseconds. */
  long due(long longest) {
    return isMourning() ? Math.min(longest, LATE_NANOS / 4) : longest;
  }

  /** Whether a worker has ended of which the scheduler does not know yet. */
  boolean isMourning() {
    for (Worker worker : workers.values()) {
      if (worker.death != null) {
        return true;
      }
    }
    return false;
  }

  /** Says what there is to say; returns whether all was said. */
  boolean flush() {
    boolean all = true;
    for (WorkerConnection connection : byPeer.values()) {
      all &= connection.flush(socket);
    }
    return all;
  }
}
