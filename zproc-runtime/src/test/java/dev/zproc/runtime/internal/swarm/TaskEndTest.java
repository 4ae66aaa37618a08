package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import org.junit.jupiter.api.Test;

class TaskEndTest {

  /** By which the items of a stream are bounded: a stack may be longer than any result. */
  @Test
  void hasASizeAlsoWhereItIsAFailure() {
    TaskEnd threw =
        new TaskEnd.Failed(new ChildEnd.Threw("a.E", "why", "s".repeat(1_000)), 1, 7, "");
    TaskEnd died = new TaskEnd.Failed(new ChildEnd.Signalled(9, "SIGKILL"), 1, 7, "e".repeat(500));
    TaskEnd unsaid = new TaskEnd.Failed(new ChildEnd.Threw("a.E", null, "s"), 1, 7, "");
    assertThat(threw.size()).isEqualTo(1_003);
    assertThat(died.size()).isEqualTo(500);
    assertThat(unsaid.size()).isOne();
    assertThat(new TaskEnd.Returned(new byte[10], 2, 9).size()).isEqualTo(7);
    assertThat(new TaskEnd.Cancelled().size()).isZero();
  }
}
