package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.ChildProcess;
import dev.zproc.CrashReason;
import dev.zproc.Restart;
import dev.zproc.runtime.internal.process.StopSequence;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.standby.StandbyPool;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The numbers in the guide's tables of limits and defaults are those of the code: all of them, so
 * that a row with another number has to be added here.
 */
class DocumentedLimitsTest {

  private static final Path GUIDE = Path.of("..", "docs", "guide");

  /** A number as the guide writes it, with its unit if it has one. */
  private static final Pattern NUMBER =
      Pattern.compile("\\d[\\d,]*(?:/\\d+)?(?: (?:KiB|MiB|GiB|ms|s|min)\\b)?");

  /** A heap in which every share is less than what holds in a large one. */
  private static final long SMALL_HEAP = 16L << 20;

  private static final ServerOptions FULL = ServerOptions.DEFAULTS;
  private static final ServerOptions SHARES = ServerOptions.forHeap(SMALL_HEAP);

  @Test
  void optionsOfAContext() throws Exception {
    StoreLimits full = FULL.limits();
    StoreLimits shares = SHARES.limits();
    Map<String, List<String>> code = new LinkedHashMap<>();
    code.put("`historyRevisions`", List.of(count(full.historyRevisions())));
    code.put("`historyBytes`", List.of(bytes(full.historyBytes()), share(shares.historyBytes())));
    code.put("`maxKeyBytes`", List.of(bytes(full.maxKeyBytes())));
    code.put(
        "`maxValueBytes`", List.of(bytes(full.maxValueBytes()), share(shares.maxValueBytes())));
    code.put("`maxOperations`", List.of(count(full.maxOperations())));
    code.put("`maxTerms`", List.of(count(full.maxTerms())));
    code.put("`maxWatches`", List.of(count(full.maxWatches())));
    long waiting = number("internal.client.Requests", "MOST_WAITING_BYTES");
    code.put("`maxRequests`", List.of(count(FULL.maxRequests()), bytes(waiting), "1/4"));
    code.put(
        "`maxMessageBytes`",
        List.of(bytes(FULL.maxMessageBytes()), share(SHARES.maxMessageBytes())));
    code.put(
        "`maxOutboundBytes`",
        List.of(bytes(FULL.maxOutboundBytes()), share(SHARES.maxOutboundBytes())));
    code.put("`maxStateBytes`", List.of(share(shares.maxStateBytes())));
    code.put(
        "`maxQueuedBytes`", List.of(bytes(FULL.maxQueuedBytes()), share(SHARES.maxQueuedBytes())));
    code.put(
        "`maxSessions`",
        List.of(count(FULL.maxSessions()), bytes(SMALL_HEAP / SHARES.maxSessions())));
    code.put("`standby`", List.of(count(new ZProcOptions().standby), count(StandbyPool.MOST)));
    code.put("`maxDepth`", List.of(count(FULL.maxDepth())));
    code.put("`turnLease`", List.of(time(FULL.turnLease())));

    assertThat(table("limits.md", "| Option | Default | Limits | At the limit |", 1))
        .isEqualTo(code);
  }

  @Test
  void limitsOfASwarm() throws Exception {
    String ahead = count(number("SwarmItems", "MAX_AHEAD"));
    Map<String, List<String>> code = new LinkedHashMap<>();
    List<String> drawn = new ArrayList<>(List.of(ahead));
    drawn.addAll(upTo(number("SwarmItems", "MAX_BYTES"), 64L << 20, 8));
    code.put("items of a `stream`", drawn);
    code.put("items of a `map`", List.of(ahead));
    List<String> submitted =
        new ArrayList<>(upTo(number("Swarm", "MAX_SUBMITTED_BYTES"), 256L << 20, 4));
    submitted.add(bytes(number("Swarm", "SUBMITTED_BYTES")));
    code.put("calls of `submit`", submitted);
    code.put("arguments on", List.of(bytes(number("internal.swarm.Dealer", "MAX_WEIGHT"))));
    code.put(
        "tasks of",
        List.of(
            count(number("internal.swarm.Batch", "MAX_CHUNK")),
            bytes(number("internal.swarm.Queues", "MAX_CHUNK_WEIGHT"))));
    code.put(
        "results that", List.of(bytes(number("internal.swarm.SwarmProtocol", "MAX_UNSENT_BYTES"))));
    code.put("workers that a", List.of(count(swarm().scheduling().attempts())));
    code.put(
        "times in",
        List.of(
            count(number("internal.swarm.Barren", "MAX")),
            nanos(number("internal.swarm.Barren", "FIRST_PAUSE_NANOS")),
            nanos(number("internal.swarm.Barren", "LONGEST_PAUSE_NANOS"))));
    code.put(
        "workers that have", List.of(count(number("internal.swarm.SwarmStatistics", "MAX_ENDED"))));
    code.put("results of", List.of(count(number("SharedTasks", "MAX_ENDED"))));

    Map<String, List<String>> page = table("limits.md", "| What | Limit | At the limit |", 1);
    assertThat(page.values()).containsExactlyElementsOf(code.values());
    assertThat(page.keySet())
        .zipSatisfy(code.keySet(), (row, begin) -> assertThat(row).startsWith(begin));
  }

  private static SwarmOptions swarm() {
    return new SwarmOptions(new ZProcOptions());
  }

