package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.internal.child.StopWord;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.schema.Namespaces;
import dev.zproc.runtime.internal.wait.CallbackThreads;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.state.StateMap;
import dev.zproc.runtime.state.StateSpace;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A context: a state that many processes share, and the children spawned from here.
 *
 * <p>One is opened by the root process and closed when it is done; a child gets its own, on the
 * same state, as a parameter of its method.
 *
 * <pre>{@code
 * try (ZProc zproc = ZProc.open()) {
 *   Child<Report> child = zproc.spawn(ParserLauncher.parse(file, 10));
 *   Report report = child.join();
 * }
 * }</pre>
 *
 * <p>Whatever asks the state server throws {@link ServerGoneException} when that is gone, and what
 * is asked of a context that is closed {@link ContextClosedException}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class ZProc implements AutoCloseable {

  final EngineSession session;
  private final Home home;
  private final boolean ofChild;
  private final Namespaces spaces;
  private final ServerQuestions questions;
  final LateChildren children;
  private final ChildEvents events;
  private volatile @Nullable ContextConsole console;
  private volatile boolean closed;

  /** Where accessors begin that are made now: a child's birth, or its match; 0 for the newest. */
  private volatile long begin;

  /**
   * @param stop what its parent says to a child; null in any other
   * @param fault told what a thread has died of that it cannot do without
   * @param options what children are spawned with; null in a child
   */
  ZProc(
      EngineSession session,
      Home home,
      @Nullable StopWord stop,
      Consumer<Throwable> fault,
      long birthRevision,
      @Nullable ZProcOptions options) {
    this.session = session;
    this.home = home;
    this.ofChild = stop != null;
    this.begin = birthRevision;
    this.spaces = StateSpace.namespaces(session);
    this.questions = new ServerQuestions(session, spaces);
    this.events = new ChildEvents(home.preface());
    this.children = new LateChildren(this, session, events, fault, options);
    session.listen(new NoteRouter(children, stop, home));
    ShutdownHook.add(this);
  }

  /**
   * Opens a context with a new, empty state, kept by this process unless an option says otherwise.
   * Blocks until it can be used; for the start of a forked server, 60 s at most.
   *
   * @throws IllegalStateException if this machine has no loopback interface that works, or for
   *     {@link Transport#UNIX} no Unix-domain sockets; if an artifact is missing that an option
   *     needs; and in a child, which gets the context that it shares with its parent as a parameter
   *     of its method, unless it asks for {@link ZProcOptions#nested}
   * @throws IllegalArgumentException if options, or the properties {@code zproc.transport} and
   *     {@code zproc.engine}, make no sense, by themselves or together
   * @throws dev.zproc.runtime.failure.StorageException if a state that is kept cannot be opened
   */
  public static ZProc open() {
    return open(options -> {});
  }

  /** As {@link #open()}, with options: {@code ZProc.open(o -> o.output(Output.PREFIXED))}. */
  public static ZProc open(Consumer<ZProcOptions> configure) {
    ZProcOptions options = new ZProcOptions();
    configure.accept(options);
    return Opening.open(options);
  }

  /**
   * Joins a server that runs on its own, such as {@link Server} does: several programs share its
   * state, and it outlives them. Children that are spawned from here share it too, and end with
   * this process as always.
   *
   * @param uri {@code zproc+unix:///path/of/the/socket} or {@code zproc+tcp://127.0.0.1:4711}
   * @throws IllegalArgumentException if {@code uri} is none; the message says what is wrong with it
   * @throws dev.zproc.runtime.failure.AccessDeniedException if the credentials are not the server's
   * @throws ServerGoneException if none answers within {@link ConnectOptions#timeout}, or is full
   */
  public static ZProc connect(String uri, Credentials credentials) {
    return connect(uri, credentials, options -> {});
  }

  /** As {@link #connect(String, Credentials)}, with options. */
  public static ZProc connect(
      String uri, Credentials credentials, Consumer<ConnectOptions> configure) {
    return Opening.connected(uri, credentials, configure);
  }

  /** The context of a child process, over its link to the server. */
  static ZProc ofChild(EngineSession session, StopWord stop, Consumer<Throwable> fault) {
    return new ZProc(session, Home.OF_PARENT, stop, fault, session.birthRevision(), null);
  }

  /**
   * Starts a process that runs {@code call}, and returns as soon as it is forked. From this moment
   * on the child misses no change of the state, although its JVM is not up yet. A process that
   * cannot be started is no exception here, but the end {@code StartFailed} of the child.
   *
   * @throws IllegalStateException if the class of the call comes from a class loader from which no
   *     class path can be made ({@link ChildOptions#classPath}), or if this is a child in which a
   *     class is initialised that its method needs: each child would spawn another
   * @throws IllegalArgumentException if options make no sense, those of restarts among them
   * @throws dev.zproc.runtime.failure.LimitExceededException for too large arguments, too many
   *     children ({@code maxSessions}) or generations of them ({@code maxDepth})
   * @throws dev.zproc.runtime.failure.SchemaMismatchException if it waits for keys that are gone
   * @throws dev.zproc.runtime.failure.HostFailedException if another host cannot run it
   * @throws dev.zproc.runtime.failure.AccessDeniedException if this is a reader, which spawns none
   * @throws WaitInterruptedException if the thread is interrupted; there is no child then
   */
  public <R> Child<R> spawn(Call<R> call) {
    return spawn(call, spawn -> {});
  }

  /** The same {@code count} times. Where one throws, those before it are there, and live on. */
  public <R> List<Child<R>> spawn(Call<R> call, int count) {
    return IntStream.range(0, count).mapToObj(i -> spawn(call)).toList();
  }

  /** As {@link #spawn(Call)}, with options: {@code spawn -> spawn.name("parser").heap("1g")}. */
  public <R> Child<R> spawn(Call<R> call, Consumer<SpawnOptions> configure) {
    ensureOpen();
    InsideChild.checkSpawn(call.toString());
    Throwable here = new Throwable("spawned here");
    return new Launches(spaces, session).spawn(call, configure, children, here);
  }

  /**
   * Starts a group of children, one after the other, each when the one before it is ready; returns
   * when all are; {@link ChildGroup} shows one. If one fails for good before it is ready, or is not
   * ready in time, those that have been started are stopped. Otherwise as {@link #spawn(Call)}.
   *
   * @throws ChildFailedException if the group could not be started
   * @throws WaitInterruptedException if the thread is interrupted; the group is then stopped
   */
  public ChildGroup group(String name, Consumer<GroupOptions> configure) {
    ensureOpen();
    InsideChild.checkSpawn("the group '" + name + "'");
    Throwable here = new Throwable("spawned here");
    return new Launches(spaces, session).group(name, configure, children, here);
  }

  /** As {@link #swarm(Consumer)}, without options: as many workers as this JVM has processors. */
  public Swarm swarm() {
    return swarm(options -> {});
  }

  /**
   * Opens a swarm: JVMs that take calls, and are kept for the next. All are on their way then.
   *
   * @throws UnsupportedOperationException if children are threads
   * @throws dev.zproc.runtime.failure.HostFailedException if a host cannot run its workers
   */
  public Swarm swarm(Consumer<SwarmOptions> configure) {
    ensureOpen();
    InsideChild.checkSpawn("a swarm");
    return children.swarms().open(configure);
  }

  /**
   * Spawns a child for each item, as many at a time as this JVM may use processors, and returns
   * their results in order. Blocks until all are there, or one fails: then those that run are
   * killed. A {@link Swarm} keeps its processes.
   *
   * @throws ChildFailedException the first failure
   * @throws WaitInterruptedException if the thread is interrupted; the children are then killed
   */
  public <T, R> List<R> processMap(
      Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    return ProcessMap.of(items, item -> spawn(toCall.apply(item)));
  }

  /** As {@link #awaitAll(AwaitMode)} with {@link AwaitMode#FAIL_FAST}. */
  public void awaitAll() {
    awaitAll(AwaitMode.FAIL_FAST);
  }

  /**
   * Waits until all children have ended, those spawned meanwhile included. A failure that somebody
   * has joined already, and the end of a child that was stopped, are not told again.
   *
   * @throws ChildFailedException if one has failed, for good; the others' failures are suppressed
   *     in it, with a {@code LimitExceededException} if they were more than the 1,000 that are kept
   * @throws WaitInterruptedException if the thread is interrupted; the children live on
   */
  public void awaitAll(AwaitMode mode) {
    children.made().waits().awaitAll(mode);
  }

  /** Those that have not ended for good, in the order of their start. */
  public List<Child<?>> children() {
    return children.alive();
  }

  /** The same as {@link #events(Executor)} with threads that zproc keeps for subscribers. */
  public Flow.Publisher<ChildEvent> events() {
    return events(CallbackThreads.SHARED);
  }

  /**
   * What happens to the children of this context: each subscriber is told of starts, waits, exits,
   * restarts and give-ups from its subscription on, those of one child in their order. For one that
   * asks for less than happens the newest 1,024 events are kept, and {@link ChildEvent.Missed}
   * tells of older ones that it has lost. It is completed when the context is closed.
   *
   * @param executor runs the subscriber's methods, one at a time; if it does so at once, as {@code
   *     Runnable::run}, they must not wait for children, spawn or close
   */
  public Flow.Publisher<ChildEvent> events(Executor executor) {
    return events.publisher(executor);
  }

  /**
   * Keeps {@code count} JVMs warm, from here on, that are as the one that {@code call} would run in
   * if it were spawned without options: the next spawns of such settings take one each, and begin
   * in milliseconds. Returns at once; they get warm one after the other, and each that is taken is
   * replaced in the background. Asking for the same settings again changes their number; 0 ends
   * those that wait.
   *
   * <p>A JVM runs one call, and ends with it. Where none is warm, and where its settings differ, a
   * child is forked as without. Where children are threads, nothing is kept.
   *
   * @throws IllegalArgumentException if {@code count} is negative, or more than 256 would wait in
   *     this context
   * @throws IllegalStateException if the class of the call comes from a class loader from which no
   *     class path can be made
   */
  public void standby(Call<?> call, int count) {
    ensureOpen();
    children.standbys().keep(call, count);
  }

  /** As {@link #standby(Call, int)}, for spawns with options: {@code jvm -> jvm.heap("1g")}. */
  public void standby(Consumer<StandbyOptions> settings, int count) {
    ensureOpen();
    children.standbys().keep(settings, count);
  }

  /** The JVMs that wait for calls, and those that are getting warm; no children yet. */
  public List<Standby> standbys() {
    return children.onStandby();
  }

  /**
   * Waits until all JVMs that are to be on {@link #standby} are ready, for at most {@code timeout};
   * returns whether they are. It waits no longer once some cannot be had, as a warning then says.
   *
   * @throws WaitInterruptedException if the thread is interrupted
   */
  public boolean awaitStandbys(Duration timeout) {
    ensureOpen();
    return children.standbys().awaitReady(timeout);
  }

  /** Asks the state server for a sign of life, and waits for it as long as that is there. */
  public Ping ping() {
    return ping(Durations.LONGEST);
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws WaitTimeoutException if it did not answer until then
   */
  public Ping ping(Duration timeout) {
    ensureOpen();
    return questions.ping(timeout);
  }

  /**
   * What all processes of the context wait for and watch, children of children included; one round
   * trip. A predicate that a child's {@code @WaitFor} names is shown once the child's JVM is up.
   */
  public List<OpenWait> waits() {
    ensureOpen();
    return questions.waits();
  }

  /**
   * Where a browser on this machine sees this context, if it was opened with {@link
   * ZProcOptions#console()}. Who knows this address can look, so treat it as a password.
   */
  public Optional<URI> console() {
    ContextConsole shown = console;
    return shown == null ? Optional.empty() : Optional.of(shown.address());
  }

  /**
   * A map from texts to values of any type that this process knows: those of the JDK, and what the
   * accessors and launchers that it has loaded brought with them. Every process that opens {@code
   * namespace} shares it; each entry is a key of its own. Opening it takes a round trip or two.
   *
   * @throws dev.zproc.runtime.failure.SchemaMismatchException if it holds other keys of that name
   * @throws IllegalArgumentException if the name is empty, or one of zproc's own
   */
  public StateMap<String, Object> dictionary(String namespace) {
    ensureOpen();
    return StateSpace.dictionary(spaces, namespace, begin);
  }

  /** For generated accessors: opens {@code namespace} with the keys of the schema. */
  public <S> StateSpace<S> stateSpace(StateSchema<S> schema, String namespace) {
    ensureOpen();
    return StateSpace.open(spaces, schema, namespace, begin);
  }

  /**
   * Stops all children, the last started first, and then the state. It takes as long as they take
   * to end, 10 s at most by default, and then kills them. Interrupting it makes it kill them at
   * once.
   *
   * <p>In a child it ends what the child has started, and its use of this object; the process goes
   * on, and what its method returns or throws still reaches the parent.
   */
  @Override
  public void close() {
    children.checkClose();
    try {
      stopChildren();
      if (!ofChild) { // a child closes because it ends, which its parent may have asked for
        children.closedByProgram();
      }
    } finally {
      ShutdownHook.remove(this);
      events.close();
      if (console != null) {
        console.close();
      }
      home.close();
    }
  }

  /** Lets a browser see it. */
  void show(ConsoleOptions options) {
    ContextView view = new ContextView(session, spaces, questions, children, events);
    console = ContextConsole.open(view, options);
  }

  /** The part of {@link #close} that must be done even if the JVM ends anyway. */
  void stopChildren() {
    closed = true;
    try {
      children.close();
    } finally {
      home.leave();
    }
  }

  Namespaces spaces() {
    return spaces;
  }

  /** From here on accessors begin at {@code revision}, that of the match of a run. */
  void beginAt(long revision) {
    begin = revision;
  }

  void ensureOpen() {
    children.ensureOpen(closed);
  }
}
