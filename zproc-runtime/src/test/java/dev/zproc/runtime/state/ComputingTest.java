package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.EveryDepth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ComputingTest {

  private static final Engines ENGINES = new Engines();

  private final StateEngine engine = ENGINES.root;
  private final Slot<Integer> slot = slot("a");
  private final Slot<Integer> other = slot("b");

  private static Slot<Integer> slot(String name) {
    return new Slot<>("shelf", KeySpec.nullable(name, ValueTypes.INT), ValueTypes.INT, null);
  }

  @AfterAll
  static void close() {
    ENGINES.close();
  }

  private int apply(Slot<Integer> computed, Runnable within) {
    return Computing.<Integer>apply(
        engine,
        computed.key,
        computed,
        before -> {
          within.run();
          return before + 1;
        },
        1);
  }

  @Test
  void whatIsBeingComputedIsNotWritten() {
    apply(
        slot,
        () -> {
          apply(other, () -> assertRefused(slot));
          Computing.check(engine, other.key);
          assertRefused(slot);
        });
    assertThat(Computing.isUnderway()).isFalse();
    Computing.check(engine, slot.key);
  }

  private void assertRefused(Slot<?> refused) {
    assertThatThrownBy(() -> Computing.check(engine, refused.key))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("recursive update");
  }

  @Test
  void aStackThatOverflowsLeavesNoThreadAtIt() throws Exception {
    EveryDepth.run(
        () -> apply(slot, () -> {}),
        () -> {
          assertThat(Computing.isUnderway()).isFalse();
          apply(slot, () -> {});
        });
  }
}
