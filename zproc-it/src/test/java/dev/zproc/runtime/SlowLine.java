package dev.zproc.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A port of this machine that passes everything on to another one, as slowly as is wanted. */
final class SlowLine implements AutoCloseable {

  private static final int PIECE = 4 << 10;

  private final ServerSocket port = new ServerSocket();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final int target;

  /** How many bytes go each way in a second; 0 for as many as come. */
  private volatile int rate;

  SlowLine(int target) throws IOException {
    this.target = target;
    port.setReceiveBufferSize(PIECE); // what waits here has not gone on its way
    port.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    start(this::accept);
  }

  int port() {
    return port.getLocalPort();
  }

  void slow(int bytesInASecond) {
    rate = bytesInASecond;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "slow-line");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = port.accept();
        open.add(near);
        Socket far = new Socket();
        far.setReceiveBufferSize(PIECE);
        far.connect(new InetSocketAddress("127.0.0.1", target));
        open.add(far);
        start(() -> pass(near, far));
        start(() -> pass(far, near));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] piece = new byte[PIECE];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(piece); count > 0; count = in.read(piece)) {
        out.write(piece, 0, count);
        int now = rate;
        if (now > 0) {
          TimeUnit.MICROSECONDS.sleep(1_000_000L * count / now);
        }
      }
    } catch (IOException | InterruptedException e) {
      // One side has ended, and so does the other.
    }
  }

  @Override
  public void close() throws IOException {
    port.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
