package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How the state server is: since when it runs, what it holds, and how far back it knows. */
final class ServerSection implements Section {

  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final KeyRange NOWHERE = KeyRange.single(Keys.schema(""));

  private final ObservedContext context;
  private ObservedContext.@Nullable Sign sign;

  /** The oldest revision that could be read as it was last asked for. */
  private long oldest = 1;

  private long asked;
  private byte[] last = new byte[0];

  ServerSection(ObservedContext context) {
    this.context = context;
  }

  /** What it has answered at this look; null if it has not. */
  ObservedContext.@Nullable Sign sign() {
    return sign;
  }

  @Override
  public List<byte[]> look() {
    sign = null;
    ObservedContext.Sign now = context.sign();
    sign = now;
    byte[] frame = frame(now);
    if (Arrays.equals(frame, last)) {
      return List.of();
    }
    last = frame;
    return List.of(frame);
  }

  @Override
  public List<byte[]> all() {
    return last.length == 0 ? List.of() : List.of(last);
  }

  private byte[] frame(ObservedContext.Sign now) {
    long time = System.nanoTime();
    if (asked == 0 || time - asked > INTERVAL_NANOS) {
      asked = time;
      oldest = oldest(now.revision());
    }
    return Frames.of(
        "server",
        Json.object(
            "pid", now.pid(),
            "revision", now.revision(),
            "oldest", oldest,
            "started", (System.currentTimeMillis() - now.uptimeMillis()) / 1_000 * 1_000,
            "state", now.stateBytes(),
            "history", now.historyBytes(),
            "queued", now.queuedBytes()));
  }

  private long oldest(long newest) {
    if (newest <= 1) {
      return newest;
    }
    try {
      Answers.get(context.engine().range(NOWHERE, Math.min(oldest, newest)));
      return Math.min(oldest, newest);
    } catch (EngineException.Gone gone) {
      return gone.oldest();
    }
  }
}
