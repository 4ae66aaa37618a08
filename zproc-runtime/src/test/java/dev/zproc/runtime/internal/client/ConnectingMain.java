package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.wire.Secret;
import java.util.HexFormat;
import java.util.Scanner;

/**
 * Connects twice, says how long each took, and ends: the first time loads what connecting needs,
 * the second is a connect alone.
 */
final class ConnectingMain {

  private ConnectingMain() {}

  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    LinkOptions options =
        LinkOptions.to(in.next(), in.nextLong(), Secret.of(HexFormat.of().parseHex(in.next())));
    System.out.println(millis(options) + " " + millis(options));
  }

  private static long millis(LinkOptions options) {
    long start = System.nanoTime();
    EngineSession session = new EngineSession(Link.connect(options));
    session.ping().join();
    long millis = (System.nanoTime() - start) / 1_000_000;
    session.close();
    return millis;
  }
}
