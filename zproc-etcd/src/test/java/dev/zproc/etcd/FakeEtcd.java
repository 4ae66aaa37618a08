package dev.zproc.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zproc.runtime.internal.engine.Bytes;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers requests to etcd, or to what stands before it, as it was told: with what a real one
 * cannot be brought to say when a test needs it.
 */
final class FakeEtcd implements AutoCloseable {

  /** No answer: the connection is cut. */
  static final Answer CUT = new Answer(0, "");

  record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** Begins; who asks for what has no answers yet gets none. */
  FakeEtcd() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Has requests of this path answered in this order, and all that follow with the last one. */
  FakeEtcd on(String path, Answer... inOrder) {
    answers.put(path, new ConcurrentLinkedDeque<>(List.of(inOrder)));
    return this;
  }

  /** What etcd says of what it does not do. */
  static Answer refusal(int status, int code, String message) {
    JsonObject body = new JsonObject();
    body.addProperty("code", code);
    body.addProperty("message", message);
    return new Answer(status, body.toString());
  }

  /** Answers each watch in so many pieces, with a pause before each. */
  void watch(String line, int pieces, long pauseMillis) {
    server.createContext(
        "/v3/watch",
        exchange -> {
          byte[] all = (line + "\n").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < pieces; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            int from = all.length * i / pieces;
            exchange.getResponseBody().write(all, from, all.length * (i + 1) / pieces - from);
            exchange.getResponseBody().flush();
          }
        });
  }

  /**
   * Answers ranges with keys that begin with {@code prefix} and are numbered, in their order; but
   * never one that asks for more than {@code most} at a time.
   *
   * @return how many each has asked for
   */
  List<Integer> range(String prefix, int count, int bytes, int most) {
    List<Integer> limits = Collections.synchronizedList(new ArrayList<>());
    String value = Base64.getEncoder().encodeToString(new byte[bytes]);
    server.createContext(
        "/v3/kv/range",
        exchange -> {
          JsonObject ask =
              JsonParser.parseReader(new InputStreamReader(exchange.getRequestBody(), UTF_8))
                  .getAsJsonObject();
          int limit = ask.get("limit").getAsInt();
          limits.add(limit);
          if (limit > most) {
            return; // nor is it closed
          }
          Bytes from = Json.bytes(ask, "key");
          JsonArray found = new JsonArray();
          boolean more = false;
          for (int i = 0; i < count; i++) {
            Bytes key = Bytes.utf8(prefix + String.format("%04d", i));
            if (key.compareTo(from) >= 0 && found.size() == limit) {
              more = true;
            } else if (key.compareTo(from) >= 0) {
              JsonObject pair = new JsonObject();
              Json.bytes(pair, "key", key);
              pair.addProperty("value", value);
              pair.addProperty("mod_revision", "7");
              found.add(pair);
            }
          }
          JsonObject answer = Json.object("kvs", found);
          answer.addProperty("more", more);
          byte[] body = answer.toString().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    return limits;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The paths that were asked for so far. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    exchange.getRequestBody().readAllBytes();
    Answer next = next(answers.get(path));
    if (next != CUT) {
      byte[] body = next.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(next.status(), body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static Answer next(Deque<Answer> left) {
    if (left == null) {
      return CUT;
    }
    synchronized (left) {
      return left.size() > 1 ? left.remove() : left.element();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
