package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.journal.Decided;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commits as bytes; docs/adr/0051 has the layout.
 *
 * <pre>
 * count | { revision | origin | count | { key | before? | after? } | request? }
 * before    value | created | modified
 * after     value | created
 * request   link, 8 bytes | number | number - unanswered | reply
 * </pre>
 */
final class BatchCodec {

  private BatchCodec() {}

  static byte[] encode(List<Decided> batch) {
    WireWriter out = new WireWriter().varint(batch.size());
    for (Decided commit : batch) {
      out.varint(commit.revision()).varint(commit.origin()).varint(commit.changes().size());
      for (EntryChange change : commit.changes()) {
        write(out.bytes(change.key()), change);
      }
      Decided.Repeatable request = commit.request();
      out.bool(request != null);
      if (request != null) {
        out.fixed(request.link()).varint(request.number());
        out.varint(request.number() - request.unanswered()).bytes(request.reply());
      }
    }
    return out.toByteArray();
  }

  private static void write(WireWriter out, EntryChange change) {
    Entry before = change.before();
    out.bool(before != null);
    if (before != null) {
      out.bytes(before.value()).varint(before.createRevision()).varint(before.modRevision());
    }
    Entry after = change.after();
    out.bool(after != null);
    if (after != null) {
      out.bytes(after.value()).varint(after.createRevision());
    }
  }

  /**
   * Reads them back, without their compares.
   *
   * @throws dev.zproc.runtime.internal.engine.ProtocolException if it is none
   */
  static List<Decided> decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    List<Decided> batch = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      long revision = in.varint();
      long origin = in.varint();
      List<EntryChange> changes = new ArrayList<>();
      for (int more = in.count(); more > 0; more--) {
        changes.add(change(in, revision));
      }
      batch.add(new Decided(revision, origin, List.of(), changes, request(in)));
    }
    in.finish();
    return batch;
  }

  private static EntryChange change(WireReader in, long revision) {
    Bytes key = in.bytes();
    Entry before = in.bool() ? new Entry(key, in.bytes(), in.varint(), in.varint()) : null;
    Entry after = in.bool() ? new Entry(key, in.bytes(), in.varint(), revision) : null;
    return new EntryChange(key, before, after);
  }

  private static Decided.@Nullable Repeatable request(WireReader in) {
    if (!in.bool()) {
      return null;
    }
    long link = in.fixed();
    long number = in.varint();
    return new Decided.Repeatable(link, number, number - in.varint(), in.bytes());
  }
}
