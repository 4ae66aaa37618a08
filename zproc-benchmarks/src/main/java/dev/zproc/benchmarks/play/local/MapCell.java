package dev.zproc.benchmarks.play.local;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.util.HashMap;
import java.util.Map;

/** A {@link HashMap} of the same key and value, with one thread. The word is get or set. */
public final class MapCell implements Play {

  private static final int OPERATIONS = 100;
  private static final String KEY = "text";

  private final Map<String, String> map = new HashMap<>();
  private final Stint stint;
  private final boolean reading;
  private int length;

  /** Fills the map. */
  public MapCell(Assignment assignment) {
    stint = new Stint(assignment.millis());
    reading = assignment.word(0).equals("get");
    map.put(KEY, "x".repeat(100));
  }

  @Override
  public Tally sample() throws Exception {
    String text = "y".repeat(100);
    Tally tally =
        reading
            ? stint.ofMeans(OPERATIONS, () -> length += map.getOrDefault(KEY, "").length())
            : stint.ofMeans(OPERATIONS, () -> map.put(KEY, text));
    if (reading && length == 0) {
      throw new IllegalStateException("nothing was read");
    }
    return tally;
  }
}
