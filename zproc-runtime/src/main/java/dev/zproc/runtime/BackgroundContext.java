package dev.zproc.runtime;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.supervision.LaunchSpec;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A context that outlives the program which has opened it, on purpose: a JVM of its own, the host,
 * keeps the state and is the parent of the children that are spawned here. Other programs of the
 * same user find it by its name, until somebody shuts it down.
 *
 * <pre>{@code
 * try (BackgroundContext bakery = BackgroundContext.open("bakery")) {
 *   bakery.spawn(KitchenLauncher.bake());                     // goes on when this program ends
 * }
 *
 * try (BackgroundContext bakery = BackgroundContext.connect("bakery")) {   // another program
 *   BakeryState.of(bakery.zproc()).cookies().set(5);
 *   int baked = bakery.child("bake", int.class).join();
 *   bakery.shutdown();
 * }
 * }</pre>
 *
 * <p>{@link #close} leaves it; {@link #shutdown}, or a SIGTERM to the host, ends it, with all its
 * children. When the host dies, whatever of, so do its children. For Linux, with {@code setsid}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class BackgroundContext implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** How long the process of a host may take to end when all else has. */
  private static final long EXIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ZProc zproc;
  private final BackgroundCalls calls;
  private final BackgroundHost.Identity host;

  private BackgroundContext(ZProc zproc, BackgroundCalls calls, BackgroundHost.Identity host) {
    this.zproc = zproc;
    this.calls = calls;
    this.host = host;
  }

  /** As {@link #open(String, Consumer)}, without options. */
  public static BackgroundContext open(String name) {
    return open(name, options -> {});
  }

  /**
   * Starts a context in the background, and joins it; returns when its host is ready. Options that
   * limit the state, {@code transport}, {@code durable}, {@code control}, {@code stopTimeout} and
   * {@code serverJvm} are the host's; {@code output} and those of JVMs count for what this program
   * spawns; {@code engine}, {@code standby} and {@code console} are refused. What is inherited goes
   * to the host's log, {@code background-NAME.log} in the runtime folder, of which the last 8 MiB
   * are kept, and up to 8 MiB more.
   *
   * @param name 1 to 64 letters, digits, dots, dashes and underscores
   * @throws IllegalStateException if one of that name runs, if it cannot be started, or in a child,
   *     with whose end all processes below it end
   * @throws IllegalArgumentException if {@code name} is none, or an option is not for here
   * @throws dev.zproc.runtime.failure.StorageException if the file of its state cannot be taken up
   */
  public static BackgroundContext open(String name, Consumer<ZProcOptions> configure) {
    ZProcOptions options = new ZProcOptions();
    configure.accept(options);
    BackgroundStart.Started started = BackgroundStart.start(name, options);
    return joined(started.endpoint(), Role.CLIENT, started.client(), options);
  }

  /**
   * Joins the one of this name that runs, of this user.
   *
   * @throws IllegalStateException if none does
   */
  public static BackgroundContext connect(String name) {
    ContextRecord found = BackgroundStart.find(name);
    Credentials credentials = new Credentials(found.secrets());
    return joined(
        ServerUri.endpoint(found.uri()),
        credentials.role(),
        credentials.secret(),
        new ZProcOptions());
  }

  /**
   * Joins the one at an address.
   *
   * @param uri as {@link ZProc#connect(String, Credentials)} takes it
   * @param credentials those of a client, from the context's file in the runtime folder
   * @throws IllegalStateException if what listens there is no background context
   * @throws dev.zproc.runtime.failure.AccessDeniedException if the credentials are not its own
   * @throws ServerGoneException if nobody answers there within 10 s
   */
  public static BackgroundContext connect(String uri, Credentials credentials) {
    return joined(
        ServerUri.endpoint(uri), credentials.role(), credentials.secret(), new ZProcOptions());
  }

  /** The names of those of this user that run, in order. */
  public static List<String> running() {
    return BackgroundStart.running();
  }

  private static BackgroundContext joined(
      String endpoint, Role role, Secret secret, ZProcOptions options) {
    InsideChild.checkConnect();
    ZProc zproc =
        Opening.connected(
            LinkOptions.to(endpoint, role, secret).withConnectTimeout(CONNECT), options);
    try {
      BackgroundCalls calls = new BackgroundCalls(zproc.spaces().engine());
      BackgroundHost.Identity host = calls.host();
      if (host == null) {
        throw new IllegalStateException(
            "the server at "
                + ServerUri.of(endpoint)
                + " keeps no background context; ZProc.connect(uri, credentials) joins it");
      }
      return new BackgroundContext(zproc, calls, host);
    } catch (RuntimeException e) {
      zproc.close();
      throw e;
    }
  }

  /** Its name. */
  public String name() {
    return host.name();
  }

  /** The id of the host's process. */
  public long pid() {
    return host.pid();
  }

  /**
   * The state, with all that a connected program can do with it. Children that are spawned from
   * that object, groups and swarms are this program's own, and end with it.
   */
  public ZProc zproc() {
    return zproc;
  }

  /** As {@link #spawn(Call, Consumer)}, without options. */
  public <R> BackgroundChild<R> spawn(Call<R> call) {
    return spawn(call, spawn -> {});
  }

  /**
   * Starts a child of the host, which does not end with this program; returns when it is forked. It
   * has the class path, the working directory and the Java installation of this program, and the
   * environment of the host.
   *
   * @throws IllegalStateException if the host cannot start it; the message says why
   * @throws LimitExceededException if there are too many children, or the call is too large
   * @throws IllegalArgumentException if it is to be debugged: nobody would be told at which port
   * @throws dev.zproc.runtime.failure.AccessDeniedException if this program may look only
   * @throws ContextClosedException if this object is closed
   * @throws ServerGoneException if the host is gone
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted; the
   *     child is then started all the same
   */
  public <R> BackgroundChild<R> spawn(Call<R> call, Consumer<SpawnOptions> configure) {
    zproc.ensureOpen();
    InsideChild.checkSpawn(call.toString());
    SpawnOptions spawn = new SpawnOptions(call.entry(), zproc.children.options());
    configure.accept(spawn);
    if (spawn.debugging() != Debugging.OFF) {
      throw new IllegalArgumentException(
          "debug() is not for background children, since nobody is told the port; choose one:"
              + " jvmArgs(\"-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5005\")");
    }
    if (spawn.host() != null) {
      throw new IllegalArgumentException(
          "on("
              + spawn.host()
              + ") is not for background children: its connection would be this program's, and end"
              + " with it; let a child of the background context spawn it");
    }
    Throwable here = new Throwable("spawned here");
    LaunchSpec launch =
        new Launches(zproc.spaces(), zproc.session)
            .spec(call, spawn.name(), spawn)
            .fixed(ParentJvm.current());
    String id =
        calls.ask(
            new BackgroundAsk.Spawn(
                call.entry().owner(),
                call.entry().name(),
                call.toString(),
                spawn.output().reference(),
                launch));
    BackgroundRecord record = calls.awaitSpawned(id, "the spawn of " + call);
    if (record.end() instanceof TaskEnd.Broken refused) {
      throw record.gaveUp().equals(BackgroundRecord.LIMIT)
          ? new LimitExceededException(refused.why())
          : new IllegalStateException(refused.why());
    }
    return new BackgroundChild<>(calls, id, record, BackgroundChild.resultOf(call.entry()), here);
  }

  /** Those that have not ended for good, whoever has spawned them, in the order of their start. */
  public List<BackgroundChild<?>> children() {
    List<BackgroundChild<?>> alive = new ArrayList<>();
    calls
        .all()
        .forEach(
            (id, record) -> {
              if (!record.isOver()) {
                alive.add(child(id, record, Object.class));
              }
            });
    return alive;
  }

  /**
   * The child of this name, whoever has spawned it, alive or among the last 1,000 that have ended.
   *
   * @param type what its method returns: {@code Report.class}, {@code int.class}; {@code
   *     Void.class} if nothing
   * @throws NoSuchElementException if there is none
   */
  @SuppressWarnings("unchecked") // int.class is a Class<Integer>, as its wrapper is
  public <R> BackgroundChild<R> child(String name, Class<R> type) {
    Class<R> boxed = (Class<R>) MethodType.methodType(type).wrap().returnType();
    Map<String, BackgroundRecord> all = calls.all();
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().name().equals(name))
        .filter(entry -> !(entry.getValue().end() instanceof TaskEnd.Broken))
        .findFirst()
        .map(entry -> child(entry.getKey(), entry.getValue(), boxed))
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "'"
                        + host.name()
                        + "' has no child '"
                        + name
                        + "'; those it has, or has had: "
                        + all.values().stream().map(BackgroundRecord::name).toList()));
  }

  private <R> BackgroundChild<R> child(String id, BackgroundRecord record, Class<R> type) {
    Throwable elsewhere = new Throwable("spawned by another program");
    elsewhere.setStackTrace(new StackTraceElement[0]);
    return new BackgroundChild<>(calls, id, record, BackgroundChild.resultOf(type), elsewhere);
  }

  /**
   * Ends the context: stops its children, the last started first, and then the host, with the
   * state; returns when nothing is left of it. It takes as long as they take to end, {@code
   * stopTimeout} at most. This object is closed then, and other programs that use the context are
   * told that its server has gone.
   *
   * @throws dev.zproc.runtime.failure.AccessDeniedException if this program may look only
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted; it
   *     ends all the same
   */
  public void shutdown() {
    zproc.ensureOpen();
    calls.ask(new BackgroundAsk.Shutdown());
    try {
      calls.awaitGone();
    } catch (ServerGoneException over) {
      // That is what was waited for.
    }
    zproc.close();
    awaitExit();
  }

  /** Its server has gone, which was the last but the process itself; no child of this one. */
  private void awaitExit() {
    long begin = System.nanoTime();
    while (ContextRecord.isRunning(host.pid(), host.started())
        && System.nanoTime() - begin < EXIT_NANOS
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, POLL_NANOS);
    }
  }

  /** Leaves the context, which goes on; what this program has spawned for itself is stopped. */
  @Override
  public void close() {
    zproc.close();
  }

  @Override
  public String toString() {
    return "BackgroundContext[" + host.name() + ", pid " + host.pid() + "]";
  }
}
