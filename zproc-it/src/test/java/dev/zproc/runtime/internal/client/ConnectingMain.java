package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.CalmTime;
import java.util.HexFormat;
import java.util.Scanner;

/**
 * Connects, which loads what connecting needs, and says how long that took; then, when it is told
 * to, connects once more, and says how long a connect alone takes.
 */
final class ConnectingMain {

  private ConnectingMain() {}

  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    LinkOptions options =
        LinkOptions.to(in.next(), in.nextLong(), Secret.of(HexFormat.of().parseHex(in.next())));
    System.out.println(millis(options));
    in.next();
    System.out.println(millis(options));
  }

  private static long millis(LinkOptions options) {
    long start = CalmTime.nanos();
    EngineSession session = new EngineSession(Link.connect(options));
    session.ping().join();
    long millis = (CalmTime.nanos() - start) / 1_000_000;
    session.close();
    return millis;
  }
}
