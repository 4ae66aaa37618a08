package dev.zproc.console;

import java.nio.charset.StandardCharsets;

/** Server-sent events. */
final class Frames {

  private Frames() {}

  /** An event called {@code name}; JSON as it is written here has no line breaks. */
  static byte[] of(String name, Object value) {
    return ("event: " + name + "\ndata: " + Json.of(value) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
