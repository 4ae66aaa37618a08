package com.acme.pantry;

import dev.zproc.State;

/** A state of a package that is not below the application's. */
@State
public interface Pantry {
  int jars();
}
