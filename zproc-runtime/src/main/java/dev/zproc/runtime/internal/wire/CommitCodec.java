package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commits and what becomes of them. */
final class CommitCodec {

  private static final int BY_REVISION = 1;
  private static final int BY_VALUE = 2;
  private static final int BY_VALUE_OR_ABSENT = 3;

  private static final int PUT = 1;
  private static final int DELETE = 2;
  private static final int DELETE_RANGE = 3;
  private static final int ADD = 4;
  private static final int MIN = 5;
  private static final int MAX = 6;
  private static final int APPEND = 7;
  private static final int TALLY = 8;

  // By position on the wire, whatever becomes of the order in the enum.
  private static final List<Commit.Results> RESULTS =
      List.of(
          Commit.Results.NONE,
          Commit.Results.PREVIOUS,
          Commit.Results.CURRENT,
          Commit.Results.BOTH);

  private CommitCodec() {}

  static void write(WireWriter out, Commit commit) {
    out.varint(commit.compares().size());
    for (Compare compare : commit.compares()) {
      if (compare instanceof Compare.Revision revision) {
        out.u8(BY_REVISION).bytes(revision.key()).varint(revision.modRevision());
      } else if (compare instanceof Compare.Value value) {
        out.u8(value.orAbsent() ? BY_VALUE_OR_ABSENT : BY_VALUE)
            .bytes(value.key())
            .nullable(value.value());
      }
    }
    out.varint(commit.operations().size());
    for (Operation operation : commit.operations()) {
      write(out, operation);
    }
    out.u8(RESULTS.indexOf(commit.results()));
  }

  private static void write(WireWriter out, Operation operation) {
    if (operation instanceof Operation.Put put) {
      out.u8(PUT).bytes(put.key()).bytes(put.value());
    } else if (operation instanceof Operation.Delete delete) {
      out.u8(DELETE).bytes(delete.key());
    } else if (operation instanceof Operation.DeleteRange delete) {
      out.u8(DELETE_RANGE);
      SpecCodec.writeRange(out, delete.range());
    } else if (operation instanceof Operation.Add add) {
      out.u8(ADD).bytes(add.key()).bytes(add.delta()).bytes(add.initial());
    } else if (operation instanceof Operation.Min min) {
      out.u8(MIN).bytes(min.key()).bytes(min.bound()).bytes(min.initial());
    } else if (operation instanceof Operation.Max max) {
      out.u8(MAX).bytes(max.key()).bytes(max.bound()).bytes(max.initial());
    } else if (operation instanceof Operation.Append append) {
      out.u8(APPEND).bytes(append.key()).bytes(append.element());
      out.varint(append.cap()).bytes(append.initial());
    } else if (operation instanceof Operation.Tally tally) {
      SpecCodec.writeRange(out.u8(TALLY).bytes(tally.counter()), tally.range());
    }
  }

  static Commit read(WireReader in) {
    int compares = in.count();
    List<Compare> compared = new ArrayList<>();
    for (int i = 0; i < compares; i++) {
      int kind = in.u8();
      Bytes key = in.bytes();
      compared.add(
          switch (kind) {
            case BY_REVISION -> new Compare.Revision(key, in.varint());
            case BY_VALUE -> new Compare.Value(key, in.nullable());
            case BY_VALUE_OR_ABSENT -> new Compare.Value(key, in.nullable(), true);
            default -> throw new ProtocolException("no compare has the kind " + kind);
          });
    }
    int operations = in.count();
    List<Operation> done = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      done.add(readOperation(in));
    }
    int results = in.u8();
    if (results >= RESULTS.size()) {
      throw new ProtocolException("no kind of results has the number " + results);
    }
    return new Commit(compared, done, RESULTS.get(results));
  }

  private static Operation readOperation(WireReader in) {
    int kind = in.u8();
    return switch (kind) {
      case PUT -> new Operation.Put(in.bytes(), in.bytes());
      case DELETE -> new Operation.Delete(in.bytes());
      case DELETE_RANGE -> new Operation.DeleteRange(SpecCodec.readRange(in));
      case ADD -> new Operation.Add(in.bytes(), in.bytes(), in.bytes());
      case MIN -> new Operation.Min(in.bytes(), in.bytes(), in.bytes());
      case MAX -> new Operation.Max(in.bytes(), in.bytes(), in.bytes());
      case APPEND -> new Operation.Append(in.bytes(), in.bytes(), in.size(), in.bytes());
      case TALLY -> new Operation.Tally(in.bytes(), SpecCodec.readRange(in));
      default -> throw new ProtocolException("no operation has the kind " + kind);
    };
  }

  static void writeResult(WireWriter out, CommitResult result) {
    out.bool(result.committed()).varint(result.revision());
    out.varint(result.results().size());
    for (OperationResult each : result.results()) {
      EntryCodec.writeNullable(out, each.previous());
      EntryCodec.writeNullable(out, each.current());
    }
    out.varint(result.current().size());
    for (Entry entry : result.current()) {
      EntryCodec.writeNullable(out, entry);
    }
  }

  static CommitResult readResult(WireReader in) {
    boolean committed = in.bool();
    long revision = in.varint();
    int results = in.count();
    List<OperationResult> done = new ArrayList<>();
    for (int i = 0; i < results; i++) {
      done.add(new OperationResult(EntryCodec.readNullable(in), EntryCodec.readNullable(in)));
    }
    int entries = in.count();
    List<@Nullable Entry> current = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      current.add(EntryCodec.readNullable(in));
    }
    return new CommitResult(committed, revision, done, current);
  }
}
