package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who does not read is dropped, in the middle of a write to a socket that is full. */
class ViewerTest {

  private static final byte[] FRAME = new byte[64 << 10];

  private final Viewer viewer = new Viewer(256 << 10);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          begun.countDown();
          try (exchange) {
            viewer.write(exchange.getResponseBody());
          } finally {
            ended.countDown();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void isDroppedWithoutHoldingAnybodyUp() throws Exception {
    try (Socket silent = new Socket()) {
      silent.setReceiveBufferSize(4_096);
      silent.connect(server.getAddress());
      silent
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      begun.await();
      // As many as the system takes; then those that may wait, and no more.
      await().until(() -> !viewer.offer(FRAME));
      ended.await();
      assertThat(viewer.offer(FRAME)).isFalse();
    }
  }

  @Test
  void isToldWhatComesUntilItEnds() throws Exception {
    try (Socket reader = new Socket()) {
      reader.connect(server.getAddress());
      reader.setSoTimeout(20_000);
      reader
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      begun.await();
      assertThat(viewer.offer("one".getBytes(StandardCharsets.UTF_8))).isTrue();
      StringBuilder read = new StringBuilder();
      while (read.indexOf("one") < 0) {
        read.append((char) reader.getInputStream().read());
      }
      viewer.drop();
      ended.await();
      assertThat(viewer.offer(FRAME)).isFalse();
    }
  }
}
