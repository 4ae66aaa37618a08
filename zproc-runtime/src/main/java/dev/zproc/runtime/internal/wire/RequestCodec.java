package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Requests. */
public final class RequestCodec {

  private static final int READ = 1;
  private static final int RANGE = 2;
  private static final int SUBMIT = 3;
  private static final int WATCH = 4;
  private static final int AWAIT = 5;
  private static final int CREDIT = 6;
  private static final int CANCEL = 7;
  private static final int BIRTH_CREDIT = 8;
  private static final int BIRTH_CANCEL = 9;
  private static final int SEEN = 10;
  private static final int PING = 11;
  private static final int BEAR = 12;
  private static final int NOTE = 13;
  private static final int OUTCOME = 14;
  private static final int TAKE_OUTCOME = 15;
  private static final int TELL = 16;
  private static final int RELEASE = 17;
  private static final int WAITS = 18;
  private static final int TAKE_TURN = 19;
  private static final int READ_IN_TURN = 20;
  private static final int SUBMIT_IN_TURN = 21;
  private static final int END_TURN = 22;
  private static final int RESUME = 23;
  private static final int BIRTH_BEGUN = 24;
  private static final int READ_ALL = 25;
  private static final int RESERVE = 26;
  private static final int BEAR_RESERVED = 27;

  private RequestCodec() {}

  /**
   * Writes {@code request}.
   *
   * @throws ProtocolException if it is nested too deeply
   */
  public static void write(WireWriter out, Request request) {
    if (request instanceof Request.Read read) {
      out.u8(READ).bytes(read.key());
    } else if (request instanceof Request.ReadAll all) {
      writeKeys(out.u8(READ_ALL), all.keys());
    } else if (request instanceof Request.Range range) {
      SpecCodec.writeRange(out.u8(RANGE), range.range());
      out.varint(range.revision());
    } else if (request instanceof Request.Submit submit) {
      CommitCodec.write(out.u8(SUBMIT), submit.commit());
    } else if (request instanceof Request.Watch watch) {
      SpecCodec.writeWatch(out.u8(WATCH).varint(watch.id()), watch.spec());
      out.varint(watch.credit()).varint(watch.waitedMillis());
    } else if (request instanceof Request.Await await) {
      SpecCodec.writeCondition(out.u8(AWAIT).varint(await.id()), await.spec());
      out.varint(await.credit()).varint(await.waitedMillis());
    } else if (request instanceof Request.Credit credit) {
      out.u8(CREDIT).varint(credit.id()).varint(credit.events());
    } else if (request instanceof Request.Cancel cancel) {
      out.u8(CANCEL).varint(cancel.id());
    } else if (request instanceof Request.BirthCredit credit) {
      out.u8(BIRTH_CREDIT).varint(credit.total());
    } else if (request instanceof Request.BirthCancel) {
      out.u8(BIRTH_CANCEL);
    } else if (request instanceof Request.BirthBegun) {
      out.u8(BIRTH_BEGUN);
    } else if (request instanceof Request.Seen seen) {
      out.u8(SEEN).varint(seen.sequence());
    } else if (request instanceof Request.Ping) {
      out.u8(PING);
    } else if (request instanceof Request.Waits) {
      out.u8(WAITS);
    } else if (!writeTurn(out, request)) {
      writeSessions(out, request);
    }
  }

  private static void writeKeys(WireWriter out, List<Bytes> keys) {
    out.varint(keys.size());
    for (Bytes key : keys) {
      out.bytes(key);
    }
  }

