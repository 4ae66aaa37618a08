package com.acme.special;

import com.acme.Library;
import com.acme.LibraryState;
import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;

/** A state that extends a state; and an accessor of another package. */
@State(accessor = "Special")
interface SpecialLibrary extends Library {
  int extra();

  class Reader {
    @ChildProcess
    @WaitFor("special.extra > 1 && library.added > 2 && library.newest != null")
    void read(LibraryState library, Special special, Library then) {}
  }
}
