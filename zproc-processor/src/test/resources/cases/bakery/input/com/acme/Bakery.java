package com.acme;

import dev.zproc.State;
import dev.zproc.runtime.state.StateMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

@State(namespace = "bakery")
interface Bakery {
  int cookies();

  default int price() {
    return 3;
  }

  List<String> names();

  @Nullable Order last();

  StateMap<String, Order> orders();
}
