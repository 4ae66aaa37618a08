package dev.zproc.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How latency and memory grow with keys, values, watchers and processes: a row for each point of a
 * curve, whose ratios refer to the first. The tables of docs/performance.md are what this prints.
 *
 * <p>Threads: used by the main thread only.
 */
final class Curves {

  private static final double MICROS = 1e3;
  private static final double MILLIS = 1e6;

  /** The plays tell bytes as if they were nanoseconds. */
  private static final double MEBIBYTES = 1 << 20;

  private static final List<Figure> FIGURES = List.of(Figure.P50, Figure.P99);

  /** A million keys need more than the quarter of a heap that is a state's by default. */
  private static final String HEAP = "-Xmx3g";

  /** So many waits, in so many processes. */
  private record Waits(int all, int processes) {}

  private final List<Ours> ours;
  private final Options options;

  private Curves(List<Ours> ours, Options options) {
    this.ours = ours;
    this.options = options;
  }

  static List<Benchmark> all(List<Ours> ours, Options options) {
    Curves curves = new Curves(ours, options);
    return List.of(
        curves.keys("CurveKeysGet", "a read of any of so many keys", "get-any"),
        curves.keys("CurveKeysSet", "a write to any of so many keys", "set-any"),
        curves.values("CurveValuesGet", "a read of a value of so many bytes", "get"),
        curves.values("CurveValuesSet", "a write of a value of so many bytes", "set"),
        curves.watchers(),
        curves.children(),
        curves.memory());
  }

  private Benchmark keys(String name, String measures, String deed) {
    List<Contender> points = new ArrayList<>();
    for (int keys : brief() ? List.of(1, 10_000) : List.of(1, 1_000, 10_000, 100_000, 1_000_000)) {
      point(points, MICROS, number(keys, "key"), "RoundTrips", deed, 1, keys, 0, 0);
    }
    return question(name, measures + " by another process, one at a time, in µs", points);
  }

  private Benchmark values(String name, String measures, String deed) {
    List<Contender> points = new ArrayList<>();
    for (int bytes = 10; bytes <= (brief() ? 100_000 : 10_000_000); bytes *= brief() ? 100 : 10) {
      point(points, MICROS, number(bytes, "byte"), "Values", deed, bytes);
    }
    return question(name, measures + " by another process, one at a time, in µs", points);
  }

  private Benchmark watchers() {
    List<Waits> all =
        brief()
            ? List.of(new Waits(1, 1), new Waits(100, 2))
            : List.of(
                new Waits(1, 1),
                new Waits(100, 1),
                new Waits(1_000, 1),
                new Waits(10_000, 1),
                new Waits(1_000, 10),
                new Waits(10_000, 10),
                new Waits(10_000, 50));
    List<Contender> points = new ArrayList<>();
    for (Waits waits : all) {
      point(
          points,
          MILLIS,
          number(waits.all(), "watcher") + " in " + number(waits.processes(), "process"),
          "Audience",
          "wake",
          waits.all(),
          waits.processes());
    }
    return question(
        "CurveWatchers",
        "a write until the last process has said that all its watchers were told, in ms",
        points);
  }

  private Benchmark children() {
    return byChildren(
        "CurveChildren",
        "a write until the last of so many processes has said that it was told, in ms",
        MILLIS,
        "wake");
  }

  private Benchmark memory() {
    return byChildren(
        "CurveMemory",
        "memory of each of so many processes, its share of what they have in common included"
            + " (PSS), in MiB",
        MEBIBYTES,
        "memory");
  }

  private Benchmark byChildren(String name, String measures, double unit, String what) {
    List<Contender> points = new ArrayList<>();
    for (int children : brief() ? List.of(1, 3) : List.of(1, 10, 50, 100)) {
      point(points, unit, number(children, "child"), "Audience", what, children, children);
    }
    return question(name, measures, points);
  }

  private void point(
      List<Contender> points, double unit, String name, String play, Object... words) {
    Players players = new Players(ours, Place.ALL, options.millis(), unit);
    for (Ours one : ours) {
      List<String> jvmOptions = new ArrayList<>(one.jvmOptions());
      jvmOptions.add(HEAP);
      Ours large = new Ours(one.name(), one.classPath(), jvmOptions, one.unable());
      points.add(new Alone(players.one(", " + name, large, play, words)));
    }
  }

  private static Benchmark question(String name, String measures, List<Contender> points) {
    return new Question(name, measures, points, FIGURES, List.of());
  }

  private boolean brief() {
    return options.brief();
  }

  private static String number(int count, String what) {
    String plural =
        what.equals("child") ? "children" : what.endsWith("s") ? what + "es" : what + "s";
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? what : plural);
  }
}
