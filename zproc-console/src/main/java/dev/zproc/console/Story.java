package dev.zproc.console;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to children since the context was opened, the newest events of it: kept though
 * nobody looks, so that whoever comes sees what was before.
 *
 * <p>Threads: safe for use by many threads; told by those that call subscribers.
 */
final class Story implements Section, Flow.Subscriber<ChildEvent> {

  static final int KEPT = 1_000;

  // Guarded by this.
  private final ArrayDeque<Map<String, @Nullable Object>> kept = new ArrayDeque<>();

  /** How many there were. */
  private long count;

  /** How many of these were looked at. */
  private long seen;

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ChildEvent event) {
    add(told(event));
  }

  @Override
  public void onError(Throwable failure) {
    // It was cancelled; what was told stays.
  }

  @Override
  public void onComplete() {
    // The context is closed, and the console with it.
  }

  private synchronized void add(Map<String, @Nullable Object> event) {
    event.put("number", ++count);
    kept.add(event);
    if (kept.size() > KEPT) {
      kept.remove();
    }
  }

  /** How many events there were. */
  synchronized long count() {
    return count;
  }

  /** Only words are kept of how a child has ended: what it says may be long. */
  private static Map<String, @Nullable Object> told(ChildEvent event) {
    long time = event.time().toEpochMilli();
    if (event instanceof ChildEvent.Started e) {
      return of("start", time, e.child(), e.attempt(), e.pid());
    } else if (event instanceof ChildEvent.Waiting e) {
      return of("wait", time, e.child(), e.attempt(), e.pid());
    } else if (event instanceof ChildEvent.Running e) {
      return of("run", time, e.child(), e.attempt(), e.pid());
    } else if (event instanceof ChildEvent.Exited e) {
      return ended(of("exit", time, e.child(), e.attempt(), e.pid()), e.end());
    } else if (event instanceof ChildEvent.Restarting e) {
      Map<String, @Nullable Object> told = of("restart", time, e.child(), e.attempt(), -1);
      told.put("delay", e.delay().toMillis());
      return ended(told, e.end());
    } else if (event instanceof ChildEvent.GaveUp e) {
      return ended(of("give up", time, e.child(), e.attempt(), -1), e.end());
    } else if (event instanceof ChildEvent.Ended e) {
      return ended(of("end", time, e.child(), e.attempt(), -1), e.end());
    }
    Map<String, @Nullable Object> gap = of("gap", time, "", 0, -1);
    gap.put("text", ((ChildEvent.Missed) event).count() + " older events were lost");
    return gap;
  }

  private static Map<String, @Nullable Object> of(
      String kind, long time, String child, int attempt, long pid) {
    return Json.object(
        "kind", kind, "time", time, "child", Text.cut(child), "attempt", attempt, "pid", pid);
  }

  private static Map<String, @Nullable Object> ended(
      Map<String, @Nullable Object> told, ChildEnd end) {
    told.put("text", Text.cut(end.toString()));
    told.put("bad", !end.isSuccess() && !(end instanceof ChildEnd.Stopped));
    return told;
  }

  @Override
  public List<byte[]> look() {
    List<Object> news = news();
    return news.isEmpty()
        ? List.of()
        : List.of(Frames.of("story", Json.object("whole", false, "rows", news)));
  }

  @Override
  public List<byte[]> all() {
    return List.of(Frames.of("story", Json.object("whole", true, "rows", old())));
  }

  /** What has come since this was asked last. */
  private synchronized List<Object> news() {
    List<Object> news = between(seen, count);
    seen = count;
    return news;
  }

  /** What has been looked at; what has come since is news to everybody, at the next look. */
  private synchronized List<Object> old() {
    return between(0, seen);
  }

  /** Those behind number {@code from}, up to {@code to}. */
  private List<Object> between(long from, long to) {
    List<Object> events = new ArrayList<>();
    long number = count - kept.size();
    for (Map<String, @Nullable Object> event : kept) {
      number++;
      if (number > from && number <= to) {
        events.add(event);
      }
    }
    return events;
  }
}
