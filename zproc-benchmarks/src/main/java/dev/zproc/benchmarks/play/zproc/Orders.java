package dev.zproc.benchmarks.play.zproc;

import dev.zproc.State;
import dev.zproc.benchmarks.play.Tally;
import org.jspecify.annotations.Nullable;

/** How the root asks a child for samples. */
@State(namespace = "orders")
interface Orders {

  /** How many samples have been asked for. */
  long asked();

  /** What the newest one has measured. */
  @Nullable Tally tally();
}