  @Test
  void optionsOfASwarm() throws Exception {
    SwarmOptions swarm = swarm();
    assertThat(table("swarm.md", "| Option | Default | |", 1))
        .isEqualTo(
            Map.of(
                "`attempts`",
                List.of(count(swarm.scheduling().attempts())),
                "`chunkSize(n)`",
                List.of(nanos(number("internal.swarm.Batch", "CHUNK_NANOS"))),
                "`unresponsiveAfter`",
                List.of(time(swarm.unresponsiveAfter())),
                "`cancelGrace`",
                List.of(nanos(swarm.scheduling().graceNanos())),
                "`startTimeout`",
                List.of(time(swarm.startTimeout())),
                "`stopTimeout`",
                List.of(time(swarm.stopTimeout()))));
  }

  @Test
  void membersOfRestart() throws Exception {
    assertThat(table("supervision.md", "| Member of `@Restart` | Default | What it says |", 1))
        .isEqualTo(
            Map.of(
                "`max`, `within`",
                List.of(member(Restart.class, "max"), member(Restart.class, "within")),
                "`backoff`, `factor`, `maxBackoff`, `jitter`",
                List.of(member(Restart.class, "backoff"), member(Restart.class, "maxBackoff")),
                "`resetAfter`",
                List.of(member(Restart.class, "resetAfter"))));
    // These two stand there as words: doubling, and a fifth.
    assertThat(member(Restart.class, "factor")).isEqualTo("2.0");
    assertThat(member(Restart.class, "jitter")).isEqualTo("0.2");
  }

  @Test
  void timesOfAChild() throws Exception {
    String header = "| Option, of `@ChildProcess` and of the spawn | Counts | When it is over |";
    String own = "`stopTimeout`, " + member(ChildProcess.class, "stopTimeout");
    String hooks = time(StopSequence.HOOKS);
    assertThat(table("child-jvm.md", header, 2)).isEqualTo(Map.of(own, List.of(hooks)));
    assertThat(rows("child-jvm.md", header))
        .extracting(cells -> cells.get(0))
        .contains("`stopTimeout`, at least " + hooks);
  }

  @Test
  void optionsOfAHost() throws Exception {
    Host host = Host.ssh("there");
    assertThat(table("beyond-one-machine.md", "| | |\n|---|---|\n| `.java(home)`", 1))
        .isEqualTo(
            Map.of(
                "`.keepAlive(time)`",
                List.of(
                    time(host.ssh().keepAlive()), time((Duration) constant("Host", "SHORTEST"))),
                "`.connectTimeout(time)`",
                List.of(time(host.ssh().connectTimeout()))));
  }

  @Test
  void everyReasonToTryAgainHasARow() throws Exception {
    assertThat(rows("failures.md", "| `CrashReason` | `ChildEnd` |"))
        .extracting(cells -> cells.get(0))
        .containsExactlyElementsOf(
            Arrays.stream(CrashReason.values()).map(reason -> "`" + reason + "`").toList());
  }

  /** The numbers in a column of a table, by its first column; rows without numbers are left out. */
  private static Map<String, List<String>> table(String page, String header, int column)
      throws IOException {
    Map<String, List<String>> numbers = new LinkedHashMap<>();
    for (List<String> cells : rows(page, header)) {
      List<String> found = new ArrayList<>();
      Matcher number = NUMBER.matcher(cells.get(column).replaceAll("`[^`]*`", ""));
      while (number.find()) {
        found.add(number.group().replaceAll(",$", ""));
      }
      if (!found.isEmpty()) {
        numbers.put(cells.get(0), found);
      }
    }
    return numbers;
  }

  private static List<List<String>> rows(String page, String header) throws IOException {
    String text = Files.readString(GUIDE.resolve(page));
    int begin = text.indexOf(header);
    assertThat(begin).as("the table '%s' of %s", header, page).isNotNegative();
    List<List<String>> rows = new ArrayList<>();
    for (String line : text.substring(begin).split("\n\n", 2)[0].lines().skip(2).toList()) {
      rows.add(Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
    }
    return rows;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String bytes(long number) {
    int unit = number % (1 << 20) == 0 ? 20 : 10;
    assertThat(number % (1 << unit)).as("%d bytes in KiB", number).isZero();
    return count(number >> unit) + (unit == 20 ? " MiB" : " KiB");
  }

  /** Which part of the small heap it is. */
  private static String share(long bytes) {
    return "1/" + SMALL_HEAP / bytes;
  }

  /** What is the less of a number of bytes and a share of this JVM's heap. */
  private static List<String> upTo(long bytes, long full, int share) {
    assertThat(bytes).isEqualTo(Math.min(full, Runtime.getRuntime().maxMemory() / share));
    return List.of(bytes(full), "1/" + share);
  }

  private static String nanos(long nanos) {
    return time(Duration.ofNanos(nanos));
  }

  private static String time(Duration time) {
    if (time.toMillisPart() != 0) {
      return time.toMillis() + " ms";
    }
    boolean minutes = time.toSecondsPart() == 0 && time.toMinutes() > 1;
    return minutes ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  /** The default of an annotation's member, a time as the guide writes it. */
  private static String member(Class<? extends Annotation> annotation, String name)
      throws NoSuchMethodException {
    String value = String.valueOf(annotation.getMethod(name).getDefaultValue());
    return value.replaceFirst("^(\\d+)([a-z]+)$", "$1 $2");
  }

  private static long number(String className, String name) throws ReflectiveOperationException {
    return ((Number) constant(className, name)).longValue();
  }

  private static Object constant(String className, String name)
      throws ReflectiveOperationException {
    Field field = Class.forName("dev.zproc.runtime." + className).getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }
}
