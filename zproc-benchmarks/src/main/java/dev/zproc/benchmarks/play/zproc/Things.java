package dev.zproc.benchmarks.play.zproc;

import dev.zproc.State;
import dev.zproc.runtime.state.StateMap;
import org.jspecify.annotations.Nullable;

/** What is read, written and watched. */
@State(namespace = "things")
interface Things {

  /** A value of 100 bytes. */
  @Nullable String text();

  /** What is added to, or a time that somebody waits for; many conditions may be on it. */
  long count();

  /** How many times have arrived where they were waited for. */
  long arrived();

  /** As many keys as are wanted. */
  StateMap<Integer, Long> many();
}
