package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a server leaves of a child's session to the next one.
 *
 * @param parent whose child it is
 * @param name as its parent calls it
 * @param birth the revision at which its present process was born; 0 if it waits for that
 * @param from the revision from which history was kept for it at its birth
 * @param birthWait the wait that it was born with; null for none
 */
public record KeptSession(
    long parent, String name, long birth, long from, @Nullable KeptWait birthWait) {

  /**
   * How far the wait of a birth has got.
   *
   * @param spec as the server has opened it
   * @param sinceMillis since when it is open
   * @param from from which revision on it is to be looked at again
   * @param due whether what is live is to be looked at, even if nothing has changed since
   * @param delivered how many matches the present process was given
   * @param begun whether the run for the last of them has begun
   * @param open whether there may be more
   * @param goneBefore where history begins that was too short for it; -1 if it was not
   * @param last the last match that was given; null if none was
   * @param first the one that comes next, before all that are found from now on; null if there is
   *     none
   */
  public record KeptWait(
      ConditionSpec spec,
      long sinceMillis,
      long from,
      boolean due,
      long delivered,
      boolean begun,
      boolean open,
      long goneBefore,
      @Nullable Match last,
      @Nullable Match first) {}

  /** Encodes it. */
  public Bytes encode() {
    WireWriter out = new WireWriter();
    out.varint(parent).text(name).varint(birth).varint(from).bool(birthWait != null);
    if (birthWait != null) {
      SpecCodec.writeCondition(out, birthWait.spec);
      out.varint(birthWait.sinceMillis)
          .varint(birthWait.from)
          .bool(birthWait.due)
          .varint(birthWait.delivered);
      out.bool(birthWait.begun).bool(birthWait.open).varint(birthWait.goneBefore + 1);
      writeMatch(out, birthWait.last);
      writeMatch(out, birthWait.first);
    }
    return Bytes.wrap(out.toByteArray());
  }

  private static void writeMatch(WireWriter out, @Nullable Match match) {
    out.bool(match != null);
    if (match != null) {
      EntryCodec.writeMatch(out, match);
    }
  }

  /**
   * Decodes one.
   *
   * @throws dev.zproc.runtime.internal.engine.ProtocolException if it is none
   */
  public static KeptSession decode(Bytes bytes) {
    WireReader in = new WireReader(bytes.shared());
    KeptSession session =
        new KeptSession(
            in.varint(), in.text(), in.varint(), in.varint(), in.bool() ? readWait(in) : null);
    in.finish();
    return session;
  }

  private static KeptWait readWait(WireReader in) {
    return new KeptWait(
        SpecCodec.readCondition(in),
        in.varint(),
        in.varint(),
        in.bool(),
        in.varint(),
        in.bool(),
        in.bool(),
        in.varint() - 1,
        readMatch(in),
        readMatch(in));
  }

  private static @Nullable Match readMatch(WireReader in) {
    return in.bool() ? EntryCodec.readMatch(in) : null;
  }
}
