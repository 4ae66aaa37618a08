package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries, changes and matches. */
final class EntryCodec {

  private EntryCodec() {}

  static void write(WireWriter out, Entry entry) {
    out.bytes(entry.key()).bytes(entry.value());
    out.varint(entry.createRevision()).varint(entry.modRevision());
  }

  static Entry read(WireReader in) {
    return new Entry(in.bytes(), in.bytes(), in.varint(), in.varint());
  }

  static void writeNullable(WireWriter out, @Nullable Entry entry) {
    out.bool(entry != null);
    if (entry != null) {
      write(out, entry);
    }
  }

  static @Nullable Entry readNullable(WireReader in) {
    return in.bool() ? read(in) : null;
  }

  static void writeList(WireWriter out, List<Entry> entries) {
    out.varint(entries.size());
    for (Entry entry : entries) {
      write(out, entry);
    }
  }

  static List<Entry> readList(WireReader in) {
    int count = in.count();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(read(in));
    }
    return entries;
  }

  static void writeEvent(WireWriter out, CommitEvent event) {
    out.varint(event.revision()).varint(event.origin()).varint(event.changes().size());
    for (KeyChange change : event.changes()) {
      out.bytes(change.key()).nullable(change.value()).nullable(change.previous());
    }
  }

  static CommitEvent readEvent(WireReader in) {
    long revision = in.varint();
    long origin = in.varint();
    int count = in.count();
    List<KeyChange> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Bytes key = in.bytes();
      changes.add(new KeyChange(key, in.nullable(), in.nullable()));
    }
    return new CommitEvent(revision, origin, changes);
  }

  static void writeMatch(WireWriter out, Match match) {
    out.varint(match.revision()).varint(match.origin());
    writeList(out, match.captured());
  }

  static Match readMatch(WireReader in) {
    return new Match(in.varint(), in.varint(), readList(in));
  }
}
