package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replies. */
public final class ReplyCodec {

  private static final int DONE = 1;
  private static final int FOUND = 2;
  private static final int LISTED = 3;
  private static final int COMMITTED = 4;
  private static final int OPENED = 5;
  private static final int PONG = 6;
  private static final int BORN = 7;
  private static final int TAKEN = 8;
  private static final int WAITING = 9;
  private static final int FAILED = 10;
  private static final int GRANTED = 11;
  private static final int FOUND_ALL = 12;

  // By position on the wire, whatever becomes of the order in the enum.
  private static final Reply.Cause[] CAUSES = {
    Reply.Cause.GONE,
    Reply.Cause.REJECTED,
    Reply.Cause.CLOSED,
    Reply.Cause.FORGOTTEN,
    Reply.Cause.TURN_OVERDUE,
    Reply.Cause.TURN_LOST,
    Reply.Cause.VALUE,
    Reply.Cause.REQUEST,
    Reply.Cause.DEFECT,
    Reply.Cause.NOT_STORED,
    Reply.Cause.DENIED
  };

  private ReplyCodec() {}

  public static void write(WireWriter out, Reply reply) {
    if (reply instanceof Reply.Done) {
      out.u8(DONE);
    } else if (reply instanceof Reply.Found found) {
      EntryCodec.writeNullable(out.u8(FOUND), found.result().entry());
      out.varint(found.result().revision());
    } else if (reply instanceof Reply.FoundAll all) {
      writeFoundAll(out.u8(FOUND_ALL), all);
    } else if (reply instanceof Reply.Listed listed) {
      EntryCodec.writeList(out.u8(LISTED), listed.result().entries());
      out.varint(listed.result().revision());
    } else if (reply instanceof Reply.Committed committed) {
      CommitCodec.writeResult(out.u8(COMMITTED), committed.result());
    } else if (reply instanceof Reply.Opened opened) {
      out.u8(OPENED).varint(opened.revision());
    } else if (reply instanceof Reply.Pong pong) {
      ServerInfo info = pong.info();
      out.u8(PONG).varint(info.pid()).varint(info.epoch());
      out.varint(info.revision()).varint(info.uptimeMillis());
      out.varint(info.stateBytes()).varint(info.historyBytes()).varint(info.queuedBytes());
    } else if (reply instanceof Reply.Born born) {
      out.u8(BORN).varint(born.session()).varint(born.revision());
    } else if (reply instanceof Reply.Taken taken) {
      out.u8(TAKEN).nullable(taken.payload());
    } else if (reply instanceof Reply.Granted granted) {
      out.u8(GRANTED).varint(granted.fence()).varint(granted.leaseMillis());
      out.varint(granted.covered());
      EntryCodec.writeList(out, granted.found().entries());
      out.varint(granted.found().revision());
    } else if (reply instanceof Reply.Waiting waiting) {
      out.u8(WAITING).varint(waiting.waits().size());
      for (WaitInfo wait : waiting.waits()) {
        writeWait(out, wait);
      }
    } else if (reply instanceof Reply.Failed failed) {
      out.u8(FAILED).u8(List.of(CAUSES).indexOf(failed.cause()));
      out.text(failed.message()).varint(failed.oldest());
    }
  }

  private static void writeFoundAll(WireWriter out, Reply.FoundAll all) {
    out.varint(all.revision()).varint(all.values().size());
    for (Reply.Present present : all.values()) {
      out.bool(present != null);
      if (present != null) {
        out.bytes(present.value()).varint(present.createRevision()).varint(present.modRevision());
      }
    }
  }

  private static Reply readFoundAll(WireReader in) {
    long revision = in.varint();
    int count = in.count();
    List<Reply.@Nullable Present> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(in.bool() ? new Reply.Present(in.bytes(), in.varint(), in.varint()) : null);
    }
    return new Reply.FoundAll(values, revision);
  }

  private static void writeWait(WireWriter out, WaitInfo wait) {
    out.text(wait.process()).varint(wait.session()).varint(wait.id());
    out.varint(wait.sinceMillis()).text(wait.label()).varint(wait.readings().size());
    for (WaitInfo.Reading reading : wait.readings()) {
      out.bytes(reading.key()).varint(reading.size()).nullable(reading.value());
    }
  }

  /**
   * Reads a reply, which must fill the rest of {@code in}.
   *
   * @throws ProtocolException if it is none
   */
  public static Reply read(WireReader in) {
    Reply reply = readOpen(in);
    in.finish();
    return reply;
  }

  private static Reply readOpen(WireReader in) {
    int kind = in.u8();
    return switch (kind) {
      case DONE -> new Reply.Done();
      case FOUND -> new Reply.Found(new ReadResult(EntryCodec.readNullable(in), in.varint()));
      case FOUND_ALL -> readFoundAll(in);
      case LISTED -> new Reply.Listed(new RangeResult(EntryCodec.readList(in), in.varint()));
      case COMMITTED -> new Reply.Committed(CommitCodec.readResult(in));
      case OPENED -> new Reply.Opened(in.varint());
      case PONG ->
          new Reply.Pong(
              new ServerInfo(
                  in.varint(),
                  in.varint(),
                  in.varint(),
                  in.varint(),
                  in.varint(),
                  in.varint(),
                  in.varint()));
      case BORN -> new Reply.Born(in.varint(), in.varint());
      case TAKEN -> new Reply.Taken(in.nullable());
      case WAITING -> readWaiting(in);
      case FAILED -> readFailed(in);
      case GRANTED -> readGranted(in);
      default -> throw new ProtocolException("no reply has the kind " + kind);
    };
  }

  private static Reply readWaiting(WireReader in) {
    int count = in.count();
    List<WaitInfo> waits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waits.add(
          new WaitInfo(
              in.text(), in.varint(), in.varint(), in.varint(), in.text(), readReadings(in)));
    }
    return new Reply.Waiting(waits);
  }

  private static List<WaitInfo.Reading> readReadings(WireReader in) {
    int count = in.count();
    List<WaitInfo.Reading> readings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readings.add(new WaitInfo.Reading(in.bytes(), in.size(), in.nullable()));
    }
    return readings;
  }

  private static Reply readGranted(WireReader in) {
    long fence = in.varint();
    long leaseMillis = in.varint();
    int covered = in.size();
    RangeResult found = new RangeResult(EntryCodec.readList(in), in.varint());
    return new Reply.Granted(fence, leaseMillis, covered, found);
  }

  private static Reply readFailed(WireReader in) {
    int cause = in.u8();
    if (cause >= CAUSES.length) {
      throw new ProtocolException("no cause has the number " + cause);
    }
    return new Reply.Failed(CAUSES[cause], in.text(), in.varint());
  }
}
