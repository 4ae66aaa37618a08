package dev.zproc.cli;

import dev.zproc.State;
import java.util.Map;

/** States that are nested in a class. */
final class More {

  private More() {}

  /** Its namespace has a {@code $}. */
  @State
  interface Depot {
    int phase();

    Map<String, Integer> prices();
  }

  /** Another whose name ends as that of a state elsewhere. */
  @State
  interface Shelf {
    int depth();
  }
}
