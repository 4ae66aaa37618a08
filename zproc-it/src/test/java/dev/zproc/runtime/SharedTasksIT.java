package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.TaskGoneException;
import dev.zproc.runtime.fixtures.TroubledEngine;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.testing.Engines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shared tasks where the state takes no commit for a while: nobody waits for ever afterwards. */
@Timeout(120)
class SharedTasksIT {

  private static final Duration LONG = Duration.ofSeconds(30);

  private ZProc zproc;
  private StateEngine engine;
  private Swarm swarm;

  @BeforeEach
  void open() {
    zproc = ZProc.open(o -> o.output(Output.DISCARD));
    engine = zproc.spaces().engine();
  }

  @AfterEach
  void close() {
    if (swarm != null) {
      swarm.stop();
    }
    zproc.close();
  }

  /** A swarm that keeps its tasks by an engine in trouble. */
  private Swarm swarm(TroubledEngine.Trouble trouble) {
    SwarmOptions options = new SwarmOptions(zproc.children.options()).workers(1);
    zproc.children.made();
    swarm =
        Swarm.open(
            "troubled",
            options,
            OtherHosts.ready(options, zproc.session.endpoint()),
            zproc.children.supervision(),
            new TroubledEngine(engine, trouble),
            zproc.session.maxMessageBytes(),
            closed -> {});
    return swarm;
  }

  /** Refuses so many of the commits that tell how a task has ended. */
  private static TroubledEngine.Trouble refusingEnds(AtomicInteger left, EngineException how) {
    return commit -> {
      if (TroubledEngine.has(commit, Operation.Put.class, put -> isEnd(put.key()))
          && left.getAndDecrement() > 0) {
        throw how;
      }
    };
  }

  private static boolean isEnd(Bytes key) {
    return Keys.tasks("").contains(key) && key.asUtf8().endsWith("!");
  }

  @Test
  void anEndIsToldWhenTheDiskHasRoomAgain() {
    AtomicInteger left = new AtomicInteger(2);
    SwarmTask<Integer> task =
        swarm(refusingEnds(left, TroubledEngine.full())).share(TasksLauncher.square(7));
    assertThat(task.result(LONG)).isEqualTo(49);
    assertThat(left).hasNonPositiveValue();
  }

  @Test
  void aResultIsNoFailureBecauseNobodyKnewWhetherItWasStored() {
    AtomicInteger left = new AtomicInteger(1);
    EngineException unknown = new EngineException.OutcomeUnknown("the connection was lost");
    SwarmTask<Integer> task = swarm(refusingEnds(left, unknown)).share(TasksLauncher.square(7));
    assertThat(task.result(LONG)).isEqualTo(49);
    assertThat(left).hasNonPositiveValue();
  }

  @Test
  void allAreDroppedWhenTheDiskHasRoomAgain() {
    AtomicInteger left = new AtomicInteger(2);
    Swarm own =
        swarm(
            commit -> {
              if (TroubledEngine.has(commit, Operation.DeleteRange.class, range -> true)
                  && left.getAndDecrement() > 0) {
                throw TroubledEngine.full();
              }
            });
    SwarmTask<Integer> task = own.share(TasksLauncher.square(7));
    assertThat(task.result(LONG)).isEqualTo(49);
    own.close();
    Awaitility.await().atMost(LONG).until(() -> kept().isEmpty());
    assertThatThrownBy(() -> task.result(LONG)).isInstanceOf(TaskGoneException.class);
  }

  @Test
  void aTaskThatIsSharedWhileTheSwarmIsStoppedIsRefusedAndLeavesNothing() {
    AtomicReference<Swarm> stopped = new AtomicReference<>();
    Swarm own = swarm(commit -> stopBefore(commit, stopped.getAndSet(null)));
    SwarmTask<Integer> before = own.share(TasksLauncher.square(2));
    assertThat(before.result(LONG)).isEqualTo(4);

    stopped.set(own);

    assertThatThrownBy(() -> own.share(TasksLauncher.square(7)))
        .isInstanceOf(ContextClosedException.class);
    assertThat(kept()).isEmpty();
  }

  private static void stopBefore(Commit commit, Swarm swarm) {
    if (swarm != null) {
      assertThat(commit.operations()).hasSize(1).first().isInstanceOf(Operation.Put.class);
      swarm.stop();
    }
  }

  private List<?> kept() {
    return Engines.get(engine.range(Keys.tasks(""), 0)).entries();
  }
}
