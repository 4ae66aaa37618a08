package com.acme.states;

import dev.zproc.State;
import dev.zproc.runtime.state.StateMap;

@State
public interface Desk {

  StateMap<String, Order> orders();

  int pieces();
}
