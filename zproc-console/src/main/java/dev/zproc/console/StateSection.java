package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyName;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The state and its newest changes, followed by a watch of at most {@value #AHEAD} commits between
 * two looks. Where there are more, the rest is not asked for: the state is read anew, and the gap
 * is told.
 *
 * <p>Threads: owned by the one that looks; the engine's only adds to what was heard.
 */
final class StateSection implements Section {

  /** What the watch is called among the program's waits. */
  static final String LABEL = "the console's watch";

  private static final int AHEAD = 256;
  private static final int CHANGES = 200;

  private final ObservedContext context;
  private final ServerSection server;
  private final StateRows rows;
  private final ArrayDeque<Map<String, @Nullable Object>> changes = new ArrayDeque<>();

  private @Nullable Follower follower;

  /** Up to which revision the rows are true. */
  private long revision;

  /**
   * Whether the last watch ended because more came than it could follow, and not of anything else.
   */
  private boolean fast;

  private String note = "";

  StateSection(ObservedContext context, ServerSection server) {
    this.context = context;
    this.server = server;
    this.rows = new StateRows(context);
  }

  /** What the watch has told and nobody has looked at. */
  private static final class Follower implements WatchListener {
    final ConcurrentLinkedQueue<CommitEvent> heard = new ConcurrentLinkedQueue<>();
    volatile boolean over;
    volatile boolean tooSlow;
    @Nullable Subscription watch;

    @Override
    public void onEvent(CommitEvent event) {
      heard.add(event);
    }

    @Override
    public void onGone(long oldestRevision) {
      tooSlow = true;
      over = true;
    }

    @Override
    public void onClosed(Throwable cause) {
      over = true;
    }
  }

  @Override
  public List<byte[]> look() {
    ObservedContext.Sign now = server.sign();
    if (now == null) {
      return List.of(); // it does not answer, as its own section says
    }
    List<byte[]> frames = new ArrayList<>();
    Follower following = follower;
    if (following == null || following.over) {
      fast |= following != null && following.tooSlow;
      begin(now);
      frames.addAll(state(true, rows.rows()));
      frames.add(changes(true, List.copyOf(changes)));
    } else {
      follow(following, now, frames);
    }
    return frames;
  }

  /** Reads all, and watches from there on. */
  private void begin(ObservedContext.Sign now) {
    boolean small = now.stateBytes() <= StateRows.MAX_STATE_BYTES;
    long from = now.revision();
    if (small) {
      RangeResult all = Answers.get(context.engine().range(StateRows.ALL, 0));
      rows.all(all.entries());
      from = all.revision();
    } else {
      rows.all(List.of());
    }
    note = small ? "" : "The state is too large to be shown as a whole; here is what changes.";
    if (revision > 0 && from > revision) {
      keep(Json.object("revision", from, "gap", from - revision, "fast", fast));
    }
    fast = false;
    revision = from;
    Follower following = new Follower();
    WatchSpec spec = new WatchSpec(StateRows.SHOWN, from, 0, false, 0, LABEL);
    following.watch = context.engine().watch(spec, AHEAD, following);
    follower = following;
  }

  private void follow(Follower following, ObservedContext.Sign now, List<byte[]> frames) {
    Map<String, Map<String, @Nullable Object>> set = new LinkedHashMap<>();
    List<Object> gone = new ArrayList<>();
    List<Map<String, @Nullable Object>> news = new ArrayList<>();
    int heard = 0;
    for (CommitEvent event = following.heard.poll();
        event != null;
        event = following.heard.poll()) {
      heard++;
      revision = event.revision();
      for (KeyChange change : event.changes()) {
        apply(event.revision(), change, set, gone, news);
      }
    }
    if (heard >= AHEAD && now.revision() - revision > AHEAD) {
      rest(); // too fast for people anyway: it begins anew at the next look
      fast = true;
    } else if (heard > 0 && following.watch != null) {
      following.watch.request(heard);
    }
    if (!set.isEmpty() || !gone.isEmpty()) {
      frames.add(
          Frames.of(
              "state",
              Json.object(
                  "whole",
                  false,
                  "revision",
                  revision,
                  "rows",
                  new ArrayList<Object>(set.values()),
                  "gone",
                  gone,
                  "more",
                  rows.more(),
                  "note",
                  note)));
    }
    if (!news.isEmpty()) {
      frames.add(changes(false, news.subList(Math.max(0, news.size() - CHANGES), news.size())));
    }
  }

  private void apply(
      long at,
      KeyChange change,
      Map<String, Map<String, @Nullable Object>> set,
      List<Object> gone,
      List<Map<String, @Nullable Object>> news) {
    List<Map<String, @Nullable Object>> now =
        change.value() == null
            ? rows.remove(change.key())
            : rows.put(change.key(), change.value(), at);
    String id = StateRows.id(change.key());
    gone.remove(id);
    set.remove(id);
    now.forEach(row -> set.put(String.valueOf(row.get("id")), row));
    if (change.value() == null && now.isEmpty()) {
      gone.add(id);
    }
    if (KeyName.of(change.key()).isSchema()) {
      return;
    }
    Map.Entry<String, String> before = rows.shown(change.key(), change.previous());
    Map<String, @Nullable Object> told =
        Json.object(
            "revision", at,
            "time", System.currentTimeMillis(),
            "id", id,
            "key", before.getKey(),
            "before", before.getValue(),
            "after", rows.shown(change.key(), change.value()).getValue());
    keep(told);
    news.add(told);
  }

  private void keep(Map<String, @Nullable Object> change) {
    changes.add(change);
    if (changes.size() > CHANGES) {
      changes.remove();
    }
  }

  @Override
  public List<byte[]> all() {
    List<byte[]> frames = new ArrayList<>(state(true, rows.rows()));
    frames.add(changes(true, List.copyOf(changes)));
    return frames;
  }

  private List<byte[]> state(boolean whole, List<Map<String, @Nullable Object>> shown) {
    return List.of(
        Frames.of(
            "state",
            Json.object(
                "whole", whole,
                "revision", revision,
                "rows", shown,
                "gone", List.of(),
                "more", rows.more(),
                "note", note)));
  }

  private static byte[] changes(boolean whole, List<Map<String, @Nullable Object>> shown) {
    return Frames.of("changes", Json.object("whole", whole, "rows", shown));
  }

  @Override
  public void rest() {
    Follower following = follower;
    if (following != null && following.watch != null) {
      following.watch.cancel();
    }
    follower = null;
  }
}
