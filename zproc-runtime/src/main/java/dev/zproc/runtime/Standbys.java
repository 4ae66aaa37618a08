package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.process.IdleJvm;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.process.StandbySessions;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.standby.StandbyPool;
import dev.zproc.runtime.internal.transport.Sockets;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The JVMs of one context that wait for calls, by the words of the public API.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Standbys implements StandbySessions, AutoCloseable {

  private static final byte[] NOTHING = {};

  private final StandbyPool pool;
  private final EngineSession session;
  private final ZProcOptions context;
  private final boolean areNone;

  /**
   * Makes those of a context, of which there are none yet.
   *
   * @param session makes theirs; they get warm with a server of the same kind
   * @param areNone whether there are none, whatever is asked for, because children are threads
   */
  Standbys(ZProcOptions context, EngineSession session, boolean areNone) {
    this.context = context;
    this.session = session;
    this.areNone = areNone;
    String name = Sockets.isNetwork(session.endpoint()) ? Worker.NAME : Worker.UNIX;
    this.pool = new StandbyPool(Worker.class, name, this);
  }

  /** Begins with as many as the context was opened with. */
  void begin() {
    if (context.standby > 0) {
      keep(settings -> {}, context.standby);
    }
  }

  void keep(Call<?> call, int count) {
    SpawnOptions spawn = new SpawnOptions(call.entry(), context);
    keep(spawn.jvm(), spawn.output(), count);
  }

  void keep(Consumer<StandbyOptions> settings, int count) {
    StandbyOptions options = new StandbyOptions(context);
    settings.accept(options);
    keep(options.jvm(), options.output(), count);
  }

  private void keep(JvmSpec jvm, Output output, int count) {
    int wanted = checked(count);
    if (!areNone) {
      pool.keep(jvm, output.inheritsOut(), wanted);
    }
  }

  /** Where spawns find them. */
  IdleJvm.Source source() {
    return areNone ? IdleJvm.Source.NONE : pool;
  }

  @Override
  public BootFrame invite(String name, List<String> entries) throws IOException {
    try {
      ChildSession reserved = session.reserve().get();
      return invitation(
          name, reserved.session(), reserved.endpoint(), reserved.secret().reveal(), entries);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException.Rejected) {
        return invitation(name, 0, "", NOTHING, entries); // over a limit; it connects later, then
      }
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the context is being closed");
    }
  }

  private static BootFrame invitation(
      String name, long session, String endpoint, byte[] secret, List<String> entries) {
    return new BootFrame(
        LibraryRelease.name(),
        ProcessHandle.current().pid(),
        name,
        0,
        session,
        0,
        endpoint,
        secret,
        Worker.class.getName(),
        "",
        NOTHING,
        false,
        entries.stream().map(entry -> entry.getBytes(StandardCharsets.UTF_8)).toList());
  }

  @Override
  public void release(long reserved) {
    if (reserved != 0) {
      session.release(reserved);
    }
  }

  /** Waits until as many are ready as are wanted; false if that takes longer, or is not to be. */
  boolean awaitReady(Duration timeout) {
    try {
      return pool.awaitReady(Durations.nanos(timeout));
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while waiting for JVMs on standby", e);
    }
  }

  List<Standby> all() {
    return pool.waiting().stream()
        .map(
            waiting ->
                new Standby(
                    waiting.jvm().pid(),
                    waiting.jvm().isReady(),
                    waiting.jvm().since(),
                    waiting.settings()))
        .toList();
  }

  @Override
  public void close() {
    pool.close();
  }

  static int checked(int count) {
    if (count < 0 || count > StandbyPool.MOST) {
      throw new IllegalArgumentException(
          "standby: from 0 to " + StandbyPool.MOST + " JVMs may wait for calls, not " + count);
    }
    return count;
  }
}
