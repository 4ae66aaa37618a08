package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Recorder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Scanner;

/**
 * Many clients in one process, which connect, watch if they are told to, and say when and of what
 * their links have ended, counted from the moment at which they are told to look.
 */
final class GoodbyeMain {

  private GoodbyeMain() {}

  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    String endpoint = in.next();
    int count = in.nextInt();
    List<Recorder> ends = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long session = in.nextLong();
      Secret secret = Secret.of(HexFormat.of().parseHex(in.next()));
      Recorder end = new Recorder();
      ends.add(end);
      EngineSession client =
          new EngineSession(Link.connect(LinkOptions.to(endpoint, session, secret)));
      // Some have much to read when the server goes.
      client.watch(Engines.all(Engines.BEGIN), i % 5 == 0 ? 1 << 20 : 0, end);
      Engines.get(client.ping());
    }
    System.out.println("connected");
    in.next();
    long start = CalmTime.nanos();
    for (Recorder end : ends) {
      Object last = end.next();
      while (!(last instanceof Throwable)) {
        last = end.next();
      }
      System.out.println((CalmTime.nanos() - start) / 1_000_000 + " " + last);
    }
    System.exit(0);
  }
}
