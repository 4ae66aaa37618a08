package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;

/** Pushes. */
public final class PushCodec {

  private static final int EVENT = 1;
  private static final int MATCHED = 2;
  private static final int GONE = 3;
  private static final int ENDED = 4;
  private static final int PROGRESS = 5;
  private static final int BIRTH_MATCH = 6;
  private static final int BIRTH_GONE = 7;
  private static final int FROM_CHILD = 8;
  private static final int CHILD_OUTCOME = 9;
  private static final int FROM_PARENT = 10;
  private static final int GOODBYE = 11;
  private static final int BROKEN = 12;

  private PushCodec() {}

  public static void write(WireWriter out, Push push) {
    if (push instanceof Push.Event event) {
      EntryCodec.writeEvent(out.u8(EVENT).longs(event.ids()), event.event());
    } else if (push instanceof Push.Matched matched) {
      EntryCodec.writeMatch(out.u8(MATCHED).longs(matched.ids()), matched.match());
    } else if (push instanceof Push.Gone gone) {
      out.u8(GONE).varint(gone.id()).varint(gone.oldest());
    } else if (push instanceof Push.Ended ended) {
      out.u8(ENDED).varint(ended.id());
    } else if (push instanceof Push.Progress progress) {
      out.u8(PROGRESS).varint(progress.revision()).longs(progress.lagging());
    } else if (push instanceof Push.BirthMatch match) {
      EntryCodec.writeMatch(out.u8(BIRTH_MATCH), match.match());
    } else if (push instanceof Push.BirthGone gone) {
      out.u8(BIRTH_GONE).varint(gone.oldest());
    } else if (push instanceof Push.FromChild note) {
      out.u8(FROM_CHILD).varint(note.child()).u8(note.kind()).bytes(note.payload());
    } else if (push instanceof Push.ChildOutcome outcome) {
      out.u8(CHILD_OUTCOME).varint(outcome.child()).bytes(outcome.payload());
    } else if (push instanceof Push.FromParent told) {
      out.u8(FROM_PARENT).u8(told.kind()).bytes(told.payload());
    } else if (push instanceof Push.Goodbye goodbye) {
      out.u8(GOODBYE).text(goodbye.reason());
    } else if (push instanceof Push.Broken broken) {
      out.u8(BROKEN).text(broken.reason());
    }
  }

  /**
   * Reads a push, which must fill the rest of {@code in}.
   *
   * @throws ProtocolException if it is none
   */
  public static Push read(WireReader in) {
    Push push = readOpen(in);
    in.finish();
    return push;
  }

  private static Push readOpen(WireReader in) {
    int kind = in.u8();
    return switch (kind) {
      case EVENT -> new Push.Event(in.longs(), EntryCodec.readEvent(in));
      case MATCHED -> new Push.Matched(in.longs(), EntryCodec.readMatch(in));
      case GONE -> new Push.Gone(in.varint(), in.varint());
      case ENDED -> new Push.Ended(in.varint());
      case PROGRESS -> new Push.Progress(in.varint(), in.longs());
      case BIRTH_MATCH -> new Push.BirthMatch(EntryCodec.readMatch(in));
      case BIRTH_GONE -> new Push.BirthGone(in.varint());
      case FROM_CHILD -> new Push.FromChild(in.varint(), (byte) in.u8(), in.bytes());
      case CHILD_OUTCOME -> new Push.ChildOutcome(in.varint(), in.bytes());
      case FROM_PARENT -> new Push.FromParent((byte) in.u8(), in.bytes());
      case GOODBYE -> new Push.Goodbye(in.text());
      case BROKEN -> new Push.Broken(in.text());
      default -> throw new ProtocolException("no push has the kind " + kind);
    };
  }
}
