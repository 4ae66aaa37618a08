package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChainReactionIT {

  private static final int RUNS = Boolean.getBoolean("zproc.full") ? 200 : 6;

  @Test
  void everyRunReacts() {
    for (int run = 0; run < RUNS; run++) {
      SampleRun chain = SampleRun.of(ChainReaction.class);

      assertThat(chain.errors()).as("run %d", run).isEmpty();
      assertThat(chain.exitCode()).isZero();
      assertThat(chain.lines())
          .containsExactlyInAnyOrder(
              "child0: I set foo to foobar",
              "child1: foo got updated, so I wake",
              "child1: I set foo to bar",
              "child2: foo changed to bar, so I wake");
      chain.assertOrder("child1: foo got updated, so I wake", "child1: I set foo to bar");
      chain.assertOrder(
          "child1: foo got updated, so I wake", "child2: foo changed to bar, so I wake");
    }
    SampleRun.assertNothingLeft(ChainReaction.class);
  }
}
