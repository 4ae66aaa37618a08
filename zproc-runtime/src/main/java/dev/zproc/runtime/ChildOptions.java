package dev.zproc.runtime;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.supervision.RestartPlan;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.SpawnDefaults;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one child is to run, alone or in a group; begins with what its {@code @ChildProcess} says,
 * and each method returns {@code this}.
 *
 * <p>Threads: not safe; used while {@link ZProc#spawn(Call, Consumer)} or {@link ZProc#group} runs.
 *
 * @param <O> the options themselves
 */
public abstract sealed class ChildOptions<O extends ChildOptions<O>> extends JvmSettings<O>
    permits SpawnOptions, MemberOptions {

  private final ChildEntry<?> entry;
  private String name;
  private Duration timeout;
  private Duration startTimeout;
  private Duration stopTimeout;
  private final RestartOptions restart;
  private Debugging debugging = Debugging.OFF;
  private @Nullable Host host;

  ChildOptions(ChildEntry<?> entry, ZProcOptions context) {
    super(context);
    SpawnDefaults defaults = entry.defaults();
    begin(defaults.heap(), defaults.jvmArgs());
    this.entry = entry;
    this.name = entry.name();
    this.timeout = Durations.bounded(Duration.ofMillis(defaults.timeoutMillis()));
    this.startTimeout = Durations.bounded(Duration.ofMillis(defaults.startTimeoutMillis()));
    this.stopTimeout = Durations.bounded(Duration.ofMillis(defaults.stopTimeoutMillis()));
    this.restart = new RestartOptions(defaults.restart());
  }

  /** Names the child; another one of that name gets {@code #2} behind it. */
  public O name(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a child's name must not be blank");
    }
    this.name = name;
    return self();
  }

  /**
   * Lets a debugger attach to it, at a free port of the loopback address that {@link
   * Child#debugAddress} tells; each attempt has another one. Every user of this machine can then
   * attach, and do in the child whatever you can. Without this no child listens for a debugger, not
   * even if its parent does.
   */
  public O debug() {
    this.debugging = Debugging.ON;
    return self();
  }

  /**
   * As {@link #debug()}, and it does nothing before a debugger has attached and lets it go on; for
   * at most 10 minutes, after which it fails to start. Its start time-out runs meanwhile. A process
   * that a debugger holds is like one that is stopped: should its parent be killed, it ends only
   * when it may go on.
   */
  public O debugSuspended() {
    this.debugging = Debugging.SUSPENDED;
    return self();
  }

  /**
   * Kills it when its method has run for longer; {@link Duration#ZERO}, the default, for never. The
   * time counts from the begin of the method, not of the process ({@link #startTimeout}), and anew
   * for each run of a wait that repeats; the wait itself has a time-out of its own, in
   * {@code @WaitFor}.
   */
  public O timeout(Duration timeout) {
    this.timeout = notNegative(timeout);
    return self();
  }

  /**
   * Kills it, as one that could not start, when an attempt has taken longer until its method
   * begins, or until it waits for its condition; {@link Duration#ZERO}, the default, for never. The
   * time counts from the fork.
   */
  public O startTimeout(Duration startTimeout) {
    this.startTimeout = notNegative(startTimeout);
    return self();
  }

  /**
   * Says how long it has to end when it is stopped, before it gets SIGTERM; 2 s later it gets
   * SIGKILL. With {@link Duration#ZERO} it gets SIGTERM at once. When its method is over, its
   * process has as long to end, 2 s at least, before it gets SIGKILL; its end is then what the
   * method's was.
   */
  public O stopTimeout(Duration stopTimeout) {
    this.stopTimeout = notNegative(stopTimeout);
    return self();
  }

  private static Duration notNegative(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(
          "a time-out must not be negative, as is " + Durations.text(timeout));
    }
    return Durations.bounded(timeout);
  }

  /** Says when it is started again, with intensity and delays as they are. */
  public O restart(RestartPolicy on) {
    restart.on(on);
    return self();
  }

  /**
   * Says when it is started again.
   *
   * @param max how many restarts {@code within} the period are allowed before giving up
   * @param backoff the delay before the first; it grows each time
   */
  public O restart(RestartPolicy on, int max, Duration within, Duration backoff) {
    restart.on(on).max(max, within).backoff(backoff).plan();
    return self();
  }

  /** Says when it is started again, and what follows if it is not. */
  public O restart(Consumer<RestartOptions> configure) {
    configure.accept(restart);
    return self();
  }

  /**
   * Runs it on another host, the same in all else, for each attempt; the first spawn there sends
   * the class path. Its {@code pid()} is -1; {@code directory} and variables are those of the other
   * host, and it has none of the variables of this one. What cannot be had there is refused when it
   * is spawned.
   *
   * @see dev.zproc.runtime.failure.HostFailedException
   */
  public O on(Host host) {
    this.host = host;
    return self();
  }

  @Nullable Host host() {
    return host;
  }

  /** The class whose main its JVM runs. */
  Class<?> main() {
    return entry.getClass();
  }

  String name() {
    return name;
  }

  Duration timeout() {
    return timeout;
  }

  Duration startTimeout() {
    return startTimeout;
  }

  Duration stopTimeout() {
    return stopTimeout;
  }

  RestartPlan restart() {
    return restart.plan();
  }

  JvmSpec jvm() {
    return jvm(entry.getClass());
  }

  @Override
  Debugging debugging() {
    return debugging;
  }
}
