package dev.zproc.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that ours is compared with others in: each once with all processors, once with one.
 *
 * <p>A contender that is to come (another transport, swarms) is one more line here, or one more
 * {@link Ours}; as long as its play is not there, the outcome says so in a line.
 *
 * <p>Threads: used by the main thread only.
 */
final class Peers {

  private static final String MICROS = "µs";
  private static final String MILLIS = "ms";

  private static final List<Figure> ALL = List.of(Figure.values());
  private static final List<Figure> LATENCY = List.of(Figure.P50, Figure.P99, Figure.P999);
  private static final List<Figure> MEDIAN = List.of(Figure.P50);

  private static final int UNDERWAY = 100;
  private static final int THREADS = 16;
  private static final int TASKS = 10_000;
  private static final int FEW_TASKS = 1_000;

  private final List<Ours> ours;
  private final Place place;
  private final Options options;

  private Peers(List<Ours> ours, Place place, Options options) {
    this.ours = ours;
    this.place = place;
    this.options = options;
  }

  static List<Benchmark> all(List<Ours> ours, Options options) {
    return Stream.of(Place.values())
        .flatMap(place -> new Peers(ours, place, options).benchmarks())
        .toList();
  }

  private Stream<Benchmark> benchmarks() {
    Stream<Benchmark> all = Stream.concat(state(), processes());
    return place == Place.ALL ? Stream.concat(all, engines()) : all;
  }

  /** What it costs to have the state elsewhere than in the memory of the root. */
  private Stream<Benchmark> engines() {
    return Stream.of(
        ask(
            "EngineGet",
            "a read of 100 bytes by a child",
            LATENCY,
            MICROS,
            to -> engines(to, true, "RoundTrips", "get", 1)),
        ask(
            "EngineSet",
            "a write of 100 bytes by a child",
            LATENCY,
            MICROS,
            to -> engines(to, false, "RoundTrips", "set", 1)),
        ask(
            "EngineTransaction",
            "a transaction of a child that reads and writes two keys",
            LATENCY,
            MICROS,
            to -> engines(to, false, "RoundTrips", "transaction", 1)),
        ask(
            "EngineWake",
            "a write by a child until the waiting thread of another runs",
            LATENCY,
            MICROS,
            to -> engines(to, false, "WakeUp", 0)));
  }

  /**
   * One contender for each place where a state can be.
   *
   * @param reads whether what reads promise makes a difference
   */
  private static Stream<Contender> engines(
      Players to, boolean reads, String play, Object... words) {
    Stream<Ours> all =
        Stream.of(
            Ours.now(),
            Ours.durable("PROCESS"),
            Ours.durable("DISK"),
            Ours.etcd(1, "linearizable"),
            Ours.etcd(3, "linearizable"));
    Stream<Ours> local = reads ? Stream.of(Ours.etcd(1, "local")) : Stream.of();
    return Stream.concat(all, local).map(one -> to.one("", one, play, words));
  }

  private Stream<Benchmark> state() {
    return Stream.of(
        ask(
            "Get",
            "a read of 100 bytes by another process, one at a time",
            ALL,
            MICROS,
            Peers::get),
        ask(
            "Set",
            "a write of 100 bytes by another process, one at a time",
            ALL,
            MICROS,
            Peers::set),
        ask("Add", "an atomic addition by another process, one at a time", ALL, MICROS, Peers::add),
        ask(
            "GetBy16",
            "reads of 100 bytes by 16 threads of another process, each one after the other",
            ALL,
            MICROS,
            to ->
                concat(
                    to.ours("RoundTrips", "get", THREADS),
                    to.redis("RedisRoundTrips", "get", THREADS))),
        ask(
            "GetPipelined",
            "100 reads of 100 bytes underway, until all are answered; ops/s counts each read",
            ALL,
            MICROS,
            Peers::pipelinedGet),
        ask(
            "SetPipelined",
            "100 writes of 100 bytes underway, until all are answered; ops/s counts each write",
            ALL,
            MICROS,
            Peers::pipelinedSet),
        ask(
            "OpenerGet",
            "a read of 100 bytes by the process that keeps them",
            ALL,
            MICROS,
            to -> opener(to, "get")),
        ask(
            "OpenerSet",
            "a write of 100 bytes by the process that keeps them",
            ALL,
            MICROS,
            to -> opener(to, "set")),
        ask(
            "Wake",
            "a write by one process until the waiting thread of another runs, one each ms",
            LATENCY,
            MICROS,
            to -> concat(to.ours("WakeUp", 1_000), to.redis("RedisWakeUp", 1_000))),
        ask(
            "Wake1000",
            "a write until the last of 1,000 watching threads in two other processes runs",
            MEDIAN,
            MILLIS,
            to -> concat(to.ours("Crowd", 500, 1), to.redis("RedisCrowd", 500))),
        ask(
            "Await1000",
            "the same, but each thread begins to wait anew each time",
            MEDIAN,
            MILLIS,
            to -> concat(to.ours("Crowd", 500, 0), to.redis("RedisCrowd", 500))));
  }

