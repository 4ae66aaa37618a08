package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.console.SystemProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The processes of the context and all below them: which there are says the system, what they are
 * says the context. Looked at once a second, and whenever something has happened to a child.
 */
final class ProcessSection extends Latest {

  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MEASURED_MILLIS = 500;
  private static final int MAX_ROWS = 2_000;

  private static final String ROOT = "root";
  private static final String STANDBY = "standby";

  private final ObservedContext context;

  private long lookedAt;
  private long happened = -1;

  /** As the time of processors was last measured, and what came of it by pid, in percent. */
  private Map<Long, SystemProcess> before = Map.of();

  private final Map<Long, Long> shares = new HashMap<>();
  private long measuredAt;
  private final Map<Long, @Nullable String> names = new HashMap<>();

  ProcessSection(ObservedContext context) {
    super("processes");
    this.context = context;
  }

  @Override
  public List<byte[]> look() {
    long count = context.story().newest();
    if (count == happened && System.nanoTime() - lookedAt < INTERVAL_NANOS) {
      return List.of();
    }
    happened = count;
    return super.look();
  }

  @Override
  public void rest() {
    before = Map.of();
    shares.clear();
    names.clear();
    happened = -1;
  }

  @Override
  Object now() {
    long now = System.nanoTime();
    Map<Long, SystemProcess> found = found();
    measure(found, now);
    Map<Long, Map<String, @Nullable Object>> told = told();
    long root = ProcessHandle.current().pid();
    Map<Long, List<SystemProcess>> below = new HashMap<>();
    found.values().stream()
        .sorted(Comparator.comparingLong(SystemProcess::started).thenComparing(SystemProcess::pid))
        .filter(process -> process.pid() != root)
        .forEach(p -> below.computeIfAbsent(p.parent(), parent -> new ArrayList<>()).add(p));
    List<Object> rows = new ArrayList<>();
    SystemProcess top = found.get(root);
    if (top != null) {
      add(rows, top, 0, "", below, told);
    }
    // Those between two processes, or whose process has just ended.
    told.values().stream().filter(row -> row.containsKey("call")).forEach(rows::add);
    names.keySet().retainAll(found.keySet());
    lookedAt = now;
    return Json.object(
        "time", System.currentTimeMillis(),
        "processors", Runtime.getRuntime().availableProcessors(),
        "rows", rows);
  }

  private static Map<Long, SystemProcess> found() {
    Map<Long, SystemProcess> found = new LinkedHashMap<>();
    ProcessHandle self = ProcessHandle.current();
    List<ProcessHandle> all = new ArrayList<>(List.of(self));
    self.descendants().limit(MAX_ROWS).forEach(all::add);
    for (ProcessHandle each : all) {
      SystemProcess process = SystemProcess.of(each);
      if (process != null) {
        found.put(process.pid(), process);
      }
    }
    return found;
  }

  /**
   * Adds {@code process}, and those below it behind it.
   *
   * @param above who its parent is
   */
  private void add(
      List<Object> rows,
      SystemProcess process,
      int depth,
      String above,
      Map<Long, List<SystemProcess>> below,
      Map<Long, Map<String, @Nullable Object>> told) {
    Map<String, @Nullable Object> row = told.remove(process.pid());
    if (row == null) {
      row = unknown(process, above);
    }
    String who = String.valueOf(row.get("who"));
    row.put("depth", depth);
    row.put("memory", process.memory());
    row.put("threads", process.threads());
    row.put("cpu", shares.get(process.pid()));
    rows.add(row);
    for (SystemProcess each : below.getOrDefault(process.pid(), List.of())) {
      if (rows.size() < MAX_ROWS) {
        add(rows, each, depth + 1, who, below, told);
      }
    }
  }

  /**
   * A process that is no child of this one: one below a child, or a program that one has started.
   */
  private Map<String, @Nullable Object> unknown(SystemProcess process, String above) {
    String name = names.computeIfAbsent(process.pid(), pid -> process.childName());
    if (name == null) {
      String program = process.program();
      return row(process.pid(), program, numbered(program, process.pid()), "program");
    }
    String who = above.equals(ROOT) ? name : above + "/" + name;
    return row(process.pid(), Text.cut(name), who, "child of a child");
  }

  /**
   * What is said of every process.
   *
   * @param who it is among those that wait: a child is named behind its parent, and the process
   *     that has opened the context is {@code root}
   */
  private static Map<String, @Nullable Object> row(long pid, String name, String who, String kind) {
    return Json.object("pid", pid, "name", name, "who", Text.cut(who), "kind", kind);
  }

  /** Who one is that waits for nothing, whatever others of its name do. */
  private static String numbered(String name, long pid) {
    return name + " (" + pid + ")";
  }

  /** How much of one processor's time each has taken; over less than half a second says little. */
  private void measure(Map<Long, SystemProcess> found, long now) {
    long millis = TimeUnit.NANOSECONDS.toMillis(now - measuredAt);
    if (before.isEmpty() || millis >= MEASURED_MILLIS) {
      shares.clear();
      for (SystemProcess process : found.values()) {
        SystemProcess then = before.get(process.pid());
        if (then != null && then.started() == process.started() && process.cpuMillis() >= 0) {
          shares.put(process.pid(), (process.cpuMillis() - then.cpuMillis()) * 100 / millis);
        }
      }
      before = found;
      measuredAt = now;
    }
  }

  /** What the context knows, by the pid. */
  private Map<Long, Map<String, @Nullable Object>> told() {
    Map<Long, Map<String, @Nullable Object>> told = new LinkedHashMap<>();
    for (ObservedContext.Crowd swarm : context.swarms()) {
      for (ObservedContext.Hand worker : swarm.workers()) {
        if (worker.end() == null && worker.pid() > 0) {
          String number = "/" + worker.number();
          String name = Text.cut(swarm.name()) + number;
          told.put(worker.pid(), row(worker.pid(), name, swarm.name() + number, "worker"));
        }
      }
    }
    for (ObservedContext.Spare spare : context.standbys()) {
      long pid = spare.pid();
      Map<String, @Nullable Object> row = row(pid, STANDBY, numbered(STANDBY, pid), STANDBY);
      row.put("status", spare.ready() ? "READY" : "WARMING UP");
      told.put(pid, row);
    }
    long root = ProcessHandle.current().pid();
    long without = 0;
    for (ObservedContext.Kid child : context.children()) {
      boolean own = child.pid() > 0 && child.pid() != root; // a thread has no process of its own
      Map<String, @Nullable Object> row =
          row(child.pid(), Text.cut(child.name()), child.name(), "child");
      row.put("status", child.status().name());
      row.put("call", Text.cut(child.call()));
      row.put("restarts", child.restarts());
      row.put("depth", 1);
      told.put(own ? child.pid() : --without, row);
    }
    told.put(root, row(root, context.program(), ROOT, ROOT));
    return told;
  }
}
