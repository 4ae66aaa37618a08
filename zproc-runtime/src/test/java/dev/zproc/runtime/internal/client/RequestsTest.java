package dev.zproc.runtime.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.ReplyFuture;
import dev.zproc.runtime.internal.wire.Request;
import org.junit.jupiter.api.Test;

class RequestsTest {

  private final Requests requests = new Requests(400);

  @Test
  void whatNobodyWaitsForDoesNotCountAgainstWhatSomebodyWaitsFor() {
    requests.limit(2);
    for (int i = 1; i <= 1_000; i++) {
      assertThat(requests.add(new Pending(new Request.Cancel(i), new byte[1], null))).isTrue();
    }
    assertThat(requests.add(asked())).isTrue();
    assertThat(requests.add(asked())).isTrue();
    assertThat(requests.add(asked())).isFalse();
    assertThat(requests.add(new Pending(new Request.Cancel(1), new byte[1], null))).isTrue();
    // A new connection knows nothing of what was to be cancelled on the old one.
    requests.reconnected();
    assertThat(requests.add(asked())).isTrue();
  }

  @Test
  void aQuarterOfTheHeapMayWait() {
    assertThat(requests.maxWaitingBytes()).isEqualTo(100);
    assertThat(new Requests(8L << 30).maxWaitingBytes()).isEqualTo(256 << 20);
    assertThat(requests.add(asked(99))).isTrue();
    // However large, one has room; what is more waits for it.
    assertThat(requests.add(asked(1_000))).isTrue();
    assertThat(requests.add(asked())).isFalse();
    requests.failQueued(pending -> new EngineException.Closed("over"));
    assertThat(requests.add(asked())).isTrue();
  }

  private static Pending asked() {
    return asked(1);
  }

  private static Pending asked(int bytes) {
    return new Pending(new Request.Ping(), new byte[bytes], new ReplyFuture());
  }
}
