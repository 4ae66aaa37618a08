package dev.zproc.etcd;

import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All of a state at one revision of etcd.
 *
 * @param pairs by keys of the state
 * @param own the number of the last proposal of this root; 0 if it has made none
 * @param last the revision of the newest commit; 0 if there was none
 */
record Snapshot(long revision, List<Json.Pair> pairs, long own, long last) {

  /** How many keys are asked for at first, whatever they hold. */
  private static final int FIRST_PAGE = 16;

  private static final int MAX_PAGE = 4_096;

  /** How many times as many keys the next page may have. */
  private static final int GROWTH = 8;

  /** By what a page is divided that did not come in time. */
  private static final int CUT = 4;

  /** About how many bytes a page has. */
  private static final long PAGE_BYTES = 1 << 20;

  private static final long MIN_PAGE_BYTES = 1 << 16;

  /**
   * Takes it page by page, each as large as comes in time.
   *
   * @param millis how long etcd may take for the next page
   */
  static Snapshot read(Gateway gateway, Layout layout, long millis) throws GatewayException {
    Pages pages = new Pages(gateway, millis);
    List<Json.Pair> pairs = new ArrayList<>();
    long revision = 0;
    long own = 0;
    long last = 0;
    KeyRange left = layout.all;
    while (true) {
      JsonObject page = pages.next(left, revision);
      revision = revision == 0 ? Json.revision(page) : revision;
      Bytes end = null;
      long bytes = 0;
      List<JsonObject> found = Json.list(page, "kvs");
      for (JsonObject each : found) {
        Json.Pair pair = Json.pair(each);
        bytes += pair.key().size() + pair.value().size();
        end = pair.key();
        Bytes key = layout.keyOf(pair.key());
        if (key != null) {
          pairs.add(new Json.Pair(key, pair.value(), pair.revision()));
        } else if (pair.key().equals(layout.own)) {
          own = number(pair.value());
        } else if (pair.key().equals(layout.last)) {
          last = pair.revision();
        }
      }
      if (end == null || !Json.flag(page, "more")) {
        return new Snapshot(revision, pairs, own, last);
      }
      pages.came(found.size(), bytes);
      left = new KeyRange(end.concat(Bytes.wrap(new byte[] {0})), left.to());
    }
  }

  /** How many keys are asked for at a time. */
  private static final class Pages {

    private final Gateway gateway;
    private final long millis;
    private long keys = FIRST_PAGE;
    private long most = PAGE_BYTES;

    Pages(Gateway gateway, long millis) {
      this.gateway = gateway;
      this.millis = millis;
    }

    /** Asks for the next page; for a smaller one where it does not come in half of the time. */
    JsonObject next(KeyRange left, long revision) throws GatewayException {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      while (true) {
        JsonObject ask = new JsonObject();
        Json.range(ask, left);
        ask.addProperty("limit", keys);
        ask.addProperty("revision", Long.toString(revision));
        long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        try {
          return gateway.call("/v3/kv/range", ask, keys == 1 ? rest : rest / 2);
        } catch (GatewayException failed) {
          if (!failed.isLate() || keys == 1) {
            throw failed;
          }
          keys = Math.max(1, keys / CUT);
          most = Math.max(MIN_PAGE_BYTES, most / CUT);
        }
      }
    }

    /** So many keys have come in time, with so many bytes. */
    void came(int count, long bytes) {
      long fit = most * count / Math.max(1, bytes);
      keys = Math.max(1, Math.min(fit, Math.min(MAX_PAGE, (long) count * GROWTH)));
    }
  }

  /** The number that {@code value} is; 0 if it is none of ours. */
  static long number(@Nullable Bytes value) {
    try {
      return value == null ? 0 : Long.parseLong(value.asUtf8());
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }
}
