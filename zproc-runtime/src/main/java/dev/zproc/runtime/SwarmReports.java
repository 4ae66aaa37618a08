package dev.zproc.runtime;

import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.swarm.SwarmStatistics;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Turns what a swarm has counted into what is told of it. */
final class SwarmReports {

  private SwarmReports() {}

  static SwarmReport of(SwarmStatistics.Totals totals) {
    return new SwarmReport(
        totals.workers().stream().map(SwarmReports::worker).toList(),
        totals.done(),
        totals.failed(),
        totals.deaths(),
        totals.restarts(),
        totals.slow().stream().map(SwarmReports::slow).toList());
  }

  private static SwarmReport.WorkerReport worker(SwarmStatistics.Worker worker) {
    int port = worker.debugPort();
    return new SwarmReport.WorkerReport(
        worker.number(),
        worker.pid(),
        worker.ready(),
        worker.tasks(),
        Duration.ofNanos(worker.startNanos()),
        Duration.ofNanos(worker.busyNanos()),
        Duration.ofNanos(worker.waitNanos()),
        worker.end(),
        port == 0 ? null : new InetSocketAddress(Debugging.ADDRESS, port));
  }

  private static SwarmReport.SlowTask slow(SwarmStatistics.Slow slow) {
    return new SwarmReport.SlowTask(
        slow.call().toString(), slow.index(), slow.worker(), Duration.ofNanos(slow.nanos()));
  }
}
