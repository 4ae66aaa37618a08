package dev.zproc.console;

import dev.zproc.runtime.internal.console.ChildStory;
import dev.zproc.runtime.internal.console.Happening;
import dev.zproc.runtime.internal.console.ObservedContext;
import java.util.List;

/** What has happened to children, the newest events of it, and what those do that live. */
final class Story implements Section {

  private final ChildStory story;

  /** The number of the newest event that was looked at. */
  private long seen;

  Story(ObservedContext context) {
    this.story = context.story();
  }

  @Override
  public List<byte[]> look() {
    List<Happening> news = story.after(seen, ChildStory.KEPT);
    if (news.isEmpty()) {
      return List.of();
    }
    boolean isLost = news.get(0).number() > seen + 1; // what ends of those, nobody will be told
    seen = news.get(news.size() - 1).number();
    return isLost ? all() : List.of(frame(false, news));
  }

  /** What was looked at; what has come since is news to everybody, at the next look. */
  @Override
  public List<byte[]> all() {
    return List.of(
        frame(true, story.all().stream().filter(each -> each.number() <= seen).toList()));
  }

  private static byte[] frame(boolean whole, List<Happening> rows) {
    return Frames.of(
        "story", Json.object("whole", whole, "rows", rows.stream().map(Story::row).toList()));
  }

  private static Object row(Happening event) {
    return Json.object(
        "number", event.number(),
        "kind", event.kind(),
        "time", event.time().toEpochMilli(),
        "child", event.child(),
        "attempt", event.attempt(),
        "pid", event.pid(),
        "delay", event.delayMillis(),
        "text", event.text(),
        "bad", event.bad());
  }
}
