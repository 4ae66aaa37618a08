package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.engine.KeyName;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state and its newest changes, followed by a watch of at most {@value #AHEAD} commits between
 * two looks. Where there are more, or too large ones, the rest is not asked for: the state is read
 * anew, and the gap is told.
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

  @Override
  public List<byte[]> look() {
    ObservedContext.Sign now = server.sign();
    if (now == null) {
      return List.of(); // it does not answer, as its own section says
    }
    List<byte[]> frames = new ArrayList<>();
    Follower following = follower;
    if (following == null || following.isOver()) {
      fast |= following != null && following.wasTooSlow();
      rest();
      begin(now);
      frames.add(state(true, rows.rows(), List.of()));
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
    following.follow(context.engine().watch(spec, AHEAD, following));
    follower = following;
  }

  private void follow(Follower following, ObservedContext.Sign now, List<byte[]> frames) {
    Map<String, Map<String, @Nullable Object>> set = new LinkedHashMap<>();
    Set<String> gone = new LinkedHashSet<>();
    List<Map<String, @Nullable Object>> news = new ArrayList<>();
    List<Follower.Heard> heard = following.take();
    int left = heard.stream().mapToInt(each -> each.changes().size()).sum();
    for (Follower.Heard each : heard) {
      revision = each.revision();
      for (Follower.Change change : each.changes()) {
        apply(revision, change, set, gone);
        if (left-- <= CHANGES && !KeyName.of(change.key()).isSchema()) {
          news.add(told(revision, change));
        }
      }
    }
    if (heard.size() >= AHEAD && now.revision() - revision > AHEAD) {
      rest(); // too fast for people anyway: it begins anew at the next look
      fast = true;
    } else if (!heard.isEmpty()) {
      following.request(heard.size());
    }
    if (!set.isEmpty() || !gone.isEmpty()) {
      frames.add(state(false, List.copyOf(set.values()), List.copyOf(gone)));
    }
    if (!news.isEmpty()) {
      news.forEach(this::keep);
      frames.add(changes(false, news));
    }
  }

  /** Only of keys that have a row, or had one, the page hears. */
  private void apply(
      long at,
      Follower.Change change,
      Map<String, Map<String, @Nullable Object>> set,
      Set<String> gone) {
    boolean had = rows.has(change.key());
    List<Map<String, @Nullable Object>> now =
        change.value() == null
            ? rows.remove(change.key())
            : rows.put(change.key(), change.value(), at);
    if (had || !now.isEmpty()) {
      String id = StateRows.id(change.key());
      gone.remove(id);
      set.remove(id);
      now.forEach(row -> set.put(String.valueOf(row.get("id")), row));
      if (now.isEmpty()) {
        gone.add(id);
      }
    }
  }

  private Map<String, @Nullable Object> told(long at, Follower.Change change) {
    Map.Entry<String, String> before = rows.shown(change.key(), change.previous());
    return Json.object(
        "revision", at,
        "time", System.currentTimeMillis(),
        "id", StateRows.id(change.key()),
        "key", before.getKey(),
        "before", before.getValue(),
        "after", rows.shown(change.key(), change.value()).getValue());
  }

  private void keep(Map<String, @Nullable Object> change) {
    changes.add(change);
    if (changes.size() > CHANGES) {
      changes.remove();
    }
  }

  @Override
  public List<byte[]> all() {
    return List.of(state(true, rows.rows(), List.of()), changes(true, List.copyOf(changes)));
  }

  private byte[] state(
      boolean whole, List<Map<String, @Nullable Object>> shown, List<String> gone) {
    return Frames.of(
        "state",
        Json.object(
            "whole", whole,
            "revision", revision,
            "rows", shown,
            "gone", gone,
            "more", rows.more(),
            "note", note));
  }

  private static byte[] changes(boolean whole, List<Map<String, @Nullable Object>> shown) {
    return Frames.of("changes", Json.object("whole", whole, "rows", shown));
  }

  @Override
  public void rest() {
    Follower following = follower;
    if (following != null) {
      following.cancel();
    }
    follower = null;
  }
}
