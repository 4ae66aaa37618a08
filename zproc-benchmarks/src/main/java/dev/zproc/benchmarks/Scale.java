package dev.zproc.benchmarks;

import dev.zproc.benchmarks.StoreContender.Deed;
import java.util.ArrayList;
import java.util.List;

/**
 * Does it cost more to read, to write or to be woken when there are many keys, or many watches and
 * conditions that have nothing to do with it? Ratios refer to the smallest state.
 *
 * <p>Threads: used by the main thread only.
 *
 * @param name what to call it
 * @param measures what is measured
 * @param contenders the states, from small to large
 */
record Scale(String name, String measures, List<Contender> contenders) implements Benchmark {

  /**
   * How much there is of everything.
   *
   * @param few how many a small number of keys, watches or conditions is
   * @param many how many a large one is
   * @param history how many revisions are kept
   * @param chunks how many thousand operations a sample of the store takes
   * @param operations how many operations a sample of the link takes
   */
  record Size(int few, int many, int history, int chunks, int operations) {

    static final Size FULL = new Size(1_000, 100_000, 100_000, 30, 1_000);

    List<Load> loads() {
      return List.of(
          new Load(1, 0, 0, false),
          new Load(few, 0, 0, false),
          new Load(many, 0, 0, false),
          new Load(1, few, 0, false),
          new Load(1, many, 0, false),
          new Load(1, 0, few, false),
          new Load(1, 0, many, false),
          new Load(many, many, many, false),
          new Load(many, 0, 0, true));
    }
  }

  /** Three deeds, in the store by itself and over a link, there with the median and the tail. */
  static List<Benchmark> all(Size size) {
    List<Benchmark> all = new ArrayList<>();
    for (Deed deed : Deed.values()) {
      all.add(store(deed, size));
    }
    for (Deed deed : Deed.values()) {
      all.add(link(deed, size, "", 0.5));
      all.add(link(deed, size, "Tail", 0.99));
    }
    return all;
  }

  private static Benchmark store(Deed deed, Size size) {
    List<Contender> contenders = new ArrayList<>();
    loads(deed, size).forEach(load -> contenders.add(new StoreContender(load, deed, size)));
    if (deed != Deed.WAKE) {
      contenders.add(new MapContender(new Load(1, 0, 0, false), deed, size));
      contenders.add(new MapContender(new Load(size.many(), 0, 0, true), deed, size));
    }
    return new Scale("Store" + title(deed), what(deed) + " in the store alone, ns", contenders);
  }

  private static Benchmark link(Deed deed, Size size, String suffix, double quantile) {
    List<Contender> contenders =
        loads(deed, size).stream()
            .map(load -> (Contender) new LinkContender(load, deed, size, quantile))
            .toList();
    String measures = what(deed) + " over a link, µs (p" + Math.round(quantile * 100) + ")";
    return new Scale("Link" + title(deed) + suffix, measures, contenders);
  }

  /** One watch is on one key, so there is no waking by any. */
  private static List<Load> loads(Deed deed, Size size) {
    return size.loads().stream().filter(load -> deed != Deed.WAKE || !load.any()).toList();
  }

  private static String title(Deed deed) {
    return deed.name().charAt(0) + deed.name().substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  private static String what(Deed deed) {
    return switch (deed) {
      case READ -> "a read of a key";
      case WRITE -> "a write to a key";
      case WAKE -> "a write to a key until its watch is told";
    };
  }
}
