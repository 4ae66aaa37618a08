package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.fixtures.TroubledEngine;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.supervision.LaunchSpec;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import dev.zproc.runtime.internal.wait.Calls;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the host of a background context does where its state takes no commit for a while. */
@Timeout(120)
class HostedChildrenIT {

  /** The keys of the ends that could not be told. */
  private final Set<Bytes> untold = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean full = new AtomicBoolean(true);

  @Test
  void whatWasRefusedIsNotDoneAllTheSameBeforeThatCouldBeTold() {
    try (ZProc zproc = ZProc.open(o -> o.output(Output.DISCARD).maxSessions(2))) {
      StateEngine engine = zproc.spaces().engine();
      BackgroundCalls calls = new BackgroundCalls(engine);
      new HostedChildren(zproc, new TroubledEngine(engine, this::refuseEnds), () -> {}, () -> {})
          .begin(new BackgroundHost.Identity("bakery", 1, "").encode());
      Child<Void> only = zproc.spawn(KidsLauncher.stay("forever"));

      String refused = calls.ask(spawn(zproc, KidsLauncher.stay("as one too many")));
      Awaitility.await().until(() -> untold.contains(Keys.backgroundEnded(refused)));
      only.kill();
      only.end();
      String next = calls.ask(spawn(zproc, KidsLauncher.stay("in its place")));

      assertThat(calls.awaitSpawned(next, "the next").end()).isNull();
      full.set(false);
      assertThat(calls.awaitSpawned(refused, "the one too many").end())
          .isInstanceOfSatisfying(
              TaskEnd.Broken.class, how -> assertThat(how.why()).contains("maxSessions"));
      assertThat(calls.all().keySet()).containsExactlyInAnyOrder(refused, next);
    }
  }

  @Test
  void childrenOfAHostOfAnOlderReleaseAreListedToo() {
    try (ZProc zproc = ZProc.open()) {
      StateEngine engine = zproc.spaces().engine();
      BackgroundRecord first =
          new BackgroundRecord(
              1, "first", "first()", "Entry", "closure", 4711, 1, ChildStatus.RUNNING, "", null);
      BackgroundRecord second =
          new BackgroundRecord(
                  2, "second", "second()", "Entry", "x", 4712, 1, ChildStatus.RUNNING, "", null)
              .ended("", new TaskEnd.Returned(new byte[] {1}));
      Calls.get(
          engine.commit(
              Commit.of(
                  new Operation.Put(Keys.backgroundEnded("1-2"), second.encode()),
                  new Operation.Put(Keys.backgroundLive("1-1"), first.encode()))));

      Map<String, BackgroundRecord> all = new BackgroundCalls(engine).all();

      assertThat(all.keySet()).containsExactly("1-1", "1-2");
      assertThat(all.values())
          .extracting(BackgroundRecord::name)
          .containsExactly("first", "second");
      assertThat(all.values()).extracting(BackgroundRecord::isOver).containsExactly(false, true);
    }
  }

  private void refuseEnds(Commit commit) {
    boolean ends =
        TroubledEngine.has(
            commit, Operation.Put.class, put -> put.key().asUtf8().endsWith("!") && note(put));
    if (ends && full.get()) {
      throw TroubledEngine.full();
    }
  }

  private boolean note(Operation.Put put) {
    untold.add(put.key());
    return true;
  }

  private static BackgroundAsk.Spawn spawn(ZProc zproc, Call<?> call) {
    SpawnOptions options = new SpawnOptions(call.entry(), zproc.children.options());
    LaunchSpec launch =
        new Launches(zproc.spaces(), zproc.session)
            .spec(call, options.name(), options)
            .fixed(ParentJvm.current());
    return new BackgroundAsk.Spawn(
        call.entry().owner(),
        call.entry().name(),
        call.toString(),
        options.output().reference(),
        launch);
  }
}