  private static List<Bytes> readKeys(WireReader in) {
    int count = in.count();
    if (count < 1 || count > Request.ReadAll.MAX_KEYS) {
      throw new ProtocolException(count + " keys to be read, where 1 to 1,024 are allowed");
    }
    List<Bytes> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(in.bytes());
    }
    return keys;
  }

  private static boolean writeTurn(WireWriter out, Request request) {
    if (request instanceof Request.TakeTurn take) {
      SpecCodec.writeRanges(out.u8(TAKE_TURN), take.expected());
    } else if (request instanceof Request.ReadInTurn read) {
      SpecCodec.writeRange(out.u8(READ_IN_TURN).varint(read.fence()), read.range());
    } else if (request instanceof Request.SubmitInTurn submit) {
      CommitCodec.write(out.u8(SUBMIT_IN_TURN).varint(submit.fence()), submit.commit());
    } else if (request instanceof Request.EndTurn end) {
      out.u8(END_TURN).varint(end.fence());
    } else {
      return false;
    }
    return true;
  }

  private static void writeSessions(WireWriter out, Request request) {
    if (request instanceof Request.Bear bear) {
      writeBirth(out.u8(BEAR), bear.spec());
    } else if (request instanceof Request.Reserve) {
      out.u8(RESERVE);
    } else if (request instanceof Request.BearReserved bear) {
      writeBirth(out.u8(BEAR_RESERVED).varint(bear.session()), bear.spec());
    } else if (request instanceof Request.Note note) {
      out.u8(NOTE).u8(note.kind()).bytes(note.payload());
    } else if (request instanceof Request.Outcome outcome) {
      out.u8(OUTCOME).bytes(outcome.payload());
    } else if (request instanceof Request.TakeOutcome take) {
      out.u8(TAKE_OUTCOME).varint(take.child());
    } else if (request instanceof Request.Tell tell) {
      out.u8(TELL).varint(tell.child()).u8(tell.kind()).bytes(tell.payload());
    } else if (request instanceof Request.Release release) {
      out.u8(RELEASE).varint(release.child());
    } else if (request instanceof Request.Resume resume) {
      out.u8(RESUME).varint(resume.child()).bool(resume.repeat()).varint(resume.from());
    }
  }

  private static void writeBirth(WireWriter out, BirthSpec spec) {
    ConditionSpec condition = spec.condition();
    out.text(spec.name()).bool(condition != null);
    if (condition != null) {
      SpecCodec.writeCondition(out, condition);
    }
    out.bool(spec.skipOwn());
  }

  private static BirthSpec readBirth(WireReader in) {
    return new BirthSpec(in.text(), in.bool() ? SpecCodec.readCondition(in) : null, in.bool());
  }

  /**
   * Reads a request, which must fill the rest of {@code in}.
   *
   * @throws ProtocolException if it is none
   */
  public static Request read(WireReader in) {
    Request request = readOpen(in);
    in.finish();
    return request;
  }

  private static Request readOpen(WireReader in) {
    int kind = in.u8();
    return switch (kind) {
      case READ -> new Request.Read(in.bytes());
      case READ_ALL -> new Request.ReadAll(readKeys(in));
      case RANGE -> new Request.Range(SpecCodec.readRange(in), in.varint());
      case SUBMIT -> new Request.Submit(CommitCodec.read(in));
      case WATCH ->
          new Request.Watch(in.varint(), SpecCodec.readWatch(in), in.varint(), in.varint());
      case AWAIT ->
          new Request.Await(in.varint(), SpecCodec.readCondition(in), in.varint(), in.varint());
      case CREDIT -> new Request.Credit(in.varint(), in.varint());
      case CANCEL -> new Request.Cancel(in.varint());
      case BIRTH_CREDIT -> new Request.BirthCredit(in.varint());
      case BIRTH_CANCEL -> new Request.BirthCancel();
      case SEEN -> new Request.Seen(in.varint());
      case PING -> new Request.Ping();
      case BEAR -> new Request.Bear(readBirth(in));
      case RESERVE -> new Request.Reserve();
      case BEAR_RESERVED -> new Request.BearReserved(in.varint(), readBirth(in));
      case NOTE -> new Request.Note((byte) in.u8(), in.bytes());
      case OUTCOME -> new Request.Outcome(in.bytes());
      case TAKE_OUTCOME -> new Request.TakeOutcome(in.varint());
      case TELL -> readTell(in);
      case RELEASE -> new Request.Release(in.varint());
      case BIRTH_BEGUN -> new Request.BirthBegun();
      case RESUME -> new Request.Resume(in.varint(), in.bool(), in.varint());
      case WAITS -> new Request.Waits();
      case TAKE_TURN -> new Request.TakeTurn(SpecCodec.readRanges(in));
      case READ_IN_TURN -> new Request.ReadInTurn(in.varint(), SpecCodec.readRange(in));
      case SUBMIT_IN_TURN -> new Request.SubmitInTurn(in.varint(), CommitCodec.read(in));
      case END_TURN -> new Request.EndTurn(in.varint());
      default -> throw new ProtocolException("no request has the kind " + kind);
    };
  }

  private static Request readTell(WireReader in) {
    long child = in.varint();
    byte kind = (byte) in.u8();
    Bytes payload = in.bytes();
    return new Request.Tell(child, kind, payload);
  }
}
