package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.journal.TakenUp;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.store.WatchSink;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a store of what was kept. */
final class Restored {

  /**
   * The empty state has a revision of its own, so that 0 can mean the newest one wherever asked.
   */
  private static final long FIRST_REVISION = 1;

  private Restored() {}

  /** Returns the store that was kept, with its history; an empty one if there is none. */
  static Store store(@Nullable TakenUp kept, StoreLimits limits, WatchSink sink) {
    if (kept == null || (kept.entries().isEmpty() && kept.base() <= FIRST_REVISION)) {
      Store store = new Store(limits, sink, FIRST_REVISION);
      replay(kept, store);
      return store;
    }
    Store store = new Store(limits, sink, kept.base(), kept.entries());
    replay(kept, store);
    return store;
  }

  private static void replay(@Nullable TakenUp kept, Store store) {
    if (kept == null) {
      return;
    }
    for (Decided commit : kept.commits()) {
      // The numbers of the sessions of another root mean nothing here.
      store.replay(kept.same() ? commit.origin() : 0, commit.revision(), commit.changes());
    }
    store.publish();
  }

  /**
   * What is the same for a root, and sessions, with the same secrets, and tells nothing of them.
   */
  static byte[] mark(Secret root, Map<Long, Secret> credentials) {
    if (credentials.isEmpty()) {
      return root.mark();
    }
    byte[] all = new byte[Secret.BYTES];
    credentials.forEach(
        (id, secret) -> {
          byte[] each = secret.child(id).mark();
          for (int i = 0; i < all.length; i++) {
            all[i] ^= each[i];
          }
        });
    return all;
  }
}
