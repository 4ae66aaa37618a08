package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyTo;
import java.util.function.Function;

/**
 * Turns a reply into what the caller wants of it. It and its most common functions are classes and
 * no lambdas: a child needs them before its method runs, and the first lambda of a JVM takes
 * milliseconds.
 */
record Asked<R extends Reply, T>(Class<R> kind, Function<R, T> result, Answer<T> answer)
    implements ReplyTo {

  static final Function<Reply.Found, ReadResult> FOUND = new Found();
  static final Function<Reply.Committed, CommitResult> COMMITTED = new Committed();
  static final Function<Reply.Done, Void> DONE = new Done();

  @Override
  public void replied(Reply reply) {
    if (kind.isInstance(reply)) {
      answer.done(result.apply(kind.cast(reply)));
    } else {
      failed(
          new EngineException.Rejected(
              EngineException.Rejected.Why.DEFECT, "the server answered with a " + reply));
    }
  }

  @Override
  public void failed(EngineException cause) {
    answer.failed(cause);
  }

  private static final class Found implements Function<Reply.Found, ReadResult> {
    @Override
    public ReadResult apply(Reply.Found found) {
      return found.result();
    }
  }

  private static final class Committed implements Function<Reply.Committed, CommitResult> {
    @Override
    public CommitResult apply(Reply.Committed committed) {
      return committed.result();
    }
  }

  private static final class Done implements Function<Reply.Done, Void> {
    @Override
    @SuppressWarnings("NullAway") // there is nothing else to return
    public Void apply(Reply.Done done) {
      return null;
    }
  }
}
