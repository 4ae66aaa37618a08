package dev.zproc.runtime.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParentWatchTest {

  @Test
  void anOrphanIsOneWithAnotherParentWhoeverThatIs() {
    assertThat(ParentWatch.isAnother(1, 4711)).isTrue();
    assertThat(ParentWatch.isAnother(800, 4711)).as("a subreaper has adopted it").isTrue();
    assertThat(ParentWatch.isAnother(4711, 4711)).isFalse();
    assertThat(ParentWatch.isAnother(1, 1)).as("a container's first process").isFalse();
    assertThat(ParentWatch.isAnother(-1, 4711)).as("nobody knows").isFalse();
    assertThat(ParentWatch.isAnother(0, 4711)).as("outside of this namespace").isFalse();
  }

  @Test
  void theParentOfThisProcessIsKnown() {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();

    assertThat(new ParentWatch(parent).isChild()).isTrue();
    assertThat(new ParentWatch(parent + 1).isChild()).isFalse();
  }
}
