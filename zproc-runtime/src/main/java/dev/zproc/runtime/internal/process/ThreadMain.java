package dev.zproc.runtime.internal.process;

import dev.zproc.runtime.internal.boot.BootFrame;

/** Runs children in threads of this process, in place of processes. */
public interface ThreadMain {

  /** Makes ready for the child called {@code name}; called in the order of the spawns. */
  Life begin(String name);

  /** One of them. */
  interface Life {

    /** Lives the child's whole life in the current thread; returns what would be its exit code. */
    int run(BootFrame frame);

    /** It counts as killed, though its thread may go on. */
    void abandoned();
  }
}
