package dev.zproc.benchmarks.play.echo;

import java.nio.charset.StandardCharsets;

/** What goes to and fro. */
final class Payload {

  static final int BYTES = 100;

  private Payload() {}

  static byte[] make() {
    return "x".repeat(BYTES).getBytes(StandardCharsets.US_ASCII);
  }
}
