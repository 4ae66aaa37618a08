package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.engine.Shown;
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

  static ObservedContext.Crowd observed(String name, SwarmReport report, SwarmCounts counts) {
    return new ObservedContext.Crowd(
        name,
        report.done(),
        report.failed(),
        counts.unfinished(),
        counts.busy(),
        report.deaths(),
        report.restarts(),
        report.workers().stream().map(SwarmReports::hand).toList(),
        report.slowest().stream().map(SwarmReports::slow).toList());
  }

  private static ObservedContext.Hand hand(SwarmReport.WorkerReport worker) {
    ChildEnd end = worker.end();
    return new ObservedContext.Hand(
        worker.number(),
        worker.pid(),
        worker.alive(),
        worker.tasks(),
        worker.busy().toMillis(),
        worker.waiting().toMillis(),
        end == null ? null : Shown.of(end));
  }

  private static ObservedContext.Slow slow(SwarmReport.SlowTask task) {
    return new ObservedContext.Slow(
        Shown.cut(task.call()), task.index(), task.worker(), task.took().toMillis());
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
