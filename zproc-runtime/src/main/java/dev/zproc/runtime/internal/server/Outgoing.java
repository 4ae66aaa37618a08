package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Welcome;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What the server has to say to one session, in order, until the socket takes it. It holds the
 * messages themselves, whose values are those of the store, and not their bytes. What many watches
 * of a session have to be told of one commit is said once, with all their numbers.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Outgoing {

  /**
   * One message: one of the three is not null.
   *
   * @param number the number of the request, or the sequence of the push
   */
  record Item(long number, @Nullable Reply reply, @Nullable Push push, @Nullable Welcome welcome) {}

  private final Deque<Item> items = new ArrayDeque<>();
  private final Runnable filled;
  private long weight;

  /** The commit or match that was said last, and to which of the watches, if nothing came after. */
  private @Nullable CommitEvent event;

  private @Nullable Match match;
  private long[] ids = new long[8];
  private int count;

  /**
   * Makes an empty queue.
   *
   * @param filled called each time that there is something again
   */
  Outgoing(Runnable filled) {
    this.filled = filled;
  }

  void welcome(Welcome welcome) {
    add(new Item(0, null, null, welcome), 0);
  }

  void reply(long number, Reply reply) {
    add(new Item(number, reply, null, null), Weight.of(reply));
  }

  void push(long sequence, Push push) {
    add(new Item(sequence, null, push, null), Weight.of(push));
  }

  void event(long id, CommitEvent said) {
    CommitEvent last = event;
    if (last == null || (last != said && !last.equals(said))) {
      close();
      event = said;
      weight += Weight.of(said);
    }
    join(id);
  }

  void match(long id, Match said) {
    Match last = match;
    if (last == null || (last != said && !last.equals(said))) {
      close();
      match = said;
      weight += Weight.of(said);
    }
    join(id);
  }

  private void join(long id) {
    if (isEmpty()) {
      filled.run();
    }
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
    }
    ids[count++] = id;
  }

  private void add(Item item, long itsWeight) {
    if (isEmpty()) {
      filled.run();
    }
    close();
    items.add(item);
    weight += itsWeight;
  }

  /** Turns the commit or match that numbers were added to into a message. */
  private void close() {
    if (count == 0) {
      return;
    }
    long[] all = Arrays.copyOf(ids, count);
    count = 0;
    if (event != null) {
      items.add(new Item(0, null, new Push.Event(all, event), null));
      event = null;
    }
    if (match != null) {
      items.add(new Item(0, null, new Push.Matched(all, match), null));
      match = null;
    }
  }

  boolean isEmpty() {
    return items.isEmpty() && count == 0;
  }

  /** About how many bytes wait. */
  long weight() {
    return weight;
  }

  /** About how many bytes wait that {@code by} has not counted yet. */
  long weight(Weight by) {
    long sum = event == null ? 0 : by.weigh(event);
    sum += match == null ? 0 : by.weigh(match);
    for (Item item : items) {
      sum += item.reply() != null ? by.weigh(item.reply()) : 0;
      sum += item.push() != null ? by.weigh(item.push()) : 0;
    }
    return sum;
  }

  /** Returns and removes the next message, or null if there is none. */
  @Nullable Item poll() {
    if (items.isEmpty()) {
      close();
    }
    Item item = items.poll();
    if (item != null) {
      weight -= item.reply() != null ? Weight.of(item.reply()) : weightOf(item.push());
    }
    return item;
  }

  private static long weightOf(@Nullable Push push) {
    return push == null ? 0 : Weight.of(push);
  }
}
