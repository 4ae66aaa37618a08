package dev.zproc.benchmarks.play.zproc;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.runtime.state.Watch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What a state holds while something is measured that all of it has no part in: keys, watches of
 * other keys (half of them of one key each, half of a map each, in namespaces of their own), and
 * conditions on the very key that is written, for values that it never gets. Watches and conditions
 * are the opener's.
 */
final class Load implements AutoCloseable {

  private static final int BATCH = 1_000;

  private final int keys;
  private final int watches;
  private final int conditions;
  private final List<Watch<Things>> open = new ArrayList<>();
  private final List<CompletableFuture<Things>> waits = new ArrayList<>();

  private Load(int keys, int watches, int conditions) {
    this.keys = keys;
    this.watches = watches;
    this.conditions = conditions;
  }

  /** The three numbers from word {@code first} on; none of anything if there are no such words. */
  static Load of(Assignment assignment, int first) {
    return assignment.words().size() <= first
        ? new Load(0, 0, 0)
        : new Load(
            assignment.number(first), assignment.number(first + 1), assignment.number(first + 2));
  }

  int keys() {
    return keys;
  }

  /** Makes it so. */
  void put(ThingsState things) {
    for (int from = 0; from < keys; from += BATCH) {
      Map<Integer, Long> batch = new LinkedHashMap<>();
      for (int i = from; i < Math.min(keys, from + BATCH); i++) {
        batch.put(i, 0L);
      }
      things.atomically(draft -> draft.many().putAll(batch));
    }
    for (int i = 0; i < watches; i += 2) {
      ThingsState other = things.namespace("other-" + i);
      open.add(other.watch(other.count()).open());
      if (i + 1 < watches) {
        open.add(other.watch(other.many()).open());
      }
    }
    for (int i = 0; i < conditions; i++) {
      waits.add(things.awaitAsync(things.count().equalTo(-1L - i)));
    }
  }

  @Override
  public void close() {
    open.forEach(Watch::close);
    waits.forEach(wait -> wait.cancel(false));
  }
}
