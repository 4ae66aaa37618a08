package dev.zproc.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What {@link Crawler} crawls: a site on the loopback interface, in the crawler's own JVM. Every
 * page links to two later ones and to the first. One page is poisoned. Of the links some cannot be
 * followed: to a page that is missing, to one that is never answered, and to an address of mail.
 */
final class CrawledSite implements AutoCloseable {

  private static final String[] WORDS =
      "bread butter cake cherry cookie cream flour fudge honey jam lemon milk nut oven plum rye salt"
          .split(" ");

  private final int pages;
  private final int poisoned;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  /** Serves so many pages, of which {@code poisoned} is. */
  CrawledSite(int pages, int poisoned) throws IOException {
    this.pages = pages;
    this.poisoned = poisoned;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where to begin. */
  URI start() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/1");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/silent")) {
        return; // which closes the connection
      }
      int page = Integer.parseInt(path.substring(1));
      boolean there = 1 <= page && page <= pages;
      byte[] body = (there ? page(page) : "no such page").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(there ? 200 : 404, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private String page(int number) {
    Random random = new Random(number);
    StringBuilder page = new StringBuilder("<title>" + number + "</title>\n<p>");
    for (int i = 0; i < 5; i++) {
      page.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    page.append("</p>\n");
    for (int link : new int[] {1, 2 * number, 2 * number + 1}) {
      // Of those beyond the last, only the very next one is linked, and is missing.
      if (link <= pages + 1) {
        page.append("<a href=\"/").append(link).append("\">").append(link).append("</a>\n");
      }
    }
    if (number == 1) {
      page.append("<a href=\"/silent\">0</a> <a href=\"mailto:baker@example.org\">@</a>\n");
    }
    return page.append(number == poisoned ? "<poison>" : "").toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
