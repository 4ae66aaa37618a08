package dev.zproc.runtime;

import dev.zproc.GiveUp;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.codec.BadCause;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.jfr.WaitRecord;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.SignalSender;
import dev.zproc.runtime.internal.process.StopSequence;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.supervision.AttemptEnd;
import dev.zproc.runtime.internal.supervision.LaunchSpec;
import dev.zproc.runtime.internal.supervision.LeftResult;
import dev.zproc.runtime.internal.supervision.RestartLimit;
import dev.zproc.runtime.internal.supervision.Supervisor;
import dev.zproc.runtime.internal.wait.Schedule;
import dev.zproc.runtime.internal.wait.ToldFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A child in processes of its own.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ForkedChild<R> implements Child<R> {

  private final Children siblings;
  private final String name;
  private final Call<R> call;
  private final @Nullable String host;
  private final Supervisor supervisor;
  private final CompletableFuture<AttemptEnd> done = new CompletableFuture<>();
  private final Throwable spawn;
  private final Duration stopTimeout;
  private volatile boolean askedFor;

  /** Whether the log has told of its failure. */
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Whether somebody has been told of its failure. Guarded by the lock of its siblings. */
  private boolean told;

  /** The result once it is decoded; not done before somebody asks. Guarded by this. */
  private @Nullable R result;

  /** Why it is none; it is let go then, too. Guarded by this. */
  private @Nullable BadValueException bad;

  private boolean decoded;

  ForkedChild(
      Children siblings, LaunchSpec spec, Call<R> call, Supervisor supervisor, Throwable spawn) {
    this.siblings = siblings;
    this.name = spec.name();
    this.host = spec.host();
    this.stopTimeout = spec.stopTimeout();
    this.call = call;
    this.supervisor = supervisor;
    this.spawn = spawn;
  }

  GiveUp onGiveUp() {
    return supervisor.onGiveUp();
  }

  /** How long after it was asked to end it is killed. */
  Duration stopLimit() {
    return stopTimeout.plus(StopSequence.HOOKS);
  }

  Supervisor supervisor() {
    return supervisor;
  }

  /** Whether somebody has asked, or asks right now, how it ends. */
  boolean isAskedFor() {
    return askedFor;
  }

  /** Whether the log has not told of its failure until now. */
  boolean isFirstWarning() {
    return warned.compareAndSet(false, true);
  }

  /** Somebody has been told of its failure; called with the lock of its siblings. */
  void told() {
    told = true;
  }

  /** Its failure, if nobody has been told; called with the lock of its siblings. */
  @Nullable AttemptEnd untoldFailure() {
    AttemptEnd ended = told ? null : done.getNow(null);
    return ended != null && ended.isFailure() ? ended : null;
  }

  CompletableFuture<AttemptEnd> done() {
    return done;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Call<R> call() {
    return call;
  }

  @Override
  public long pid() {
    return supervisor.pid();
  }

  @Override
  public Optional<InetSocketAddress> debugAddress() {
    int port = supervisor.debugPort();
    return port == 0
        ? Optional.empty()
        : Optional.of(new InetSocketAddress(Debugging.ADDRESS, port));
  }

  @Override
  public ChildStatus status() {
    if (done.isDone()) {
      return ChildStatus.EXITED;
    }
    ChildStatus status = supervisor.status();
    return status == ChildStatus.EXITED ? ChildStatus.STOPPING : status;
  }

  @Override
  public int restarts() {
    return Math.max(supervisor.attempts() - 1, 0);
  }

  @Override
  public R join() {
    return resultOf(ended(Long.MAX_VALUE));
  }

  @Override
  public R join(Duration timeout) {
    return resultOf(
        ended(Durations.isForEver(timeout) ? Long.MAX_VALUE : Durations.nanos(timeout)));
  }

  @Override
  public CompletableFuture<R> result() {
    askedFor = true;
    return ToldFuture.of(done, this::resultOf);
  }

  @Override
  public CompletableFuture<ChildEnd> onExit() {
    askedFor = true;
    return ToldFuture.of(done, AttemptEnd::end);
  }

  @Override
  public @Nullable ChildEnd end() {
    AttemptEnd ended = done.getNow(null);
    askedFor = askedFor || ended != null;
    return ended == null ? null : ended.end();
  }

  @Override
  public OptionalInt exitCode() {
    AttemptEnd ended = done.getNow(null);
    askedFor = askedFor || ended != null;
    Integer code = ended == null ? null : ended.exitCode();
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  @Override
  public void stop() {
    checkWait("stop");
    supervisor.stop();
    ended(Long.MAX_VALUE);
  }

  @Override
  public void stop(Duration grace) {
    checkWait("stop");
    supervisor.stop(grace);
    ended(Long.MAX_VALUE);
  }

  @Override
  public void kill() {
    checkWait("kill");
    supervisor.kill();
    ended(Long.MAX_VALUE);
  }

  @Override
  public boolean signal(Signal signal) {
    return signal(signal, 0);
  }

  /** The same, for its process {@code pid} alone; 0 for the one that it has. */
  boolean signal(Signal signal, long pid) {
    checkWait("send SIG" + signal + " to");
    String what = "interrupted while sending SIG" + signal + " to '" + name + "'";
    try {
      SignalSender sender = supervisor.signal(signal.name(), pid).get();
      return sender != null && sender.awaitSent();
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted(what, e);
    } catch (ExecutionException e) {
      throw SignalRefused.of("SIG" + signal, name, e.getCause());
    }
  }

  /** Its failure, made anew so that its stack is the caller's. */
  ChildFailedException failure(AttemptEnd ended) {
    RestartLimit limit = ended.gaveUp();
    ChildFailedException failure =
        new ChildFailedException(
            name,
            call.toString(),
            host,
            ended.attempt(),
            ended.exitCode() == null ? -1 : supervisor.pid(),
            ended.end(),
            limit == null ? "" : limit.toString(),
            ended.stderr(),
            spawn);
    String why = siblings.whyServerIsGone();
    if (why != null && ended.end() instanceof ChildEnd.ServerGone) {
      failure.addSuppressed(new ServerGoneException(why));
    }
    return failure;
  }

  @Override
  public String toString() {
    String where = host == null ? ", pid " + pid() : ", on " + host;
    return name + "[" + call + where + ", " + status() + "]";
  }

  private AttemptEnd ended(long timeoutNanos) {
    askedFor = true;
    return Schedule.outside(() -> awaitEnd(timeoutNanos));
  }

  private void checkWait(String what) {
    if (!done.isDone()) {
      siblings.checkWait(what + " '" + name + "'");
    }
  }

  private AttemptEnd awaitEnd(long timeoutNanos) {
    checkWait("wait for");
    WaitRecord record = done.isDone() ? null : WaitRecord.begin("the end of '" + name + "'");
    try {
      return timeoutNanos == Long.MAX_VALUE
          ? done.get()
          : done.get(timeoutNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new WaitTimeoutException(
          "'"
              + name
              + "' has not ended within "
              + Durations.textOfMillis(timeoutNanos / 1_000_000)
              + "; it is "
              + this);
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while waiting for '" + name + "'", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // it never fails
    } finally {
      WaitRecord.end(record);
    }
  }

  @SuppressWarnings("NullAway") // a method that returns null has a nullable R
  private R resultOf(AttemptEnd ended) {
    if (!ended.isSuccess()) {
      siblings.seen(this);
      throw failure(ended);
    }
    synchronized (this) {
      LeftResult left = ended.result();
      if (!decoded && left != null) {
        decode(left);
      }
      decoded = true;
      BadValueException none = bad;
      if (none != null) {
        throw new BadValueException(String.valueOf(none.getMessage()), none);
      }
      return result;
    }
  }

  private void decode(LeftResult left) {
    try {
      byte[] encoded = left.encoded();
      if (encoded != null) {
        result = DecodedArguments.result(call.entry(), "'" + name + "', " + call, encoded);
      }
      left.decoded();
    } catch (BadValueException e) {
      BadCause.throwOverflow(e); // of the caller's stack: another may have room
      bad = e;
      left.decoded();
    } catch (OutOfMemoryError full) {
      throw new LimitExceededException(
          "the heap of this process, of "
              + Runtime.getRuntime().maxMemory()
              + " bytes (-Xmx), has no room for the result of '"
              + name
              + "', which has "
              + left.size()
              + " bytes encoded; it is kept, and can be joined again once there is room",
          full);
    }
  }
}
