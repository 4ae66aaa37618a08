package dev.zproc.console;

import dev.zproc.State;
import dev.zproc.runtime.state.StateMap;
import org.jspecify.annotations.Nullable;

/** What the tests' processes share. */
@State(namespace = "shop")
interface Shop {

  int cookies();

  default int price() {
    return 3;
  }

  @Nullable String note();

  boolean closing();

  StateMap<String, Integer> orders();
}
