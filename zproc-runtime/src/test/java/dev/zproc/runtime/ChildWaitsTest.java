package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long children may take to end once one has failed. */
class ChildWaitsTest {

  @Test
  void thoseThatAreStoppedHaveTheirOwnTimesTogether() {
    assertThat(ChildWaits.together(List.of(Duration.ofSeconds(30), Duration.ofSeconds(7))))
        .isEqualTo(Duration.ofSeconds(37));
    Duration forEver = Durations.bounded(ChronoUnit.FOREVER.getDuration());
    assertThat(ChildWaits.together(List.of(forEver, forEver))).isEqualTo(Durations.LONGEST);
    assertThat(ChildWaits.together(List.of())).isZero();
  }
}
