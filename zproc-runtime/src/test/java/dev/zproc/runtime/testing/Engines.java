package dev.zproc.runtime.testing;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.server.StateServer;
import dev.zproc.runtime.internal.wire.BirthSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A state server with sessions in this JVM and over sockets; closes all of them. */
public final class Engines implements AutoCloseable {

  private final Deque<Runnable> open = new ArrayDeque<>();

  public final StateServer server;

  /** The session of the server's own JVM. */
  public final EngineSession root;

  public Engines() {
    this(ServerOptions.DEFAULTS);
  }

  public Engines(ServerOptions options) {
    this(Wires.byDefault(), options);
  }

  /** A server over this transport. */
  public Engines(Wires wires, ServerOptions options) {
    server = StateServer.start(wires.over(options));
    open.push(server::close);
    root = new EngineSession(server.channel());
  }

  /** These options, with turns that no stall of a machine ends. */
  public static ServerOptions patient(ServerOptions options) {
    return options.withTurns(Duration.ofMinutes(1), options.maxQueuedBytes());
  }

  /** Makes a child of the root and connects it. */
  public EngineSession child() {
    return connect(LinkOptions.to(get(root.birth(BirthSpec.NOW))));
  }

  /** Connects with these options. */
  public EngineSession connect(LinkOptions options) {
    EngineSession session = new EngineSession(Link.connect(options));
    open.push(session::close);
    return session;
  }

  /** Connects a child that was born before. */
  public EngineSession connect(ChildSession birth) {
    return connect(LinkOptions.to(birth));
  }

  /** Waits for a future, at most 20 seconds; throws what it failed with. */
  public static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new CompletionException(failed.getCause());
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError("no answer within 20 s", late);
    }
  }

  public static Bytes key(String name) {
    return Bytes.utf8(name);
  }

  /** Writes a value and returns the revision. */
  public static long put(EngineSession session, String key, Bytes value) {
    CommitResult result = get(session.commit(Commit.of(new Operation.Put(key(key), value))));
    return result.revision();
  }

  public static long put(EngineSession session, String key, long value) {
    return put(session, key, Scalar.of(value));
  }

  /** The revision at which a server begins. */
  public static final long BEGIN = 1;

  /** A watch of everything after {@code revision}. */
  public static WatchSpec all(long revision) {
    return new WatchSpec(KeySelection.of(new KeyRange(Bytes.EMPTY, null)), revision, 0, false, 0);
  }

  /** A wait until {@code key} is at least {@code value}, which shows the key. */
  public static ConditionSpec atLeast(String key, long value, long from, boolean repeat) {
    return new ConditionSpec(
        new Criterion.Comparison(
            new Operand.Key(key(key), Scalar.of(0L)),
            Relation.GREATER_OR_EQUAL,
            new Operand.Literal(Scalar.of(value))),
        from,
        0,
        repeat,
        false,
        List.of(KeyRange.single(key(key))));
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
  }
}
