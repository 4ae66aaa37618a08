package dev.zproc.benchmarks;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A plain {@link HashMap} with the same keys and values: what the machine's caches make of many
 * keys, whoever keeps them.
 *
 * <p>Threads: used by the main thread only.
 */
final class MapContender implements Contender {

  private static final int PICKS = 1 << 14;

  private final Load load;
  private final StoreContender.Deed deed;
  private final Scale.Size size;
  private final Map<Bytes, Entry> map = new HashMap<>();
  private Bytes[] picks = {};
  private int next;
  private long value;
  private long sum;

  MapContender(Load load, StoreContender.Deed deed, Scale.Size size) {
    this.load = load;
    this.deed = deed;
    this.size = size;
  }

  @Override
  public String name() {
    return load + ", HashMap";
  }

  @Override
  public void open() {
    picks = load.picks(PICKS);
    for (int i = 0; i < load.keys(); i++) {
      write(Load.key(i));
    }
  }

  @Override
  public double sample() throws Exception {
    return deed == StoreContender.Deed.READ
        ? Chunks.median(
            size.chunks(),
            1_000,
            () -> sum += Objects.requireNonNull(map.get(pick())).modRevision())
        : Chunks.median(size.chunks(), 1_000, () -> write(pick()));
  }

  private Bytes pick() {
    next = (next + 1) & (PICKS - 1);
    return picks[next];
  }

  private void write(Bytes key) {
    value++;
    map.put(key, new Entry(key, Scalar.of(value), 1, value));
  }
}
