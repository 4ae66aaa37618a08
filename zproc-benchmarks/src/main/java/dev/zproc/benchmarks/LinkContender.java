package dev.zproc.benchmarks;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.server.StateServer;
import dev.zproc.runtime.internal.wire.BirthSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The whole way: a session over a socket, the server's thread, and back; the watches and conditions
 * are those of other sessions, over sockets of their own. A sample is one quantile of many round
 * trips: the median, or the 99th percentile, which is what callers complain of.
 *
 * <p>Threads: used by the main thread only.
 */
final class LinkContender implements Contender {

  private static final int BATCH = 1_000;
  private static final int PICKS = 1 << 14;

  private final Load load;
  private final StoreContender.Deed deed;
  private final Scale.Size size;
  private final double quantile;
  private final Deque<Runnable> opened = new ArrayDeque<>();
  private final Bell bell = new Bell();

  private @Nullable EngineSession session;
  private Bytes[] picks = {};
  private int next;
  private long value;

  LinkContender(Load load, StoreContender.Deed deed, Scale.Size size, double quantile) {
    this.load = load;
    this.deed = deed;
    this.size = size;
    this.quantile = quantile;
  }

  @Override
  public String name() {
    return load.toString();
  }

  @Override
  public void open() throws Exception {
    StateServer server = StateServer.start(ServerOptions.DEFAULTS);
    opened.push(server::close);
    EngineSession root = new EngineSession(server.channel());
    session = connect(root);
    EngineSession other = connect(root);
    EngineSession third = connect(root); // so that no session has more than the limit
    picks = load.picks(PICKS);
    for (int from = 0; from < load.keys(); from += BATCH) {
      List<Operation> puts = new ArrayList<>();
      for (int i = from; i < Math.min(from + BATCH, load.keys()); i++) {
        puts.add(new Operation.Put(Load.key(i), Scalar.of(0L)));
      }
      root.commit(new Commit(List.of(), puts)).get();
    }
    long revision = root.ping().get().revision();
    for (int i = 0; i < load.watches(); i++) {
      other.watch(Load.unrelated(i, revision), 1_000, new Bell());
      settle(other, i);
    }
    for (int i = 0; i < load.conditions(); i++) {
      third.await(Load.never(i), 1_000, new Bell());
      settle(third, i);
    }
    if (deed == StoreContender.Deed.WAKE) {
      other.watch(Load.related(Load.key(0), revision), Long.MAX_VALUE, bell);
    }
    other.ping().get();
    third.ping().get();
  }

  private static void settle(EngineSession other, int opened) throws Exception {
    if (opened % BATCH == BATCH - 1) {
      other.ping().get();
    }
  }

  private EngineSession connect(EngineSession root) throws Exception {
    EngineSession made =
        new EngineSession(Link.connect(LinkOptions.to(root.birth(BirthSpec.NOW).get())));
    opened.push(made::close);
    return made;
  }

  @Override
  public void close() {
    opened.forEach(Runnable::run);
    opened.clear();
  }

  @Override
  public double sample() throws Exception {
    EngineSession open = session;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    return Chunks.quantile(quantile, size.operations(), 1, () -> run(open)) / 1e3;
  }

  private void run(EngineSession open) throws Exception {
    switch (deed) {
      case READ -> open.read(pick()).get();
      case WRITE -> open.commit(put(pick())).get();
      case WAKE -> {
        open.commit(put(Load.key(0)));
        bell.await();
      }
    }
  }

  private Commit put(Bytes key) {
    return Commit.of(new Operation.Put(key, Scalar.of(++value)));
  }

  private Bytes pick() {
    next = (next + 1) & (PICKS - 1);
    return picks[next];
  }

  /** Rings when a watch is told something. */
  private static final class Bell implements WatchListener, MatchListener {
    private final Semaphore rung = new Semaphore(0);
    private volatile @Nullable Throwable ended;

    void await() throws InterruptedException {
      if (!rung.tryAcquire(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody was woken within 30 s", ended);
      }
    }

    @Override
    public void onEvent(CommitEvent event) {
      rung.release();
    }

    @Override
    public void onMatch(Match match) {
      rung.release();
    }

    @Override
    public void onGone(long oldest) {
      ended = new IllegalStateException("history begins at " + oldest);
    }

    @Override
    public void onClosed(Throwable cause) {
      ended = cause;
    }
  }
}
