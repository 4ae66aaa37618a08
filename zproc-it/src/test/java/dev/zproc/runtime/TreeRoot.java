package dev.zproc.runtime;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A program that keeps a state in a file, has a child, and makes sessions for others by the word:
 * {@code birth} is answered with {@code born}, the session, the revision, the secret and the
 * endpoint; {@code release} and a session ends that, and is answered with {@code released}.
 */
final class TreeRoot {

  private TreeRoot() {}

  /** Runs it, with the file and the level of durability, until its input ends. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Durability level = Durability.valueOf(args[1]);
    try (ZProc zproc = ZProc.open(options -> options.durable(file, level))) {
      zproc.spawn(KidsLauncher.stay("forever"));
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(answer(zproc, line.split(" ")));
      }
    }
  }

  private static String answer(ZProc zproc, String... words) {
    if (words[0].equals("release")) {
      Engines.get(zproc.session.release(Long.parseLong(words[1])));
      return "released " + words[1];
    }
    ChildSession born = Engines.get(zproc.session.birth(BirthSpec.NOW));
    String secret = HexFormat.of().formatHex(born.secret().reveal());
    return "born " + born.session() + " " + born.revision() + " " + secret + " " + born.endpoint();
  }
}
