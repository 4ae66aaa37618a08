package dev.zproc.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zproc.runtime.internal.console.Console;
import dev.zproc.runtime.internal.console.ObservedContext;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A console at an address of its own. It listens on the loopback interface alone, and answers
 * nobody who does not know its token.
 *
 * <p>Threads: safe for use by many threads. Requests are served by a few of its own; with all of
 * them busy, a request more is turned away.
 */
final class HttpConsole implements Console {

  private static final int MAX_THREADS = 32;

  /** The port that is left out where it is meant. */
  private static final int HTTP = 80;

  /** Enough for an answer that waits for the state server, and for a page over loopback. */
  private static final long REQUEST_MILLIS = 10_000;

  private static final int NOT_FOUND = 404;
  private static final int MOVED = 308;
  private static final int UNAVAILABLE = 503;

  /** Only what this server itself serves, and nothing that stands in the page. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Deadlines deadlines;
  private final Gate gate;
  private final URI address;
  private final Pages pages = new Pages();
  private final Broadcast broadcast;
  private final PastStates past;

  private HttpConsole(HttpServer server, ObservedContext context, long requestMillis) {
    this.server = server;
    this.threads = threads();
    this.deadlines = new Deadlines(threads, requestMillis);
    InetSocketAddress bound = server.getAddress();
    Token token = Token.random();
    String authority = literal(bound.getAddress()) + ":" + bound.getPort();
    this.gate = new Gate(token, names(bound.getAddress(), bound.getPort()));
    this.address = URI.create("http://" + authority + "/" + token.reveal() + "/");
    this.broadcast = new Broadcast(context);
    this.past = new PastStates(context);
  }

  static HttpConsole open(int port, ObservedContext context) throws IOException {
    return open(port, context, REQUEST_MILLIS);
  }

  /**
   * Opens one.
   *
   * @param requestMillis how long a request may take until it is read and answered
   */
  static HttpConsole open(int port, ObservedContext context, long requestMillis)
      throws IOException {
    InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(at, 0);
    HttpConsole console = new HttpConsole(server, context, requestMillis);
    server.setExecutor(console.deadlines);
    server.createContext("/", console::handle);
    // The server's own thread is a daemon if the one is that starts it.
    Thread starter = new Thread(server::start, "zproc-console-start");
    starter.setDaemon(true);
    starter.start();
    await(starter);
    return console;
  }

  /** It takes no time, but to end a server that has not begun is an error. */
  private static void await(Thread starter) {
    boolean interrupted = false;
    while (starter.isAlive()) {
      try {
        starter.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadPoolExecutor threads() {
    AtomicInteger made = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        MAX_THREADS,
        5,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "zproc-console-http-" + made.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** What browsers call a server that listens there. */
  static Set<String> names(InetAddress loopback, int port) {
    Set<String> names = new HashSet<>();
    for (String name : List.of(literal(loopback), "localhost")) {
      names.add(name + ":" + port);
      if (port == HTTP) {
        names.add(name);
      }
    }
    return names;
  }

  /** As browsers write it, who shorten it. */
  private static String literal(InetAddress loopback) {
    return loopback instanceof Inet6Address ? "[::1]" : loopback.getHostAddress();
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    broadcast.close();
    server.stop(0);
    threads.shutdownNow();
    deadlines.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().getRawPath();
      Gate.Wanted wanted =
          gate.look(
              exchange.getRequestMethod(), path == null ? "" : path, exchange.getRequestHeaders());
      headers(exchange.getResponseHeaders());
      if (wanted.refusal() != 0) {
        exchange.sendResponseHeaders(wanted.refusal(), -1);
      } else if (wanted.page() == null) {
        exchange.getResponseHeaders().set("Location", path + "/");
        exchange.sendResponseHeaders(MOVED, -1);
      } else {
        serve(exchange, wanted.page());
      }
    } catch (RuntimeException e) {
      // What it is, nobody outside has to know; the connection ends, and the page says so.
      System.getLogger(HttpConsole.class.getName())
          .log(System.Logger.Level.DEBUG, "a request of the console has failed", e);
    } finally {
      exchange.close();
    }
  }

  private static void headers(Headers headers) {
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer"); // the token stands in the address
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  private void serve(HttpExchange exchange, String name) throws IOException {
    Pages.Page page = pages.of(name);
    if (page != null) {
      send(exchange, page.type(), page.content());
    } else if (name.equals("events")) {
      stream(exchange);
    } else if (name.equals("past")) {
      String json = past.at(exchange.getRequestURI().getRawQuery());
      send(exchange, "application/json", json.getBytes(StandardCharsets.UTF_8));
    } else {
      exchange.sendResponseHeaders(NOT_FOUND, -1);
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] content) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
  }

  private void stream(HttpExchange exchange) throws IOException {
    Viewer viewer = broadcast.join();
    if (viewer == null) {
      exchange.sendResponseHeaders(UNAVAILABLE, -1);
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      deadlines.lift(); // it has a viewer's own
      viewer.write(exchange.getResponseBody());
    } finally {
      broadcast.leave(viewer);
    }
  }
}
