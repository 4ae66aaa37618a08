package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import java.util.ArrayList;
import java.util.List;

/** How far each swarm has come, who works for it, and which tasks took longest. */
final class SwarmSection extends Latest {

  /** Of workers that are shown; those that have ended come only if there is room. */
  private static final int MAX_WORKERS = 64;

  private final ObservedContext context;

  SwarmSection(ObservedContext context) {
    super("swarms");
    this.context = context;
  }

  @Override
  Object now() {
    List<Object> rows = new ArrayList<>();
    for (ObservedContext.Crowd swarm : context.swarms()) {
      List<Object> slowest = new ArrayList<>();
      for (ObservedContext.Slow slow : swarm.slowest()) {
        slowest.add(
            Json.object(
                "call", slow.call(),
                "index", slow.index(),
                "worker", slow.worker(),
                "millis", slow.millis()));
      }
      rows.add(
          Json.object(
              "name", Text.cut(swarm.name()),
              "done", swarm.done(),
              "failed", swarm.failed(),
              "unfinished", swarm.unfinished(),
              "running", swarm.running(),
              "deaths", swarm.deaths(),
              "restarts", swarm.restarts(),
              "workers", workers(swarm),
              "slowest", slowest));
    }
    return Json.object("rows", rows);
  }

  private static List<Object> workers(ObservedContext.Crowd swarm) {
    List<Object> workers = new ArrayList<>();
    swarm.workers().stream()
        .sorted((a, b) -> Boolean.compare(a.end() != null, b.end() != null))
        .limit(MAX_WORKERS)
        .forEach(
            worker ->
                workers.add(
                    Json.object(
                        "number", worker.number(),
                        "pid", worker.pid(),
                        "alive", worker.alive(),
                        "tasks", worker.tasks(),
                        "busy", worker.busyMillis(),
                        "waiting", worker.waitingMillis(),
                        "end", worker.end())));
    return workers;
  }
}
