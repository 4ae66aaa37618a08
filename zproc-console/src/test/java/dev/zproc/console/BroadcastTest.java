package dev.zproc.console;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BroadcastTest {

  @Test
  void anErrorIsShownAndEndsNothing() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    Quiet context =
        new Quiet() {
          @Override
          public List<Crowd> swarms() {
            if (broken.get()) {
              throw new NoClassDefFoundError("gone");
            }
            return super.swarms();
          }
        };
    try (Broadcast broadcast = new Broadcast(context)) {
      Viewer viewer = broadcast.join();
      ByteArrayOutputStream told = new ByteArrayOutputStream();
      Thread reader = new Thread(() -> read(viewer, told), "reader");
      reader.start();
      await().until(() -> text(told).contains("NoClassDefFoundError: gone"));

      broken.set(false);

      await().until(() -> text(told).contains("event: swarms"));
      broadcast.leave(viewer);
      reader.join();
    }
  }

  private static void read(Viewer viewer, ByteArrayOutputStream told) {
    try {
      viewer.write(told);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(ByteArrayOutputStream told) {
    return told.toString(StandardCharsets.UTF_8);
  }
}
