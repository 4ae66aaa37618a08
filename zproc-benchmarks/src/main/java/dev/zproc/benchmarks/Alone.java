package dev.zproc.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * A contender whose processes are there only while it is asked for a sample: a hundred JVMs or a
 * state of a million keys would be in the way of the others. What is measured first, while it is
 * cold, is forgotten.
 *
 * <p>Threads: used by the main thread only.
 */
record Alone(Contender contender) implements Contender {

  @Override
  public String name() {
    return contender.name();
  }

  @Override
  public @Nullable String missing() {
    return contender.missing();
  }

  @Override
  public Sample take() throws Exception {
    try (Contender open = contender) {
      open.open();
      Sample cold = open.take();
      return cold.operations() == 0 ? cold : open.take();
    }
  }

  @Override
  public double sample() throws Exception {
    return take().p50();
  }
}
