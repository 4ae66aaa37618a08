package dev.zproc.cli;

import dev.zproc.runtime.internal.wire.ServerInfo;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code zproc ping}. */
@Command(
    name = "ping",
    description = {
      "Asks the server of a context for a sign of life, and how much memory its state takes.",
      "",
      "Ends with 4 if it does not answer within --timeout."
    })
final class PingCommand implements Callable<Integer> {

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();

  @Override
  public Integer call() {
    try (Connection connection = where.look()) {
      long start = System.nanoTime();
      ServerInfo info = connection.get(connection.session.ping());
      Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
      if (printing.isJson()) {
        printing.json(json(info, roundTrip));
      } else {
        printing
            .out()
            .printf(
                "%s answers in %d µs%n",
                connection.target, Math.max(1, roundTrip.toNanos() / 1000));
        printing
            .out()
            .printf(
                "server %d, up for %s, revision %d; state %s, history %s, queued %s%n",
                info.pid(),
                Words.age(Duration.ofMillis(info.uptimeMillis())),
                info.revision(),
                Words.size(info.stateBytes()),
                Words.size(info.historyBytes()),
                Words.size(info.queuedBytes()));
      }
    }
    return ExitCode.OK;
  }

  static Map<String, Object> json(ServerInfo info, Duration roundTrip) {
    Map<String, Object> object = Values.object();
    object.put("serverPid", info.pid());
    object.put("revision", info.revision());
    object.put("uptimeMillis", info.uptimeMillis());
    object.put("roundTripMicros", roundTrip.toNanos() / 1000);
    object.put("stateBytes", info.stateBytes());
    object.put("historyBytes", info.historyBytes());
    object.put("queuedBytes", info.queuedBytes());
    return object;
  }
}
