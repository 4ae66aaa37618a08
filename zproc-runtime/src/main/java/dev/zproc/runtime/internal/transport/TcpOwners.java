package dev.zproc.runtime.internal.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Which users own the TCP sockets of this machine, as Linux tells in {@code /proc/net}; elsewhere
 * nobody does. A look takes from a tenth of a millisecond to ten, by how many sockets there are.
 */
final class TcpOwners {

  /** No user: there is no such socket, or this system does not tell. */
  static final int UNKNOWN = -1;

  /** That of most sockets of Java first. */
  private static final Path[] TABLES = {Path.of("/proc/net/tcp6"), Path.of("/proc/net/tcp")};

  private static final Path STATUS = Path.of("/proc/self/status");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** TIME_WAIT: nobody has these any more, and they may be most of the table. */
  private static final String OVER = " 06 ";

  /** Before an IPv4 address that is written as one of IPv6. */
  private static final String MAPPED = "0000000000000000FFFF0000";

  private TcpOwners() {}

  /** A socket by its own address and the one that it is connected to. */
  record Ends(InetSocketAddress own, InetSocketAddress other) {}

  /** The user of this process, in whose name it makes sockets. */
  static int self() {
    try (BufferedReader in = Files.newBufferedReader(STATUS, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("Uid:")) {
          // The last is the one of files, and so of sockets.
          int last = Math.max(line.lastIndexOf('\t'), line.lastIndexOf(' '));
          return (int) Long.parseLong(line.substring(last + 1));
        }
      }
    } catch (IOException | NumberFormatException none) {
      // Another system.
    }
    return UNKNOWN;
  }

  /** Returns the owners of those sockets that there are. */
  static Map<Ends, Integer> of(Set<Ends> sockets) {
    Map<String, Ends> wanted = new HashMap<>();
    for (Ends each : sockets) {
      wanted.put(written(each.own(), "") + " " + written(each.other(), ""), each);
      wanted.put(written(each.own(), MAPPED) + " " + written(each.other(), MAPPED), each);
    }
    Map<Ends, Integer> owners = new HashMap<>();
    scan(
        (own, other, owner) -> {
          Ends found = wanted.get(own + " " + other);
          if (found != null) {
            owners.put(found, owner);
          }
          return owners.size() < sockets.size();
        });
    return owners;
  }

  /** Whether the owner of the other end, or of the listener, is another user than this one. */
  static boolean isForeign(int owner, int self) {
    return owner != UNKNOWN && self != UNKNOWN && owner != self;
  }

  private interface Row {
    /** Takes a row; returns whether another is wanted. */
    boolean socket(String own, String other, int owner);
  }

  private static void scan(Row sink) {
    for (Path table : TABLES) {
      try (BufferedReader in = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
        in.readLine(); // names the columns
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (!line.contains(OVER) && !row(new StringTokenizer(line), sink)) {
            return;
          }
        }
      } catch (IOException | NumberFormatException none) {
        // Another system, or one without IPv6.
      }
    }
  }

  private static boolean row(StringTokenizer columns, Row sink) {
    if (columns.countTokens() < 10) {
      return true;
    }
    columns.nextToken(); // its number
    String own = columns.nextToken();
    String other = columns.nextToken();
    columns.nextToken(); // state
    columns.nextToken(); // queues
    columns.nextToken(); // timer
    columns.nextToken(); // retransmissions
    int owner = (int) Long.parseLong(columns.nextToken());
    columns.nextToken(); // timeouts
    // Of a socket that no process has any more, or yet, the owner is shown as root.
    return columns.nextToken().equals("0") || sink.socket(own, other, owner);
  }

  /** As the table has it: each four bytes in the machine's order. */
  private static String written(InetSocketAddress address, String before) {
    byte[] raw = address.getAddress().getAddress();
    StringBuilder text = new StringBuilder(raw.length == 4 ? before : "");
    ByteBuffer words = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      text.append(HEX.toHexDigits(words.getInt()));
    }
    return text.append(':').append(HEX.toHexDigits((short) address.getPort())).toString();
  }
}
