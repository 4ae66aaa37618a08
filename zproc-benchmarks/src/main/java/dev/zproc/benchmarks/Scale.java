package dev.zproc.benchmarks;

import dev.zproc.benchmarks.jmh.Codec;
import dev.zproc.benchmarks.jmh.InMap;
import dev.zproc.benchmarks.jmh.InStore;
import dev.zproc.benchmarks.jmh.Waking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Does it cost more to read, to write or to be woken when there are many keys, or many watches and
 * conditions that have nothing to do with it? In the store by itself, by JMH, and over a link, by
 * processes of their own. Ratios refer to the smallest state.
 *
 * <p>Threads: used by the main thread only.
 */
final class Scale {

  private static final double MICROS = 1e3;
  private static final List<Figure> ALL = List.of(Figure.values());
  private static final List<Figure> LATENCY = List.of(Figure.P50, Figure.P99, Figure.P999);
  private static final List<Figure> MEDIAN = List.of(Figure.P50);

  /**
   * How much there is of everything.
   *
   * @param few how many a small number of keys, watches or conditions is; 0 for none but the
   *     smallest and the largest states
   * @param many how many a large one is
   * @param history how many revisions the store keeps
   */
  record Size(int few, int many, int history) {

    static final Size FULL = new Size(1_000, 100_000, 100_000);
    static final Size SHORT = new Size(0, 10_000, 10_000);

    List<Load> loads() {
      Load smallest = new Load(1, 0, 0, false);
      Load largest = new Load(many, many, many, false);
      Load any = new Load(many, 0, 0, true);
      if (few == 0) {
        return List.of(smallest, largest, any);
      }
      return List.of(
          smallest,
          new Load(few, 0, 0, false),
          new Load(many, 0, 0, false),
          new Load(1, few, 0, false),
          new Load(1, many, 0, false),
          new Load(1, 0, few, false),
          new Load(1, 0, many, false),
          largest,
          any);
    }
  }

  private final Size size;
  private final List<Ours> ours;
  private final Options options;
  private final int forks;

  private Scale(Size size, List<Ours> ours, Options options, int forks) {
    this.size = size;
    this.ours = ours;
    this.options = options;
    this.forks = forks;
  }

  /**
   * All of them.
   *
   * @param forks 1 for a JVM of its own each time that the store is measured, 0 for this one
   */
  static List<Benchmark> all(Size size, List<Ours> ours, Options options, int forks) {
    Scale scale = new Scale(size, ours, options, forks);
    return List.of(
        scale.store("StoreRead", "a read of a key in the store alone, ns", "read"),
        scale.store("StoreWrite", "a write to a key in the store alone, ns", "write"),
        scale.storeWake(),
        scale.link("LinkRead", "a read of a key over a link, µs", "get-count", "get-any"),
        scale.link("LinkWrite", "a write to a key over a link, µs", "set-count", "set-any"),
        scale.linkWake(),
        scale.codec("Encode", "a record of five components to bytes, ns", "encode"),
        scale.codec("Decode", "bytes to a record of five components, ns", "decode"));
  }

  private Benchmark store(String name, String measures, String method) {
    List<Contender> contenders = new ArrayList<>();
    for (Load load : size.loads()) {
      contenders.add(jmh(load.toString(), InStore.class, method, load));
    }
    contenders.add(jmh("1 key, HashMap", InMap.class, method, new Load(1, 0, 0, false)));
    Load many = new Load(size.many(), 0, 0, true);
    contenders.add(jmh(many + ", HashMap", InMap.class, method, many));
    return new Question(name, measures, contenders, MEDIAN, List.of());
  }

  private Benchmark storeWake() {
    List<Contender> contenders =
        same().map(load -> jmh(load.toString(), Waking.class, "wake", load)).toList();
    return new Question(
        "StoreWake",
        "a write to a key until its watch is told in the store alone, ns",
        contenders,
        MEDIAN,
        List.of());
  }

  private Benchmark codec(String name, String measures, String method) {
    return new Question(
        name,
        measures,
        List.of(
            new JmhContender("zproc", Codec.class, method + "d", Map.of(), options.millis(), forks),
            new JmhContender(
                "Java serialization",
                Codec.class,
                method + "dByJava",
                Map.of(),
                options.millis(),
                forks)),
        MEDIAN,
        List.of("zproc"));
  }

  private Contender jmh(String name, Class<?> benchmark, String method, Load load) {
    Map<String, Object> parameters =
        Map.of(
            "keys", load.keys(),
            "watches", load.watches(),
            "conditions", load.conditions(),
            "any", load.any(),
            "history", size.history());
    return new JmhContender(name, benchmark, method, parameters, options.millis(), forks);
  }

  private Benchmark link(String name, String measures, String same, String any) {
    Players players = new Players(ours, Place.ALL, options.millis(), MICROS);
    List<Contender> contenders = new ArrayList<>();
    for (Load load : size.loads()) {
      for (Ours one : ours) {
        contenders.add(
            players.one(
                ", " + load,
                one,
                "RoundTrips",
                load.any() ? any : same,
                1,
                load.keys(),
                load.watches(),
                load.conditions()));
      }
    }
    return new Question(name, measures, contenders, ALL, List.of());
  }

  private Benchmark linkWake() {
    Players players = new Players(ours, Place.ALL, options.millis(), MICROS);
    List<Contender> contenders =
        same()
            .flatMap(
                load ->
                    ours.stream()
                        .map(
                            one ->
                                players.one(
                                    ", " + load,
                                    one,
                                    "WakeUp",
                                    0,
                                    load.keys(),
                                    load.watches(),
                                    load.conditions())))
            .toList();
    return new Question(
        "LinkWake",
        "a write by one process until another that watches is told, one after the other, µs",
        contenders,
        LATENCY,
        List.of());
  }

  /** One watch is on one key, so there is no waking by any. */
  private Stream<Load> same() {
    return size.loads().stream().filter(load -> !load.any());
  }
}
