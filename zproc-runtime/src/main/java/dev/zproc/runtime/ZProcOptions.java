package dev.zproc.runtime;

import dev.zproc.runtime.internal.archive.ClassArchives;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a context is opened; each method returns {@code this}.
 *
 * <p>Nothing grows without a limit. Those in bytes are shares of this JVM's heap, the largest that
 * it may have ({@code -Xmx}), where that is less than the number that stands here. Whoever meets
 * one gets a {@link dev.zproc.runtime.failure.LimitExceededException} that names the option below
 * which sets it; where history is too short, a {@link
 * dev.zproc.runtime.failure.HistoryGoneException} with the oldest revision. What makes no sense is
 * an {@link IllegalArgumentException}, here or of {@code open}.
 *
 * <p>Threads: not safe; used while {@link ZProc#open(java.util.function.Consumer)} runs.
 */
public final class ZProcOptions {

  private static final ServerOptions SERVER =
      ServerOptions.forHeap(Runtime.getRuntime().maxMemory());

  private @Nullable Transport transport;
  private @Nullable Durable durable;
  @Nullable Engine engine;
  private Output output = Output.INHERIT;
  private Duration stopTimeout = Duration.ofSeconds(10);

  private int historyRevisions = SERVER.limits().historyRevisions();
  private long historyBytes = SERVER.limits().historyBytes();
  private int maxKeyBytes = SERVER.limits().maxKeyBytes();
  private int maxValueBytes = SERVER.limits().maxValueBytes();
  private int maxOperations = SERVER.limits().maxOperations();
  private int maxTerms = SERVER.limits().maxTerms();
  private int maxWatches = SERVER.limits().maxWatches();
  private int maxMessageBytes = SERVER.maxMessageBytes();
  private long maxOutboundBytes = SERVER.maxOutboundBytes();
  private int maxRequests = SERVER.maxRequests();
  private Duration turnLease = SERVER.turnLease();
  private long maxQueuedBytes = SERVER.maxQueuedBytes();
  private long maxStateBytes = SERVER.limits().maxStateBytes();
  private int maxSessions = SERVER.maxSessions();
  private int maxDepth = SERVER.maxDepth();
  boolean nested;
  boolean control;
  @Nullable ConsoleOptions console;
  @Nullable ChildThreads threads;
  ServerMode serverMode = ServerMode.EMBEDDED;
  private Consumer<ServerJvmOptions> serverJvm = jvm -> {};
  int standby;
  List<Path> classPath = List.of();
  private final Map<String, Optional<String>> environment = new HashMap<>();

  ZProcOptions() {}

  /**
   * Says how this context's processes talk to each other: {@link Transport#ZEROMQ}, or what the
   * system property {@code zproc.transport} names.
   */
  public ZProcOptions transport(Transport transport) {
    this.transport = Objects.requireNonNull(transport, "transport");
    return this;
  }

  /**
   * Keeps the state in {@code file}, where the next program that names it finds it again: keys,
   * values and history. Needs the artifact {@code dev.zproc:zproc-durable}. Without this, the state
   * ends with the context.
   *
   * <p>{@link ZProc#open} then throws {@link dev.zproc.runtime.failure.StorageException} if another
   * program has the file open, or if it is damaged or of a newer version; and a write may fail with
   * that exception, for want of room.
   *
   * <p>A server that was {@link ServerMode#FORKED forked} is started again with it when it dies:
   * calls wait meanwhile, children go on, and nothing is lost or done twice, {@link
   * Durability#MEMORY} excepted. If it dies for the sixth time within five seconds of being up, the
   * context ends.
   *
   * @param file the file, which is made if it is not there; beside it stand some that begin with
   *     its name
   * @param level what a write survives once it has returned
   */
  public ZProcOptions durable(Path file, Durability level) {
    durable = new Durable(file.toAbsolutePath(), Durable.Level.valueOf(level.name()));
    return this;
  }

  /**
   * Keeps the state where other programs share it, on other hosts too: {@code
   * Etcd.at("http://a:2379").prefix("shop")} of the artifact {@code dev.zproc:zproc-etcd}. Children
   * do not notice. Without this, the state is this context's own.
   *
   * <p>{@link ZProc#open} then throws {@link dev.zproc.runtime.failure.StorageException} if it
   * cannot be reached. It does not go with {@link #durable}, nor with {@link ServerMode#FORKED}.
   *
   * <p>A context that says none of the three takes the one that the system property {@code
   * zproc.engine} names, if it does, as in {@code -Dzproc.engine=etcd+http://a:2379/shop}.
   */
  public ZProcOptions engine(Engine engine) {
    this.engine = Objects.requireNonNull(engine, "engine");
    return this;
  }

  /** Says where the output of children goes, but not of theirs: {@link Output#INHERIT}. */
  public ZProcOptions output(Output output) {
    this.output = output;
    return this;
  }

  /** Says how long {@link ZProc#close} may take to stop all children before it kills them: 10 s. */
  public ZProcOptions stopTimeout(Duration stopTimeout) {
    if (stopTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "must not be negative, as is " + Durations.text(stopTimeout));
    }
    this.stopTimeout = Durations.bounded(stopTimeout);
    return this;
  }

  /**
   * Says how many revisions are kept for watches and for reads of the past: 100,000. More are kept
   * for children that are being born, within {@link #historyBytes}.
   */
  public ZProcOptions historyRevisions(int revisions) {
    historyRevisions = Limit.atLeastOne("historyRevisions", revisions);
    return this;
  }

  /** Says how many bytes those may hold beyond the newest state: 64 MiB, or 1/8 of the heap. */
  public ZProcOptions historyBytes(long bytes) {
    historyBytes = Limit.atLeastOne("historyBytes", bytes);
    return this;
  }

  /** Says how large a key may be, with its namespace, and a map's key within it: 8 KiB. */
  public ZProcOptions maxKeyBytes(int bytes) {
    maxKeyBytes = Limit.atLeastOne("maxKeyBytes", bytes);
    return this;
  }

  /** Says how large an encoded value may be: 16 MiB, or 1/8 of the heap. */
  public ZProcOptions maxValueBytes(int bytes) {
    maxValueBytes = Limit.atLeastOne("maxValueBytes", bytes);
    return this;
  }

  /** Says how many keys one transaction may write, and how many it may read: 10,000 each. */
  public ZProcOptions maxOperations(int operations) {
    maxOperations = Limit.atLeastOne("maxOperations", operations);
    return this;
  }

  /** Says how many terms a condition may have, and how many keys a watch may name: 10,000. */
  public ZProcOptions maxTerms(int terms) {
    maxTerms = Limit.atLeastOne("maxTerms", terms);
    return this;
  }

  /** Says how many watches and waits one process may have open at a time: 200,000. */
  public ZProcOptions maxWatches(int watches) {
    maxWatches = Limit.atLeastOne("maxWatches", watches);
    return this;
  }

  /**
   * Says how large a request of a child may be, and with it a transaction, an argument or a result:
   * 64 MiB, or 1/4 of the heap; 1 KiB at least. An answer, as a snapshot, may have four times that.
   */
  public ZProcOptions maxMessageBytes(int bytes) {
    maxMessageBytes = Limit.atLeastOne("maxMessageBytes", bytes);
    return this;
  }

  /**
   * Says how much may wait for a child that does not read, and for all such together: 256 MiB, or
   * 1/4 of the heap; {@link #maxMessageBytes} at least. Beyond it the connection of the one for
   * which most waits ends, and goes on from where it was. What several wait for counts once.
   */
  public ZProcOptions maxOutboundBytes(long bytes) {
    maxOutboundBytes = Limit.atLeastOne("maxOutboundBytes", bytes);
    return this;
  }

  /** Says how many requests of one process may wait to be sent: 65,536, and 256 MiB of them. */
  public ZProcOptions maxRequests(int requests) {
    maxRequests = Limit.atLeastOne("maxRequests", requests);
    return this;
  }

  /**
   * Says how long a transaction that has met conflicts may keep others from its keys: 1 s, from 1
   * ms to an hour. One that takes longer three times ends with {@link
   * dev.zproc.runtime.failure.TransactionTooLongException}.
   */
  public ZProcOptions turnLease(Duration lease) {
    turnLease = lease;
    return this;
  }

  /**
   * Says about how many bytes of writes may wait for such a transaction to end, and how many to be
   * stored ({@link #durable}): 64 MiB, or 1/16 of the heap; 1 KiB at least.
   */
  public ZProcOptions maxQueuedBytes(long bytes) {
    maxQueuedBytes = Limit.atLeastOne("maxQueuedBytes", bytes);
    return this;
  }

  /**
   * Says about how many bytes the newest state may take on the heap, with 320 for each entry beside
   * its key and value: 1/4 of the heap. A write that adds to a state that is full is refused; one
   * that makes it smaller never is.
   */
  public ZProcOptions maxStateBytes(long bytes) {
    maxStateBytes = Limit.atLeastOne("maxStateBytes", bytes);
    return this;
  }

  /**
   * Says how many generations of children there may be below this process: 16. It ends what would
   * otherwise go on until the machine is full: a child that spawns itself.
   */
  public ZProcOptions maxDepth(int generations) {
    maxDepth = Limit.atLeastOne("maxDepth", generations);
    return this;
  }

  /**
   * Says how many children there may be at a time, at any depth, with this process, JVMs on
   * standby, tools and connected programs: 10,000, or one for each 16 KiB of the heap.
   */
  public ZProcOptions maxSessions(int sessions) {
    maxSessions = Limit.atLeastOne("maxSessions", sessions);
    return this;
  }

  /**
   * Lets a child open a context of its own, with another, empty state. Without this {@link
   * ZProc#open} fails in a child, since one that is to share the state of its parent takes a {@code
   * ZProc} as a parameter of its method.
   */
  public ZProcOptions nested() {
    nested = true;
    return this;
  }

  /**
   * Gives children another class path than they inherit, unless the spawn says otherwise: for a
   * program whose classes come from a class loader of its own.
   *
   * @param entries jars and folders; {@code lib/*} stands for all jars in {@code lib}
   */
  public ZProcOptions classPath(Path... entries) {
    classPath = List.of(entries);
    return this;
  }

  /**
   * Says whether the JVMs of children start with an archive of the classes that they all load,
   * which takes them less than half of the time: {@code true}, unless the environment says {@code
   * ZPROC_ARCHIVE=off}. Where there is none, a JVM beside the first child makes it, for all
   * programs of this user, in {@code zproc} in {@code $XDG_CACHE_HOME} or {@code ~/.cache}.
   * Children of children do as said here.
   */
  public ZProcOptions archive(boolean use) {
    return env(ClassArchives.SETTING, use ? ClassArchives.AUTOMATIC : ClassArchives.OFF);
  }

  /** Names the archive to use, one that {@link Archive} has made; none is made. */
  public ZProcOptions archive(Path file) {
    return env(ClassArchives.SETTING, file.toAbsolutePath().toString());
  }

  /**
   * Sets an environment variable of all that is started from here, unless its own options say
   * otherwise; null takes it away.
   */
  public ZProcOptions env(String name, @Nullable String value) {
    environment.put(Objects.requireNonNull(name, "name"), Optional.ofNullable(value));
    return this;
  }

  /**
   * Keeps {@code count} JVMs warm that take the next spawns at once: 0. They are of the settings of
   * a method whose annotation says nothing about its JVM; {@link ZProc#standby(Call, int)} keeps
   * those of others.
   *
   * @throws IllegalArgumentException if {@code count} is negative, or more than 256
   */
  public ZProcOptions standby(int count) {
    standby = Standbys.checked(count);
    return this;
  }

  /**
   * What the state server is to keep to.
   *
   * @throws IllegalArgumentException if an option makes no sense, by itself or beside another
   */
  ServerOptions server() {
    boolean kept = durable != null || serverMode == ServerMode.FORKED;
    return SERVER
        .withShared(SharedChoice.of(engine, kept))
        .withAddress((transport == null ? Transport.byDefault() : transport).address())
        .withDurable(durable)
        .withLimits(
            new StoreLimits(
                historyRevisions,
                historyBytes,
                maxKeyBytes,
                maxValueBytes,
                maxOperations,
                maxTerms,
                maxWatches,
                maxStateBytes))
        .withMessages(maxMessageBytes, Math.max(maxOutboundBytes, maxMessageBytes), maxRequests)
        .withTurns(turnLease, maxQueuedBytes)
        .withMaxSessions(maxSessions)
        .withMaxDepth(maxDepth);
  }

  /** Says where the state is kept: {@link ServerMode#EMBEDDED}. */
  public ZProcOptions server(ServerMode mode) {
    serverMode = Objects.requireNonNull(mode, "mode");
    return this;
  }

  /** Says more of the JVM of a {@link ServerMode#FORKED} server, and asks for one. */
  public ZProcOptions serverJvm(Consumer<ServerJvmOptions> jvm) {
    serverMode = ServerMode.FORKED;
    serverJvm = Objects.requireNonNull(jvm, "jvm");
    return this;
  }

  ServerJvmOptions serverJvmOptions() {
    ServerJvmOptions options = new ServerJvmOptions(this);
    serverJvm.accept(options);
    return options;
  }

  /**
   * Lets tools of this user write the state and stop children, too. Without this they may look and
   * no more. Other users can do neither.
   */
  public ZProcOptions control() {
    control = true;
    return this;
  }

  /** As {@link #console(Consumer)}, on any port that is free, told by {@link ZProc#console()}. */
  public ZProcOptions console() {
    return console(options -> {});
  }

  /**
   * Shows this context on a page for a browser on this machine: its processes, waits, states and
   * events. Nobody can change anything there. Needs the artifact {@code dev.zproc:zproc-console}.
   */
  public ZProcOptions console(Consumer<ConsoleOptions> configure) {
    console = new ConsoleOptions();
    configure.accept(console);
    return this;
  }

  /**
   * Runs children as threads of this JVM, for debugging and for tests that must be quick: see the
   * guide's page on testing for what differs. Without this they are processes.
   */
  public ZProcOptions threads(ChildThreads how) {
    threads = Objects.requireNonNull(how, "how");
    return this;
  }

  /** What children find in their environment in place of what there is here. */
  Map<String, Optional<String>> environment() {
    return environment;
  }

  Output output() {
    return output;
  }

  Duration stopTimeout() {
    return stopTimeout;
  }
}
