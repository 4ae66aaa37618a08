package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.wire.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.Stream;

/** A server in a process that may open few files; says how many it has open whenever asked. */
final class CrampedMain {

  private CrampedMain() {}

  public static void main(String[] args) throws Exception {
    Scanner in = new Scanner(System.in);
    Secret secret = Secret.of(HexFormat.of().parseHex(in.next()));
    ServerOptions options =
        ServerOptions.DEFAULTS.withAddress(args[0]).withCredentials(Map.of(2L, secret));
    StateServer server = StateServer.start(options);
    System.out.println(server.endpoint());
    while (in.hasNext()) {
      in.next();
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        System.out.println(open.count());
      }
    }
    server.close();
  }
}
