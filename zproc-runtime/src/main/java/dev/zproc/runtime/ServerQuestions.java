package dev.zproc.runtime;

import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.schema.Namespaces;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.wait.Failures;
import dev.zproc.runtime.internal.wire.ServerInfo;
import dev.zproc.runtime.internal.wire.WaitInfo;
import dev.zproc.runtime.state.MemoryUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a context asks the state server about itself.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ServerQuestions implements Namespaces.Waits {

  private final EngineSession session;
  private final Namespaces spaces;

  ServerQuestions(EngineSession session, Namespaces spaces) {
    this.session = session;
    this.spaces = spaces;
    spaces.waitsAre(this);
  }

  Ping ping(Duration timeout) {
    long start = System.nanoTime();
    ServerInfo info = answer(session.ping(), timeout);
    return new Ping(
        info.pid(),
        info.revision(),
        Duration.ofMillis(info.uptimeMillis()),
        Duration.ofNanos(System.nanoTime() - start),
        new MemoryUse(info.stateBytes(), info.historyBytes(), info.queuedBytes()));
  }

  List<OpenWait> waits() {
    return waits(Durations.LONGEST);
  }

  List<OpenWait> waits(Duration timeout) {
    return answer(session.waits(), timeout).stream().map(this::shown).toList();
  }

  @Override
  public List<String> inWords() {
    return waits().stream().map(OpenWait::toString).toList();
  }

  private OpenWait shown(WaitInfo wait) {
    Map<String, String> values = new LinkedHashMap<>();
    for (WaitInfo.Reading reading : wait.readings()) {
      Map.Entry<String, String> shown =
          spaces.shown(reading.key(), reading.size(), reading.value());
      values.put(shown.getKey(), shown.getValue());
    }
    return new OpenWait(
        wait.process(),
        wait.label(),
        Collections.unmodifiableMap(values),
        Instant.ofEpochMilli(wait.sinceMillis()));
  }

  private static <T> T answer(CompletableFuture<T> answer, Duration timeout) {
    try {
      return answer.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new WaitTimeoutException(
          "the state server did not answer within " + Durations.text(timeout));
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while asking the state server", e);
    } catch (ExecutionException e) {
      throw Failures.of(e);
    }
  }
}