  private Stream<Benchmark> processes() {
    return Stream.of(
        ask(
            "Spawn",
            "a start of a process until its first operation is answered",
            MEDIAN,
            MILLIS,
            Peers::spawn),
        ask("Call", "one call elsewhere until its result is here", MEDIAN, MILLIS, Peers::call),
        ask(
            "Map",
            "10,000 calls of a tiny function until all results are here; ops/s counts each call",
            List.of(Figure.P50, Figure.PER_SECOND),
            MILLIS,
            to -> map(to, TASKS)),
        ask(
            "Map1000",
            "1,000 calls of a tiny function until all results are here; ops/s counts each call",
            List.of(Figure.P50, Figure.PER_SECOND),
            MILLIS,
            to -> map(to, FEW_TASKS)),
        ask(
            "MapOneByOne",
            "the same, each call sent for itself",
            List.of(Figure.P50, Figure.PER_SECOND),
            MILLIS,
            to ->
                concat(
                    to.ours("SwarmMap", TASKS, "one"),
                    to.python("Pool.map, chunksize=1", "map", TASKS, "one"))),
        ask(
            "MapMega",
            "100 calls with an argument of 1 MiB each",
            List.of(Figure.P50, Figure.PER_SECOND),
            MILLIS,
            to ->
                concat(
                    to.ours("SwarmMap", 100, "mega"), to.python("Pool.map", "map", 100, "mega"))),
        ask(
            "Words",
            "words of 200 text files, from the start of the workers until they are counted",
            List.of(Figure.P50, Figure.P99),
            MILLIS,
            to -> words(to, Texts.list(), "cold", "start", "standby", "warm")),
        books(100),
        books(400));
  }

  /** A novel has some 400 kB. */
  private Benchmark books(int kilobytes) {
    return ask(
        "Words" + kilobytes + "k",
        "the same of 200 books of " + kilobytes + " kB",
        List.of(Figure.P50, Figure.P99),
        MILLIS,
        to -> words(to, Texts.books(kilobytes), "cold", "standby"));
  }

  private static Stream<Contender> words(Players to, Path list, String... ways) {
    Stream<Contender> ours =
        Stream.of(ways).flatMap(how -> to.oursBy(told(how), "WordCounts", how, list));
    return concat(
        ours,
        Stream.of(ways)
            .filter(how -> !how.equals("standby"))
            .map(how -> to.python("Pool" + told(how), "words", how, list))
            .toArray(Contender[]::new));
  }

  private static String told(String how) {
    return switch (how) {
      case "start" -> ", one empty file";
      case "standby" -> ", on standby";
      case "warm" -> ", warm";
      default -> "";
    };
  }

  private Benchmark ask(
      String name,
      String measures,
      List<Figure> figures,
      String unit,
      Function<Players, Stream<Contender>> contenders) {
    Players players = new Players(ours, place, options.millis(), unit.equals(MILLIS) ? 1e6 : 1e3);
    return new Question(
        name + place.suffix(),
        measures + place.told() + ", in " + unit,
        () -> contenders.apply(players).toList(),
        figures,
        ours.stream().map(Ours::name).toList());
  }

  private static Stream<Contender> concat(Stream<Contender> ours, Contender... peers) {
    return Stream.concat(ours, Stream.of(peers));
  }

  private static Stream<Contender> get(Players to) {
    return concat(
        to.ours("RoundTrips", "get", 1),
        to.redis("RedisRoundTrips", "get", 1),
        to.peer("bare JeroMQ echo", "echo.JeroEcho", 1),
        to.peer("bare UDS echo", "echo.UnixEcho", 1),
        to.python("Manager", "get"));
  }

  private static Stream<Contender> set(Players to) {
    return concat(
        to.ours("RoundTrips", "set", 1),
        to.redis("RedisRoundTrips", "set", 1),
        to.peer("bare JeroMQ echo", "echo.JeroEcho", 1),
        to.peer("bare UDS echo", "echo.UnixEcho", 1),
        to.python("Manager", "set"));
  }

  private static Stream<Contender> add(Players to) {
    return concat(to.ours("RoundTrips", "add", 1), to.redis("RedisRoundTrips", "add", 1));
  }

  private static Stream<Contender> pipelinedSet(Players to) {
    return concat(
        to.ours("PipelinedSets", UNDERWAY),
        to.one("", Ours.durable("PROCESS"), "PipelinedSets", UNDERWAY),
        to.one("", Ours.durable("DISK"), "PipelinedSets", UNDERWAY),
        to.redis("RedisRoundTrips", "pipelined-set", UNDERWAY));
  }

  private static Stream<Contender> pipelinedGet(Players to) {
    return concat(
        to.ours("PipelinedGets", UNDERWAY),
        to.redis("RedisRoundTrips", "pipelined-get", UNDERWAY),
        to.peer("bare JeroMQ echo", "echo.JeroEcho", UNDERWAY),
        to.peer("bare UDS echo", "echo.UnixEcho", UNDERWAY));
  }

  private static Stream<Contender> opener(Players to, String deed) {
    return concat(to.ours("OpenerCell", deed), to.peer("HashMap", "local.MapCell", deed));
  }

  private static Stream<Contender> spawn(Players to) {
    return concat(
        Stream.concat(
            to.ours("Spawning", "operation"),
            Stream.concat(
                to.oursBy(" without an archive", "BareSpawning"),
                to.oursBy(" on standby", "StandbySpawning"))),
        to.peer("java Hello", "local.HelloJvm"),
        to.peer(
            "java Hello, serial GC, C1",
            "local.HelloJvm",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1"),
        to.python("spawn", "spawn"),
        to.python("forkserver", "forkserver"),
        to.python("fork", "fork"));
  }

  private static Stream<Contender> call(Players to) {
    return concat(
        to.ours("Spawning", "result"),
        to.python("Pool.apply", "call"),
        to.peer("ExecutorService", "local.Executor", "call"));
  }

  private static Stream<Contender> map(Players to, int tasks) {
    return concat(
        to.ours("SwarmMap", tasks),
        to.python("Pool.map", "map", tasks),
        to.peer("ExecutorService", "local.Executor", "map", tasks));
  }
}
