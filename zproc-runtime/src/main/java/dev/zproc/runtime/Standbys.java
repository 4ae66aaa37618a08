package dev.zproc.runtime;

import dev.zproc.runtime.internal.process.IdleJvm;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.standby.StandbyPool;
import dev.zproc.runtime.internal.transport.Sockets;
import java.util.List;
import java.util.function.Consumer;

/**
 * The JVMs of one context that wait for calls, by the words of the public API.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Standbys implements AutoCloseable {

  private final StandbyPool pool;
  private final ZProcOptions context;

  /**
   * Makes those of a context, of which there are none yet.
   *
   * @param endpoint of its server: they get warm with a server of the same kind
   */
  Standbys(ZProcOptions context, String endpoint) {
    this.context = context;
    this.pool =
        new StandbyPool(Worker.class, Sockets.isNetwork(endpoint) ? Worker.NAME : Worker.UNIX);
  }

  /** Begins with as many as the context was opened with. */
  void begin() {
    if (context.standby() > 0) {
      keep(settings -> {}, context.standby());
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
    pool.keep(jvm, output.inheritsOut(), checked(count));
  }

  /** Where spawns find them. */
  IdleJvm.Source source() {
    return pool;
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
