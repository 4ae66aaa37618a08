package com.acme.states;

import dev.zproc.State;
import org.jspecify.annotations.Nullable;

@State
public interface Desk {

  @Nullable Order last();

  int orders();
}
