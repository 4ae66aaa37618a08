package dev.zproc.cli;

import dev.zproc.State;

/** A state whose namespace is the name of its class. */
@State
interface Shelf {
  int height();
}
