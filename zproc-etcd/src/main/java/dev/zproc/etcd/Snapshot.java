package dev.zproc.etcd;

import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of a state at one revision of etcd.
 *
 * @param pairs by keys of the state
 * @param own the number of the last proposal of this root; 0 if it has made none
 * @param last the revision of the newest commit; 0 if there was none
 */
record Snapshot(long revision, List<Json.Pair> pairs, long own, long last) {

  private static final int PAGE = 500;

  static Snapshot read(Gateway gateway, Layout layout, long millis) throws GatewayException {
    List<Json.Pair> pairs = new ArrayList<>();
    long revision = 0;
    long own = 0;
    long last = 0;
    KeyRange left = layout.all;
    while (true) {
      JsonObject ask = new JsonObject();
      Json.range(ask, left);
      ask.addProperty("limit", PAGE);
      ask.addProperty("revision", Long.toString(revision));
      JsonObject page = gateway.call("/v3/kv/range", ask, millis);
      revision = revision == 0 ? Json.revision(page) : revision;
      Bytes end = null;
      for (JsonObject each : Json.list(page, "kvs")) {
        Json.Pair pair = Json.pair(each);
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
      left = new KeyRange(end.concat(Bytes.wrap(new byte[] {0})), left.to());
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
