package dev.zproc.cli;

import dev.zproc.runtime.internal.wire.ServerInfo;
import dev.zproc.runtime.internal.wire.WaitInfo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code zproc top}. */
@Command(
    name = "top",
    description = {
      "Shows a context live: its server, its processes, and who waits for what; until Ctrl-C.",
      "",
      "CPU is of one processor, since the picture before. Where stdout is no terminal, and with"
          + " --json, each picture is printed below the one before."
    })
final class TopCommand implements Callable<Integer> {

  private static final double NANOS = 1e9;

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "How often it looks. Default: ${DEFAULT-VALUE}.")
  private Duration every = Duration.ofSeconds(2);

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "Ends after so many pictures.")
  private int count;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Map<Long, Duration> cpuBefore = new HashMap<>();
  private long revisionBefore = -1;
  private long nanosBefore;

  @Override
  public Integer call() throws InterruptedException {
    try (Connection connection = where.look()) {
      connection.session.whenEnded(ended::countDown);
      if (printing.isJson() || !Screen.isTerminal()) {
        run(connection, lines -> lines.forEach(printing.out()::println));
      } else {
        try (Screen screen = new Screen(printing.out())) {
          run(connection, screen::show);
        }
      }
    }
    return ExitCode.OK;
  }

  @FunctionalInterface
  private interface Shower {
    void show(List<String> lines);
  }

  private void run(Connection connection, Shower shower) throws InterruptedException {
    for (int shown = 1; ; shown++) {
      shower.show(picture(connection));
      if (shown == count || printing.out().checkError()) { // nobody reads any more
        return;
      }
      // If it has ended, the next picture says how.
      boolean unused = ended.await(every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private List<String> picture(Connection connection) {
    long asked = System.nanoTime();
    ServerInfo info = connection.get(connection.session.ping());
    Duration roundTrip = Duration.ofNanos(System.nanoTime() - asked);
    List<WaitInfo> waits = WaitsCommand.of(connection);
    Target target = connection.target;
    List<Processes.One> processes =
        target.told() == null ? Processes.from(info.pid()) : Processes.from(target.pid());
    long now = System.nanoTime();
    double seconds = (now - nanosBefore) / NANOS;
    boolean first = revisionBefore < 0;
    double rate = first ? 0 : (info.revision() - revisionBefore) / seconds;
    Map<Long, Double> shares = new HashMap<>();
    for (Processes.One each : processes) {
      Duration before = cpuBefore.put(each.pid(), each.cpu());
      Duration since = before == null ? Duration.ZERO : each.cpu().minus(before);
      shares.put(each.pid(), first ? 0 : 100 * (since.toNanos() / NANOS) / seconds);
    }
    revisionBefore = info.revision();
    nanosBefore = now;
    Schemas schemas = new Schemas(connection);
    return printing.isJson()
        ? List.of(json(schemas, info, roundTrip, rate, processes, shares, waits))
        : text(schemas, target, info, rate, processes, shares, waits);
  }

  private static String json(
      Schemas schemas,
      ServerInfo info,
      Duration roundTrip,
      double rate,
      List<Processes.One> processes,
      Map<Long, Double> shares,
      List<WaitInfo> waits) {
    Map<String, Object> object = Values.object();
    object.put("server", PingCommand.json(info, roundTrip));
    object.put("commitsPerSecond", rounded(rate));
    List<Object> each = new ArrayList<>();
    for (Processes.One process : processes) {
      Map<String, Object> one = process.json();
      one.put("cpuPercent", rounded(shares.getOrDefault(process.pid(), 0d)));
      each.add(one);
    }
    object.put("processes", each);
    object.put("waits", waits.stream().map(wait -> WaitsCommand.json(schemas, wait)).toList());
    return Json.of(object);
  }

  private static double rounded(double number) {
    return Math.round(number * 10) / 10d;
  }

  private static List<String> text(
      Schemas schemas,
      Target target,
      ServerInfo info,
      double rate,
      List<Processes.One> processes,
      Map<Long, Double> shares,
      List<WaitInfo> waits) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.printf("%s  up for %s%n", target, Words.age(Duration.ofMillis(info.uptimeMillis())));
    out.printf(
        Locale.ROOT,
        "revision %d, %.0f commits/s   state %s, history %s, queued %s%n%n",
        info.revision(),
        rate,
        Words.size(info.stateBytes()),
        Words.size(info.historyBytes()),
        Words.size(info.queuedBytes()));
    Table table = new Table("PROCESS", "NAME", "UP FOR", "CPU", "MEMORY", "MAIN CLASS");
    Instant now = Instant.now();
    for (Processes.One each : processes) {
      table.row(
          TreeCommand.branch(each) + each.pid(),
          each.name(),
          each.age(now),
          String.format(Locale.ROOT, "%.0f%%", shares.getOrDefault(each.pid(), 0d)),
          each.memory(),
          each.main());
    }
    table.print(out);
    out.println();
    if (waits.isEmpty()) {
      out.println("nobody waits");
    } else {
      WaitsCommand.print(schemas, waits, out);
    }
    out.flush();
    return text.toString().lines().toList();
  }
}
