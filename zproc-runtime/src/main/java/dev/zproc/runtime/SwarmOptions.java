package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.swarm.SchedulerOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a swarm is to be; each method returns {@code this}. What JVMs its workers get is said as for
 * a child.
 *
 * <p>Threads: not safe; used while {@link ZProc#swarm(Consumer)} runs.
 */
public final class SwarmOptions extends JvmSettings<SwarmOptions> {

  private String name = "swarm";
  private Duration startTimeout = Duration.ofMinutes(2);
  private Duration stopTimeout = Duration.ofSeconds(5);
  private int workers = Runtime.getRuntime().availableProcessors();
  private int chunkSize;
  private int attempts = 3;
  private Duration taskTimeout = Duration.ZERO;
  private Duration cancelGrace = Duration.ofSeconds(2);
  private Duration unresponsiveAfter = Duration.ofSeconds(30);
  private long recycleTasks;
  private Duration recycleAge = Duration.ZERO;
  private long recycleHeapBytes;
  private Duration idleTimeout = Duration.ZERO;
  private Debugging debugging = Debugging.OFF;
  private List<Host> hosts = List.of();
  private @Nullable Consumer<SwarmProgress> progress;

  SwarmOptions(ZProcOptions context) {
    super(context);
  }

  @Override
  SwarmOptions self() {
    return this;
  }

  /** Names the swarm; another one of that name gets {@code #2} behind it. */
  public SwarmOptions name(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a swarm's name must not be blank");
    }
    this.name = name;
    return this;
  }

  /**
   * Says how long a worker may take from its fork until it is up, before it is killed and another
   * one started: 2 minutes; {@link Duration#ZERO} for ever. One whose JVM is up, and that then does
   * not take calls, has a minute more. It has as long again for what {@code setup} of
   * {@code @ChildProcess} names, where the first task comes that needs it; a worker that takes
   * longer is killed, and has cost that task one of its {@link #attempts}.
   */
  public SwarmOptions startTimeout(Duration timeout) {
    this.startTimeout = notNegative(timeout);
    return this;
  }

  /**
   * Says how long workers have to end when the swarm is closed, before they get SIGTERM: 5 s; 2 s
   * later they get SIGKILL.
   */
  public SwarmOptions stopTimeout(Duration timeout) {
    this.stopTimeout = notNegative(timeout);
    return this;
  }

  /** Says how many workers there are; as many as this JVM may use processors, by default. */
  public SwarmOptions workers(int workers) {
    this.workers = atLeastOne("workers", workers);
    return this;
  }

  /**
   * Says how many tasks of a {@code map} are sent at a time, 1 for one by one. By default that is
   * found out: so many as take about 2 ms.
   */
  public SwarmOptions chunkSize(int tasks) {
    this.chunkSize = atLeastOne("chunkSize", tasks);
    return this;
  }

  /**
   * Says how many workers one task may cost before it fails: 3. One that takes too long, or calls
   * {@link System#exit}, is not tried again; nor is one whose method throws, which costs none.
   */
  public SwarmOptions attempts(int attempts) {
    this.attempts = atLeastOne("attempts", attempts);
    return this;
  }

  /**
   * Says how long a task may take; {@link Duration#ZERO}, the default, for ever. One that takes
   * longer fails, and its worker is killed and replaced. What its worker makes for it and for later
   * tasks ({@code setup}) does not count; nor does time in which this process stood still, for more
   * than a second, or in which 256 KiB of arguments, or the result, were on their way to or from
   * another host.
   */
  public SwarmOptions taskTimeout(Duration timeout) {
    this.taskTimeout = notNegative(timeout);
    return this;
  }

  /**
   * Says how long a task that was cancelled has to heed the interrupt, before its worker is killed
   * and replaced: 2 s.
   */
  public SwarmOptions cancelGrace(Duration grace) {
    this.cancelGrace = notNegative(grace);
    return this;
  }

  /**
   * Says how long a worker's JVM may not answer, whatever its task does, before it is killed and
   * replaced: 30 s; {@link Duration#ZERO} for ever. It is counted in whole seconds during which
   * this process has run itself, and in which nothing has come from the worker.
   */
  public SwarmOptions unresponsiveAfter(Duration silence) {
    this.unresponsiveAfter = notNegative(silence);
    return this;
  }

  /**
   * Lets a debugger attach to each worker, at a free port of the loopback address, which {@link
   * Swarm#report} tells. Every user of this machine can then attach, and do in the worker whatever
   * you can. A worker that a debugger holds does not answer, so {@link #unresponsiveAfter} does not
   * count; {@link #taskTimeout} does.
   */
  public SwarmOptions debug() {
    this.debugging = Debugging.ON;
    return this;
  }

  /**
   * As {@link #debug()}, and each worker does nothing before a debugger has attached and lets it go
   * on. Its {@link #startTimeout} runs meanwhile.
   */
  public SwarmOptions debugSuspended() {
    this.debugging = Debugging.SUSPENDED;
    return this;
  }

  /**
   * Runs the workers on these hosts in turn, and none on this machine; all of them are looked at,
   * and sent what they lack, when the swarm is opened. A worker whose host is lost has cost its
   * tasks nothing: others do them.
   *
   * @see ChildOptions#on
   */
  public SwarmOptions on(Host... hosts) {
    return on(List.of(hosts));
  }

  /** The same. */
  public SwarmOptions on(List<Host> hosts) {
    this.hosts = List.copyOf(hosts);
    return this;
  }

  /**
   * Replaces each worker after so many tasks; none does more. They are replaced as each has done
   * them, several at once if it comes to that.
   */
  public SwarmOptions recycleAfter(int tasks) {
    this.recycleTasks = atLeastOne("recycleAfter", tasks);
    return this;
  }

  /** Replaces each worker after it has served so long; they are replaced one at a time. */
  public SwarmOptions recycleAge(Duration age) {
    this.recycleAge = notNegative(age);
    return this;
  }

  /**
   * Replaces a worker whose heap holds more bytes; they are replaced one at a time. It is looked at
   * once a second. Garbage does not count: where more is in use, a collection is asked for between
   * two tasks, at most every 5 s; with {@code -XX:+DisableExplicitGC} it counts. What it takes is
   * of no {@link #taskTimeout}.
   */
  public SwarmOptions recycleHeap(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("recycleHeap must be at least 1, not " + bytes);
    }
    this.recycleHeapBytes = bytes;
    return this;
  }

  /**
   * Lets workers go that have had nothing to do for so long; they are started again when there is.
   * By default all stay.
   */
  public SwarmOptions idleTimeout(Duration idle) {
    this.idleTimeout = notNegative(idle);
    return this;
  }

  /**
   * Tells {@code listener} how far the swarm has come, about ten times a second while something
   * happens, and once nothing is left to do. It is called by a thread that zproc keeps for
   * callbacks, one call at a time.
   */
  public SwarmOptions progress(Consumer<SwarmProgress> listener) {
    this.progress = listener;
    return this;
  }

  String name() {
    return name;
  }

  Duration startTimeout() {
    return startTimeout;
  }

  Duration stopTimeout() {
    return stopTimeout;
  }

  int workers() {
    return workers;
  }

  int chunkSize() {
    return chunkSize;
  }

  Duration unresponsiveAfter() {
    return debugging == Debugging.OFF ? unresponsiveAfter : Duration.ZERO;
  }

  @Override
  Debugging debugging() {
    return debugging;
  }

  @Nullable Consumer<SwarmProgress> progress() {
    return progress;
  }

  SchedulerOptions scheduling() {
    return new SchedulerOptions(
        attempts,
        Durations.nanos(taskTimeout),
        Durations.nanos(startTimeout),
        Durations.nanos(cancelGrace),
        recycleTasks,
        Durations.nanos(recycleAge),
        recycleHeapBytes,
        Durations.nanos(idleTimeout));
  }

  JvmSpec jvm() {
    return jvm(SwarmWorker.class);
  }

  List<Host> hosts() {
    return hosts;
  }

  private static Duration notNegative(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a time must not be negative, as is " + time);
    }
    return Durations.bounded(time);
  }

  static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, not " + value);
    }
    return value;
  }
}
