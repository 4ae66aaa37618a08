import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;

/**
 * What another user of the machine does, as a program of one file: connects to an endpoint, says what it is told to, and prints what it hears until the other side ends the connection.
 */
public final class Knock {

  public static void main(String[] args) throws Exception {
    byte[] words = HexFormat.of().parseHex(args[1]);
    try (SocketChannel channel = connect(args[0])) {
      OutputStream out = Channels.newOutputStream(channel);
      InputStream in = Channels.newInputStream(channel);
      try {
        int first = words.length > 64 ? 64 : words.length; // ZeroMQ's own greeting comes first
        out.write(words, 0, first);
        for (int i = 0; i < 64 && first < words.length; i++) {
          print(in.read());
        }
        out.write(words, first, words.length - first);
        for (int next = in.read(); next >= 0; next = in.read()) {
          print(next);
        }
      } catch (java.io.IOException cut) {
        // As good an end as any.
      }
    }
    System.out.println(".");
  }

  private static void print(int heard) {
    System.out.print(HexFormat.of().toHexDigits((byte) heard));
  }

  private static SocketChannel connect(String endpoint) throws Exception {
    if (endpoint.startsWith("unix:")) {
      return SocketChannel.open(UnixDomainSocketAddress.of(endpoint.substring(5)));
    }
    int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

}
