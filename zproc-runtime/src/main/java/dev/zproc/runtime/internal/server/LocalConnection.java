package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyTo;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to the session of the server's own JVM: its futures and its listener.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class LocalConnection implements Connection {

  private final Outgoing outgoing;
  private final Map<Long, ReplyTo> asked = new HashMap<>();
  private final LocalChannel channel;
  private long last;

  LocalConnection(LocalChannel channel, Consumer<Connection> filled) {
    this.channel = channel;
    this.outgoing = new Outgoing(() -> filled.accept(this));
  }

  @Override
  public Outgoing outgoing() {
    return outgoing;
  }

  /** Whether anybody hears what is pushed: nobody does at a server that runs alone. */
  boolean isHeard() {
    return channel.listener() != null;
  }

  /** Takes note that {@code to} waits for a reply; returns the number of what was asked. */
  long ask(ReplyTo to) {
    long number = ++last;
    asked.put(number, to);
    return number;
  }

  /**
   * The server has ended: says what there is to say, and that nothing else is known. May be called
   * again if it throws, for want of memory.
   */
  void end(String why) {
    flush();
    for (Iterator<ReplyTo> each = asked.values().iterator(); each.hasNext(); ) {
      each.next().failed(new EngineException.OutcomeUnknown(why));
      each.remove();
    }
  }

  @Override
  public Flushed flush() {
    for (Outgoing.Item item = outgoing.poll(); item != null; item = outgoing.poll()) {
      Reply reply = item.reply();
      Push push = item.push();
      ReplyTo to = reply == null ? null : asked.remove(item.number());
      if (reply != null && to != null) {
        complete(to, reply);
      } else if (push != null) {
        tell(push);
      }
    }
    return Flushed.ALL;
  }

  private static void complete(ReplyTo to, Reply reply) {
    if (reply instanceof Reply.Failed failed) {
      to.failed(failed.toException());
    } else {
      to.replied(reply);
    }
  }

  private void tell(Push push) {
    Channel.@Nullable Listener listener = channel.listener();
    if (listener == null) {
      return;
    }
    try {
      listener.onPush(push);
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (RuntimeException | Error thrown) {
      System.getLogger(LocalConnection.class.getName())
          .log(Level.ERROR, "a listener of the state server threw", thrown);
    }
  }
}
