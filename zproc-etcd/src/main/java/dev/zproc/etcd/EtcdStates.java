package dev.zproc.etcd;

import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.journal.JournalProvider;
import dev.zproc.runtime.internal.journal.SharedState;
import dev.zproc.runtime.internal.journal.SharedStateProvider;
import dev.zproc.runtime.internal.journal.TakenUp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds states on etcd. A service of zproc's runtime: nothing here is to be called. */
@SuppressWarnings("exports") // only the service loader meets it
public final class EtcdStates implements SharedStateProvider {

  /** The revision of what was found; those that follow are counted by each root for itself. */
  private static final long FIRST_REVISION = 1;

  /** For the service loader. */
  public EtcdStates() {}

  @Override
  public @Nullable SharedState find(Object engine) {
    if (engine instanceof String address && EtcdAddress.isOne(address)) {
      Etcd etcd = EtcdAddress.parse(address);
      return failure -> open(etcd, failure);
    }
    return engine instanceof Etcd etcd ? failure -> open(etcd, failure) : null;
  }

  private static JournalProvider.Opened open(
      Etcd where, Function<String, RuntimeException> failure) {
    try {
      Gateway gateway = new Gateway(where);
      Layout layout = new Layout(where.prefix, UUID.randomUUID().toString());
      Snapshot first = first(where, gateway, layout);
      List<Entry> entries =
          first.pairs().stream()
              .map(pair -> new Entry(pair.key(), pair.value(), FIRST_REVISION, FIRST_REVISION))
              .toList();
      TakenUp state = new TakenUp(1, true, FIRST_REVISION, entries, List.of(), Map.of());
      return new JournalProvider.Opened(new EtcdLog(where, gateway, layout, first), state);
    } catch (GatewayException | IOException failed) {
      throw failure.apply(
          failed.getMessage()
              + "; the state on "
              + where
              + " cannot be opened: check the endpoints, user and certificates, and that it runs");
    }
  }

  private static Snapshot first(Etcd where, Gateway gateway, Layout layout)
      throws GatewayException {
    long end = System.nanoTime() + where.timeout.toNanos();
    GatewayException why = null;
    while (true) {
      long left = (end - System.nanoTime()) / 1_000_000;
      try {
        return Snapshot.read(gateway, layout, Math.max(1, left));
      } catch (GatewayException failed) {
        // That the last attempt had too little time says nothing of what is wrong.
        why = why == null || !failed.isLate() ? failed : why;
        if (failed.isRefused() || left <= 100) {
          throw why;
        }
        pause();
      }
    }
  }

  private static void pause() throws GatewayException {
    try {
      Thread.sleep(100);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw GatewayException.unknown("interrupted while etcd was asked");
    }
  }
}
