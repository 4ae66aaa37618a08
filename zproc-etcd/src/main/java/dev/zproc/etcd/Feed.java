package dev.zproc.etcd;

import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.journal.SharedLog.Written;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Follows all that happens under the prefix, from the first revision that has not arrived yet, by
 * one watch at a time. Where that breaks the next one begins there; nothing else resumes it.
 *
 * <p>Threads: runs in `zproc-etcd-feed`; the rest is safe for use by many threads.
 */
final class Feed implements Runnable {

  private static final long MIN_PAUSE_MILLIS = 10;
  private static final long MAX_PAUSE_MILLIS = 500;
  private static final long OPEN_MILLIS = 3_000;

  private final Gateway gateway;
  private final Layout layout;
  private final Arrivals arrivals;
  private volatile @Nullable InputStream current;

  /** Whose turn it was when the current one was opened. */
  private volatile int asked;

  /** Whether nothing is left to do of what etcd has said, and since when. */
  private volatile boolean listening;

  private volatile long listeningSince;

  private volatile boolean closed;
  private volatile @Nullable Thread pausing;
  private boolean warned;

  Feed(Gateway gateway, Layout layout, Arrivals arrivals) {
    this.gateway = gateway;
    this.layout = layout;
    this.arrivals = arrivals;
  }

  @Override
  public void run() {
    long pause = MIN_PAUSE_MILLIS;
    while (!closed) {
      long before = arrivals.seen();
      try {
        follow();
      } catch (GatewayException | IOException | RuntimeException | Error broken) {
        if (closed) {
          return;
        }
        warn(broken);
      }
      pause = arrivals.seen() > before ? MIN_PAUSE_MILLIS : Math.min(pause * 2, MAX_PAUSE_MILLIS);
      pausing = Thread.currentThread();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
      pausing = null;
    }
  }

  private void warn(Throwable broken) {
    gateway.moveOn(asked);
    if (!warned) {
      warned = true;
      System.getLogger(Feed.class.getName())
          .log(
              Level.WARNING,
              "the state on etcd is not followed for now: {0}; local reads, waits and children go"
                  + " on, and it is tried again until it works",
              String.valueOf(broken.getMessage()));
    }
  }

  private void follow() throws GatewayException, IOException {
    JsonObject create = new JsonObject();
    Json.range(create, layout.all);
    create.addProperty("start_revision", Long.toString(arrivals.seen() + 1));
    JsonObject ask = Json.object("create_request", create);
    asked = gateway.turn();
    try (InputStream in = gateway.stream(asked, "/v3/watch", ask, OPEN_MILLIS);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(new Heard(in), StandardCharsets.UTF_8))) {
      current = in;
      for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
        JsonObject said = Gateway.parse(line);
        if (said.has("error")) {
          throw GatewayException.unknown("etcd has ended a watch: " + Json.text(said, "error"));
        }
        if (!told(Json.inner(said, "result"))) {
          return;
        }
      }
    } finally {
      current = null;
    }
  }

  /** Takes what a watch says; returns whether it goes on. */
  private boolean told(JsonObject result) throws GatewayException {
    if (Json.flag(result, "canceled")) {
      if (Json.number(result, "compact_revision") == 0) {
        throw GatewayException.unknown(
            "etcd has refused a watch: " + Json.text(result, "cancel_reason"));
      }
      arrivals.lost(Snapshot.read(gateway, layout, gateway.timeoutMillis()));
      return false;
    }
    warned = false;
    List<JsonObject> events = Json.list(result, "events");
    long revision = 0;
    long own = 0;
    List<Written> changes = new ArrayList<>();
    for (JsonObject event : events) {
      JsonObject pair = Json.inner(event, "kv");
      long at = Json.number(pair, "mod_revision");
      if (at != revision && revision != 0) {
        arrivals.commit(new Arrivals.Commit(revision, changes), own);
        changes = new ArrayList<>();
        own = 0;
      }
      revision = at;
      boolean gone = "DELETE".equals(Json.text(event, "type"));
      Bytes key = Json.bytes(pair, "key");
      Bytes ofState = layout.keyOf(key);
      if (ofState != null) {
        changes.add(new Written(ofState, gone ? null : Json.bytes(pair, "value")));
      } else if (key.equals(layout.own) && !gone) {
        own = Snapshot.number(Json.bytes(pair, "value"));
      }
    }
    if (revision != 0) {
      arrivals.commit(new Arrivals.Commit(revision, changes), own);
    }
    return true;
  }

  /** There is something to come: where it is between two watches, the next begins now. */
  void hurry() {
    LockSupport.unpark(pausing);
  }

  /** Notes when the watch listens, rather than takes what was said. */
  private final class Heard extends FilterInputStream {

    Heard(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      listeningSince = System.nanoTime();
      listening = true;
      try {
        return super.read(into, from, count);
      } finally {
        listening = false;
      }
    }
  }

  /**
   * Begins anew, with another member, if this one has said nothing for so long: it is behind, or
   * away. One that is saying much is left to it.
   */
  void restartIfSilent(long nanos) {
    if (listening && System.nanoTime() - listeningSince >= nanos) {
      restart();
    }
  }

  private void restart() {
    InputStream open = current;
    if (open != null) {
      gateway.moveOn(asked);
      try {
        open.close();
      } catch (IOException already) {
        // It is closed, one way or the other.
      }
    }
  }

  void close() {
    closed = true;
    restart();
  }
}
