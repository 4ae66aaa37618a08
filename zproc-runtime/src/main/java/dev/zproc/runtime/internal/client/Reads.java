package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.RequestCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads of single keys that travel as one request: those that were asked for, with nothing between
 * them, before the first of them was sent. It is one request for whoever sends, numbers and repeats
 * it, and each read counts where there is a limit.
 *
 * <p>Threads: as {@link Pending}; until then owned by whoever has the lock of {@link Requests}.
 */
final class Reads extends Pending {

  /** How many keys it has at most. */
  private static final int MAX_KEYS = 256;

  /** How many bytes it has at most, unless it has one key. */
  private static final int MAX_BYTES = 16 * 1024;

  /** The kind and the number of the keys; and then the length of each. */
  private static final int HEAD_BYTES = 4;

  private static final int EACH_BYTES = 5;

  private final List<Bytes> keys = new ArrayList<>(1);
  private final List<Answer<ReadResult>> answers = new ArrayList<>(1);
  private int bytes = HEAD_BYTES;

  /** How many of them have been told their answers; only the others are sent again. */
  private int told;

  Reads() {
    super(Request.Retry.REPEAT, true);
  }

  /** Whether another key has room, in requests of so many bytes. */
  boolean hasRoom(Bytes key, int maxBytes) {
    return keys.size() < MAX_KEYS
        && bytes + EACH_BYTES + key.size() <= Math.min(maxBytes, MAX_BYTES);
  }

  void add(Bytes key, Answer<ReadResult> answer) {
    keys.add(key);
    answers.add(answer);
    bytes += EACH_BYTES + key.size();
  }

  /** How many bytes one key takes. */
  static int bytes(Bytes key) {
    return HEAD_BYTES + EACH_BYTES + key.size();
  }

  @Override
  int waiting() {
    return keys.size() - told;
  }

  @Override
  int bytes() {
    return bytes;
  }

  @Override
  boolean isLazy() {
    return false;
  }

  @Override
  void write(WireWriter out) {
    List<Bytes> rest = keys.subList(told, keys.size());
    RequestCodec.write(
        out, rest.size() == 1 ? new Request.Read(rest.get(0)) : new Request.ReadAll(rest));
  }

  @Override
  boolean reply(Reply reply) {
    if (reply instanceof Reply.FoundAll all) {
      if (all.values().isEmpty() || all.values().size() > waiting()) {
        throw new ProtocolException(
            all.values().size() + " values where " + waiting() + " were asked for");
      }
      for (Reply.Present present : all.values()) {
        Bytes key = keys.get(told);
        tell(new ReadResult(present == null ? null : present.of(key), all.revision()));
      }
    } else if (reply instanceof Reply.Found found) {
      tell(found.result());
    } else if (reply instanceof Reply.Failed failed) {
      answers.get(told).failed(failed.toException());
      told++;
    } else {
      fail(
          new EngineException.Rejected(
              EngineException.Rejected.Why.DEFECT, "the server answered with a " + reply));
    }
    return waiting() == 0;
  }

  private void tell(ReadResult result) {
    answers.get(told).done(result);
    told++;
  }

  @Override
  void drop() {
    throw new IllegalStateException("reads are repeated");
  }

  @Override
  void fail(EngineException cause) {
    for (; told < answers.size(); told++) {
      answers.get(told).failed(cause);
    }
  }
}
