package dev.zproc.runtime.internal.client;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.FutureAnswer;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Wires;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many reads underway, which travel together. */
class ReadsTest {

  /** So that an answer has at most 64 KiB. */
  private static final int MAX_MESSAGE_BYTES = 16 * 1024;

  private Engines engines;

  Wires wires() {
    return Wires.byDefault();
  }

  @BeforeEach
  void start() {
    ServerOptions options = ServerOptions.DEFAULTS;
    engines =
        new Engines(
            wires(),
            options.withMessages(
                MAX_MESSAGE_BYTES, options.maxOutboundBytes(), options.maxRequests()));
  }

  @AfterEach
  void stop() {
    engines.close();
  }

  private static FutureAnswer<ReadResult> read(EngineSession session, String name) {
    FutureAnswer<ReadResult> answer = session.answer();
    session.read(key(name), answer);
    return answer;
  }

  private static Entry entry(FutureAnswer<ReadResult> answer) {
    return get(answer).entry();
  }

  @Test
  void whatIsReadBetweenTwoCommitsIsWhatTheFirstHasWritten() {
    EngineSession session = engines.child();
    List<FutureAnswer<ReadResult>> found = new ArrayList<>();
    List<CompletableFuture<CommitResult>> done = new ArrayList<>();
    for (long i = 0; i < 300; i++) {
      done.add(session.commit(Commit.of(new Operation.Put(key("a"), Scalar.of(i)))));
      for (int n = 0; n < i % 5; n++) {
        found.add(read(session, "a"));
        found.add(read(session, "b" + n));
      }
    }
    int next = 0;
    for (long i = 0; i < 300; i++) {
      for (int n = 0; n < i % 5; n++) {
        assertThat(entry(found.get(next++)).value()).isEqualTo(Scalar.of(i));
        assertThat(entry(found.get(next++))).isNull();
      }
    }
    done.forEach(Engines::get);
  }

  @Test
  void valuesOfWhichOneAnswerCouldNotHoldAllAreReadAllTheSame() {
    for (int i = 0; i < 40; i++) {
      put(engines.root, "k" + i, Bytes.wrap(filled(10_000, i)));
    }
    // More than an answer to a child can have, but its own process may have it.
    put(engines.root, "k7", Bytes.wrap(filled(5 * MAX_MESSAGE_BYTES, 7)));
    EngineSession session = engines.child();
    List<FutureAnswer<ReadResult>> found = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      found.add(read(session, "k" + i % 40));
    }
    for (int i = 0; i < 400; i++) {
      if (i % 40 == 7) {
        assertThat(found.get(i))
            .failsWithin(10, TimeUnit.SECONDS)
            .withThrowableThat()
            .withMessageContaining("maxMessageBytes");
      } else {
        assertThat(entry(found.get(i)).value()).isEqualTo(Bytes.wrap(filled(10_000, i % 40)));
      }
    }
  }

  private static byte[] filled(int bytes, int with) {
    byte[] array = new byte[bytes];
    Arrays.fill(array, (byte) with);
    return array;
  }

  @Test
  void whatALostConnectionLeavesUnansweredIsReadOnTheNext() {
    FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1);
    try {
      for (int i = 0; i < 20; i++) {
        put(engines.root, "k" + i, i);
      }
      EngineSession session =
          engines.connect(
              LinkOptions.to(get(engines.root.birth(BirthSpec.NOW)))
                  .withEndpoint(proxy.endpoint()));
      for (int round = 0; round < 10; round++) {
        List<FutureAnswer<ReadResult>> found = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
          found.add(read(session, "k" + i % 20));
          if (i == 1_000) {
            proxy.cutAll();
          }
        }
        for (int i = 0; i < 2_000; i++) {
          assertThat(entry(found.get(i)).key()).isEqualTo(key("k" + i % 20));
          assertThat(entry(found.get(i)).value()).isEqualTo(Scalar.of((long) i % 20));
        }
      }
      assertThat(proxy.accepted()).isGreaterThan(5);
    } finally {
      proxy.close();
    }
  }
}
