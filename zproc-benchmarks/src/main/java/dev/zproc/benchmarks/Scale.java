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

  private static final int CHUNKS = 30;
  private static final int OPERATIONS = 300;

  /** All six: three deeds, in the store by itself and over a link. */
  static List<Benchmark> all(int few, int many) {
    List<Benchmark> all = new ArrayList<>();
    for (Deed deed : Deed.values()) {
      all.add(store(deed, few, many));
    }
    for (Deed deed : Deed.values()) {
      all.add(link(deed, few, many));
    }
    return all;
  }

  private static Benchmark store(Deed deed, int few, int many) {
    List<Contender> contenders = new ArrayList<>();
    loads(few, many).forEach(load -> contenders.add(new StoreContender(load, deed, CHUNKS)));
    if (deed != Deed.WAKE) {
      contenders.add(new MapContender(new Load(1, 0, 0), deed, CHUNKS));
      contenders.add(new MapContender(new Load(many, 0, 0), deed, CHUNKS));
    }
    return new Scale("Store" + title(deed), what(deed) + " in the store alone, ns", contenders);
  }

  private static Benchmark link(Deed deed, int few, int many) {
    List<Contender> contenders =
        loads(few, many).stream()
            .map(load -> (Contender) new LinkContender(load, deed, OPERATIONS))
            .toList();
    return new Scale("Link" + title(deed), what(deed) + " over a link, µs", contenders);
  }

  private static List<Load> loads(int few, int many) {
    return List.of(
        new Load(1, 0, 0),
        new Load(few, 0, 0),
        new Load(many, 0, 0),
        new Load(1, few, 0),
        new Load(1, many, 0),
        new Load(1, 0, few),
        new Load(1, 0, many),
        new Load(many, many, many));
  }

  private static String title(Deed deed) {
    return deed.name().charAt(0) + deed.name().substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  private static String what(Deed deed) {
    return switch (deed) {
      case READ -> "a read of one of all keys";
      case WRITE -> "a write to one of all keys";
      case WAKE -> "a write to one key until its watch is told";
    };
  }
}
