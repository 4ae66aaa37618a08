package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** What watches look at and waits wait for. */
final class SpecCodec {

  private SpecCodec() {}

  static void writeRange(WireWriter out, KeyRange range) {
    out.bytes(range.from()).nullable(range.to());
  }

  static KeyRange readRange(WireReader in) {
    return new KeyRange(in.bytes(), in.nullable());
  }

  static void writeRanges(WireWriter out, List<KeyRange> ranges) {
    out.varint(ranges.size());
    for (KeyRange range : ranges) {
      writeRange(out, range);
    }
  }

  static List<KeyRange> readRanges(WireReader in) {
    int count = in.count();
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ranges.add(readRange(in));
    }
    return ranges;
  }

  static void writeSelection(WireWriter out, KeySelection keys) {
    writeRanges(out, keys.included());
    writeRanges(out, keys.excluded());
  }

  static KeySelection readSelection(WireReader in) {
    return new KeySelection(readRanges(in), readRanges(in));
  }

  static void writeWatch(WireWriter out, WatchSpec spec) {
    writeSelection(out, spec.keys());
    out.varint(spec.after()).varint(spec.skipOrigin());
    out.bool(spec.identical()).varint(spec.limit()).text(spec.label());
  }

  static WatchSpec readWatch(WireReader in) {
    return new WatchSpec(
        readSelection(in), in.varint(), in.varint(), in.bool(), in.size(), in.text());
  }

  static void writeCondition(WireWriter out, ConditionSpec spec) {
    CriterionCodec.write(out, spec.criterion());
    out.varint(spec.from()).varint(spec.skipOrigin());
    out.bool(spec.repeat()).bool(spec.live());
    writeRanges(out, spec.capture());
    out.text(spec.label());
  }

  static ConditionSpec readCondition(WireReader in) {
    return new ConditionSpec(
        CriterionCodec.read(in),
        in.varint(),
        in.varint(),
        in.bool(),
        in.bool(),
        readRanges(in),
        in.text());
  }
}
