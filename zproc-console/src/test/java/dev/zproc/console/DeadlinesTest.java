package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  @Test
  void whoSaysHalfARequestKeepsNobodyOutAndWhoLooksIsNotDropped() throws Exception {
    HttpConsole console = HttpConsole.open(0, new Quiet(), 2_000);
    URI address = console.address();
    List<Socket> halves = new ArrayList<>();
    try (Page.Events events = new Page.Events(address)) {
      await().until(() -> events.newest("hello") != null);
      for (int i = 0; i < 40; i++) {
        Socket half = Page.connect(address);
        half.getOutputStream().write("GET / HT".getBytes(StandardCharsets.UTF_8));
        halves.add(half);
      }

      await().until(() -> status(address) == 200);

      for (Socket half : halves) {
        half.setSoTimeout(20_000);
        assertThat(isEnded(half)).isTrue();
      }
      assertThat(events.isOver()).isFalse();
    } finally {
      for (Socket half : halves) {
        half.close();
      }
      console.close();
    }
  }

  /** 0 if it is turned away. */
  private static int status(URI address) {
    try {
      return Page.status(Page.get(address, ""));
    } catch (IOException | StringIndexOutOfBoundsException away) {
      return 0;
    }
  }

  private static boolean isEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
