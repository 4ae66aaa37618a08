package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.server.StateServer;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** What is to be killed: a state server, or a process that holds a turn. */
final class KilledMain {

  private KilledMain() {}

  public static void main(String[] args) throws InterruptedException {
    Scanner in = new Scanner(System.in);
    if (args[0].equals("server")) {
      Map<Long, Secret> credentials = Map.of(2L, secret(in));
      StateServer server = StateServer.start(ServerOptions.DEFAULTS.withCredentials(credentials));
      System.out.println(server.endpoint());
    } else {
      LinkOptions options = LinkOptions.to(in.next(), in.nextLong(), secret(in));
      EngineSession session = new EngineSession(Link.connect(options));
      Turn turn = session.takeTurn(List.of()).join();
      turn.range(Keys.namespace("bakery")).join();
      System.out.println("holding " + turn.fence());
    }
    Thread.sleep(Long.MAX_VALUE);
  }

  private static Secret secret(Scanner in) {
    return Secret.of(HexFormat.of().parseHex(in.next()));
  }
}
