package dev.zproc.runtime;

import dev.zproc.State;

/** Counts. */
@State(namespace = "counter")
interface Counter {

  int runs();
}
