package dev.zproc.runtime.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.wire.Push;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightTest {

  private static Push match(Bytes value) {
    Entry entry = new Entry(Bytes.utf8("key"), value, 1, 1);
    return new Push.BirthMatch(new Match(1, 0, List.of(entry)));
  }

  @Test
  void whatSeveralWaitForCountsOnce() {
    Bytes large = Bytes.wrap(new byte[1_000_000]);
    Weight together = Weight.ofAllTogether();

    assertThat(Weight.of(match(large))).isGreaterThan(1_000_000);
    assertThat(together.weigh(match(large))).isGreaterThan(1_000_000);
    assertThat(together.weigh(match(large))).isLessThan(1_000);
    // An equal one is another, as far as memory goes.
    assertThat(together.weigh(match(Bytes.wrap(new byte[1_000_000])))).isGreaterThan(1_000_000);
  }
}
