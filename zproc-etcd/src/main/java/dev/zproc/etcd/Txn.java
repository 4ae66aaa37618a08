package dev.zproc.etcd;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.journal.Proposal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Transactions of etcd, as its gateway takes them. */
final class Txn {

  /** What a commit writes besides its keys. */
  static final int OWN_OPERATIONS = 2;

  /** What each operation or compare has besides its bytes, at most about. */
  private static final int BYTES_EACH = 48;

  private Txn() {}

  /** How many operations or compares it has, whichever are more. */
  static int operations(Proposal proposal) {
    int compares = proposal.keys().size() + proposal.ranges().size() + 1;
    return Math.max(compares, proposal.changes().size() + OWN_OPERATIONS);
  }

  /** About how many bytes it has as etcd counts them, and never fewer. */
  static long bytes(Proposal proposal, Layout layout) {
    long prefix = layout.own.size() + (long) BYTES_EACH;
    long bytes = 6 * prefix;
    for (Bytes key : proposal.keys()) {
      bytes += prefix + key.size();
    }
    for (KeyRange range : proposal.ranges()) {
      Bytes to = range.to();
      bytes += 2 * prefix + range.from().size() + (to == null ? 0 : to.size());
    }
    for (EntryChange change : proposal.changes()) {
      Entry after = change.after();
      bytes += prefix + change.key().size() + (after == null ? 0 : after.value().size());
    }
    return bytes;
  }

  /**
   * A proposal.
   *
   * @param written by which revision the ones before it in its batch have written keys
   */
  static JsonObject of(
      Proposer.Based based, Layout layout, long number, long known, Map<Bytes, Long> written) {
    Proposal proposal = based.proposal();
    JsonArray compares = new JsonArray();
    for (Bytes key : proposal.keys()) {
      Long newer = written.get(key);
      long revision = newer == null ? based.revisions().getOrDefault(key, 0L) : newer;
      JsonObject compare = compare("EQUAL", revision);
      Json.bytes(compare, "key", layout.of(key));
      compares.add(compare);
    }
    for (KeyRange range : proposal.ranges()) {
      JsonObject compare = compare("LESS", based.mirrored() + 1);
      Json.range(compare, layout.of(range));
      compares.add(compare);
    }
    JsonArray writes = new JsonArray();
    for (EntryChange change : proposal.changes()) {
      Entry after = change.after();
      writes.add(after == null ? delete(layout.of(change.key())) : put(layout, change, after));
    }
    compares.add(own(layout, known));
    writes.add(put(layout.own, number(number)));
    writes.add(put(layout.last, layout.own));
    return txn(compares, writes, read(layout.last), read(layout.own));
  }

  /** Puts another number to the own key, unless it is not as it is known. */
  static JsonObject fence(Layout layout, long number, long known) {
    JsonArray compares = new JsonArray();
    compares.add(own(layout, known));
    JsonArray writes = new JsonArray();
    writes.add(put(layout.own, number(number)));
    return txn(compares, writes, read(layout.own));
  }

  /** What the read at {@code index} of those of a transaction that failed has found. */
  static Json.@Nullable Pair found(JsonObject answer, int index) {
    List<JsonObject> all = Json.list(answer, "responses");
    return index < all.size() ? Json.single(Json.inner(all.get(index), "response_range")) : null;
  }

  private static Bytes number(long number) {
    return Bytes.utf8(Long.toString(number));
  }

  private static JsonObject txn(JsonArray compares, JsonArray writes, JsonObject... otherwise) {
    JsonArray failure = new JsonArray();
    for (JsonObject each : otherwise) {
      failure.add(each);
    }
    JsonObject txn = new JsonObject();
    txn.add("compare", compares);
    txn.add("success", writes);
    txn.add("failure", failure);
    return txn;
  }

  private static JsonObject own(Layout layout, long known) {
    JsonObject compare = compare("EQUAL", known);
    Json.bytes(compare, "key", layout.own);
    return compare;
  }

  private static JsonObject compare(String result, long revision) {
    JsonObject compare = new JsonObject();
    compare.addProperty("target", "MOD");
    compare.addProperty("result", result);
    compare.addProperty("mod_revision", Long.toString(revision));
    return compare;
  }

  private static JsonObject put(Layout layout, EntryChange change, Entry after) {
    return put(layout.of(change.key()), after.value());
  }

  private static JsonObject put(Bytes key, Bytes value) {
    JsonObject put = new JsonObject();
    Json.bytes(put, "key", key);
    Json.bytes(put, "value", value);
    return Json.object("request_put", put);
  }

  private static JsonObject delete(Bytes key) {
    JsonObject delete = new JsonObject();
    Json.bytes(delete, "key", key);
    return Json.object("request_delete_range", delete);
  }

  private static JsonObject read(Bytes key) {
    JsonObject range = new JsonObject();
    Json.bytes(range, "key", key);
    return Json.object("request_range", range);
  }
}
