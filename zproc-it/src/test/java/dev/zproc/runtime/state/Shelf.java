package dev.zproc.runtime.state;

import dev.zproc.State;

/** A state of one map from texts to texts. */
@State(namespace = "shelf")
interface Shelf {

  StateMap<String, String> shelf();

  int shelves();
}
