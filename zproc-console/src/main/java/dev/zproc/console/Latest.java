package dev.zproc.console;

import java.util.Arrays;
import java.util.List;

/** A section that is sent as a whole, whenever it is not as it was. */
abstract class Latest implements Section {

  private final String name;
  private byte[] last = new byte[0];

  Latest(String name) {
    this.name = name;
  }

  /** What there is to see now. */
  abstract Object now();

  @Override
  public List<byte[]> look() {
    byte[] now = Frames.of(name, now());
    if (Arrays.equals(now, last)) {
      return List.of();
    }
    last = now;
    return List.of(now);
  }

  @Override
  public List<byte[]> all() {
    return last.length == 0 ? List.of() : List.of(last);
  }
}
