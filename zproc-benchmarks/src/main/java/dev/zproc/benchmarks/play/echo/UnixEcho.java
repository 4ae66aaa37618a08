package dev.zproc.benchmarks.play.echo;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.OtherJvm;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Unix-domain socket and a thread that blocks at either end. The word is how many messages are
 * underway.
 */
public final class UnixEcho implements Play {

  private final Path folder = Files.createTempDirectory("zproc-echo");
  private final Path socket = folder.resolve("socket");
  private final OtherJvm server = new OtherJvm(Server.class, socket.toString());
  private final Stint stint;
  private final int underway;
  private final ByteBuffer buffer;
  private final SocketChannel channel;

  /** Starts the server and connects to it. */
  public UnixEcho(Assignment assignment) throws IOException {
    stint = new Stint(assignment.millis());
    underway = assignment.number(0);
    buffer = ByteBuffer.allocateDirect(underway * Payload.BYTES);
    server.line();
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  @Override
  public Tally sample() throws Exception {
    return stint.ofBatches(underway, this::roundTrips);
  }

  private void roundTrips() throws IOException {
    buffer.clear();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the server has gone");
      }
    }
  }

  @Override
  public void close() {
    server.close();
    try {
      channel.close();
      Files.deleteIfExists(socket);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The other JVM. */
  public static final class Server {

    private Server() {}

    /** Runs {@code socket}: sends back whatever comes, until it is killed. */
    public static void main(String[] arguments) throws IOException {
      OtherJvm.endWithInput();
      ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        server.bind(UnixDomainSocketAddress.of(arguments[0]));
        System.out.println("bound");
        try (SocketChannel channel = server.accept()) {
          while (channel.read(buffer.clear()) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
          }
        }
      }
    }
  }
}
