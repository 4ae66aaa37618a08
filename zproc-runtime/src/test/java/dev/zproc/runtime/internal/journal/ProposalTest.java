package dev.zproc.runtime.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import org.junit.jupiter.api.Test;

class ProposalTest {

  private static boolean isOwn(Bytes key) {
    return Proposal.isOwn(Commit.of(new Operation.Put(key, Bytes.EMPTY)));
  }

  @Test
  void aServerKeepsItsOwnForItselfAndNothingOfPrograms() {
    assertThat(isOwn(Keys.session(7))).isTrue();
    assertThat(isOwn(Keys.unfinishedTask("7-1"))).isTrue();
    assertThat(isOwn(Keys.backgroundHost())).isTrue();
    assertThat(isOwn(Keys.key("zproc.shop", "cookies"))).isFalse();
    assertThat(isOwn(Keys.key("zproc.tasks2", "cookies"))).isFalse();
    assertThat(isOwn(Keys.schema("zproc."))).isFalse();
  }
}
