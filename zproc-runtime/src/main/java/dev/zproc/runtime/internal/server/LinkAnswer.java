package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyCodec;
import dev.zproc.runtime.internal.wire.Request;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the reply to a request of another process that comes later: by the connection that this
 * process has then, if it is still the same link.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class LinkAnswer implements Turns.Answer {

  private final RemoteConnection connection;
  private final Session session;
  private final Answers answers;
  private final Envelope.Asked asked;
  private final long link;
  private final long number;
  private final boolean once;

  LinkAnswer(RemoteConnection connection, Answers answers, Envelope.Asked asked) {
    this.connection = connection;
    this.session = connection.session;
    this.answers = answers;
    this.asked = asked;
    this.link = session.link;
    this.number = asked.number();
    this.once = asked.request().retry() == Request.Retry.ONCE;
  }

  @Override
  public void reply(Reply reply) {
    answers.done(number, reply);
    if (session.connection instanceof RemoteConnection to
        && number > 0
        && session.answers == answers) {
      to.reply(asked, reply);
    }
  }

  /** What is not done once is asked for again by the next connection. */
  @Override
  public boolean isWanted() {
    return once || session.connection == connection;
  }

  @Override
  public Decided.@Nullable Repeatable repeatable(Supplier<Reply> reply) {
    if (!once || !session.returns) {
      return null;
    }
    WireWriter bytes = new WireWriter();
    ReplyCodec.write(bytes, reply.get());
    return new Decided.Repeatable(
        link, number, asked.unanswered(), Bytes.wrap(bytes.toByteArray()));
  }
}
