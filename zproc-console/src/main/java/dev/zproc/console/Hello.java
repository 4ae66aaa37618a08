package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import java.util.List;

/** What does not change: which program this is. */
final class Hello implements Section {

  private final byte[] frame;

  Hello(ObservedContext context) {
    this.frame =
        Frames.of(
            "hello",
            Json.object("program", context.program(), "pid", ProcessHandle.current().pid()));
  }

  @Override
  public List<byte[]> look() {
    return List.of();
  }

  @Override
  public List<byte[]> all() {
    return List.of(frame);
  }
}
