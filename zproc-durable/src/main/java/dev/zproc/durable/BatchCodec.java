package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.journal.Decided;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commits as bytes; docs/adr/0051 has the layout.
 *
 * <pre>
 * count | { revision | origin | count | { key | before | after? } | request? }
 * before    0: none; 1: value | created | modified; 2: what this batch has left before
 * after     value | created
 * request   link, 8 bytes | number | number - unanswered | reply
 * </pre>
 */
final class BatchCodec {

  private static final int NONE = 0;
  private static final int OLDER = 1;
  private static final int LEFT = 2;

  private static final int PIECE_BYTES = 32 * 1024;

  private BatchCodec() {}

  /** Takes as much memory as the bytes it returns, and little more however many these are. */
  static byte[] encode(List<Decided> batch) {
    long[] size = {0};
    write(
        batch,
        out -> {
          size[0] += out.size();
          out.clear();
        });
    byte[] all = new byte[Math.toIntExact(size[0])];
    int[] at = {0};
    write(
        batch,
        out -> {
          out.pieces(
              (array, from, to, shared) -> {
                System.arraycopy(array, from, all, at[0], to - from);
                at[0] += to - from;
              });
          out.clear();
        });
    return all;
  }

  /** Gives {@code to} all of it, in pieces of about {@link #PIECE_BYTES}. */
  private static void write(List<Decided> batch, Consumer<WireWriter> to) {
    Map<Bytes, Entry> left = new HashMap<>();
    WireWriter out = WireWriter.sharing().varint(batch.size());
    for (Decided commit : batch) {
      out.varint(commit.revision()).varint(commit.origin()).varint(commit.changes().size());
      for (EntryChange change : commit.changes()) {
        write(out.bytes(change.key()), change, left);
        if (out.size() > PIECE_BYTES) {
          to.accept(out);
        }
      }
      Decided.Repeatable request = commit.request();
      out.bool(request != null);
      if (request != null) {
        out.fixed(request.link()).varint(request.number());
        out.varint(request.number() - request.unanswered()).bytes(request.reply());
      }
    }
    to.accept(out);
  }

  private static void write(WireWriter out, EntryChange change, Map<Bytes, Entry> left) {
    Entry before = change.before();
    if (before == null) {
      out.u8(NONE);
    } else if (before == left.get(change.key())) {
      out.u8(LEFT);
    } else {
      out.u8(OLDER).bytes(before.value());
      out.varint(before.createRevision()).varint(before.modRevision());
    }
    Entry after = change.after();
    out.bool(after != null);
    if (after != null) {
      out.bytes(after.value()).varint(after.createRevision());
      left.put(change.key(), after);
    }
  }

  /**
   * Reads them back, without their compares.
   *
   * @throws dev.zproc.runtime.internal.engine.ProtocolException if it is none
   */
  static List<Decided> decode(byte[] bytes) {
    Map<Bytes, Entry> left = new HashMap<>();
    WireReader in = new WireReader(bytes);
    List<Decided> batch = new ArrayList<>();
    for (int commits = in.count(); commits > 0; commits--) {
      long revision = in.varint();
      long origin = in.varint();
      List<EntryChange> changes = new ArrayList<>();
      for (int more = in.count(); more > 0; more--) {
        changes.add(change(in, revision, left));
      }
      batch.add(new Decided(revision, origin, List.of(), changes, request(in)));
    }
    in.finish();
    return batch;
  }

  private static EntryChange change(WireReader in, long revision, Map<Bytes, Entry> left) {
    Bytes key = in.bytes();
    Entry before =
        switch (in.u8()) {
          case NONE -> null;
          case OLDER -> new Entry(key, in.bytes(), in.varint(), in.varint());
          case LEFT -> left.get(key);
          default -> throw new ProtocolException("no entry before is of this kind");
        };
    Entry after = in.bool() ? new Entry(key, in.bytes(), in.varint(), revision) : null;
    if (after != null) {
      left.put(key, after);
    }
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
