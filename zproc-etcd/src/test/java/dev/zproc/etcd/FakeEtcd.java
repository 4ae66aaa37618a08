package dev.zproc.etcd;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
          byte[] all = (line + "\n").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < pieces; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            int from = all.length * i / pieces;
            exchange.getResponseBody().write(all, from, all.length * (i + 1) / pieces - from);
            exchange.getResponseBody().flush();
          }
        });
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
      byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
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
