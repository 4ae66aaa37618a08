package dev.zproc.runtime.internal.client;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.all;
import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.testing.DeepStack;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Logged;
import dev.zproc.runtime.testing.Recorder;
import dev.zproc.runtime.testing.Wires;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thread whose stack overflows as it does the link's work, or as it is about to or has just done
 * it, keeps nobody waiting: the link goes on, or it has failed, and says so to all.
 */
class LeadOverflowTest {

  private static final int ROUNDS = Boolean.getBoolean("zproc.full") ? 8_000 : 800;

  private final Random random = new Random(20_261_130);
  private final DeepStack stack = new DeepStack(random.nextLong());
  private Engines engines;
  private EngineSession session;

  /** Each link that fails says so with a thousand frames. */
  private Logged logged;

  private int overflowed;

  @BeforeEach
  void start() {
    logged = new Logged(LinkLoop.class.getName(), Level.SEVERE);
    engines = new Engines(Wires.UNIX, ServerOptions.DEFAULTS);
    session = engines.child();
    for (Asked each : Asked.values()) {
      each.of(session, true); // with classes that a stack that overflows would not initialize
    }
  }

  @AfterEach
  void stop() {
    engines.close();
    logged.close();
  }

  /** What is asked for; each has another way to the link. */
  private enum Asked {
    READ,
    COMMIT,
    WATCH;

    void of(EngineSession session, boolean waits) {
      CompletableFuture<?> answer =
          switch (this) {
            case READ -> session.read(key("a"));
            case COMMIT -> session.commit(Commit.of(new Operation.Put(key("b"), Scalar.of(1L))));
            case WATCH -> {
              Subscription watch = session.watch(all(BEGIN), Long.MAX_VALUE, new Recorder());
              watch.cancel();
              yield session.ping();
            }
          };
      if (waits) {
        get(answer);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoeverOverflowsKeepsNobodyWaiting(Asked asked) throws Exception {
    for (int i = 0; i < ROUNDS / Asked.values().length; i++) {
      boolean waits = random.nextInt(4) == 0;
      if (stack.run(() -> asked.of(session, waits)) instanceof StackOverflowError) {
        overflowed++;
      }
      try {
        get(session.read(key("a")));
        put(session, "a", i);
      } catch (EngineException.Closed closed) {
        assertThat(closed).hasMessageContaining("StackOverflowError");
        session.close();
        session = engines.child();
      }
    }
    assertThat(overflowed).isPositive();
  }

  /** While an answer is out, who asks has the role and sends nothing: it may fail to leave it. */
  @Test
  void whoWaitsForWhatComesLaterIsTold() throws Exception {
    List<KeyRange> range = List.of(KeyRange.single(key("a")));
    CompletableFuture<?> waiting = null;
    for (int i = 0; i < ROUNDS; i++) {
      try {
        if (waiting == null) {
          get(session.takeTurn(range));
          waiting = session.takeTurn(range);
        }
        get(session.ping()); // after which nobody has the role
        if (stack.run(() -> session.read(key("a"))) instanceof StackOverflowError) {
          overflowed++;
        }
        get(session.ping());
      } catch (EngineException.Closed closed) {
        // With its link; or by the turn itself, if the lease of the one before was over by then.
        try {
          waiting.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
          assertThat(failed).hasCauseInstanceOf(EngineException.class);
        }
        session.close(); // and its turn ends
        session = engines.child();
        waiting = null;
      }
    }
    assertThat(overflowed).isPositive();
  }
}
