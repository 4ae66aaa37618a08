package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Roots that share a state on one etcd, also where the connections to it are cut. */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
@Timeout(60)
class TwoRootsTest {

  private static final int EACH = 100;
  private static final Bytes COUNTER = Engines.key("counter");
  private static final KeyRange ENTRIES = KeyRange.prefix(Bytes.utf8("m"));

  private final EtcdServers servers = EtcdServers.shared();
  private final Etcd etcd = servers.etcd();

  private static Engines root(Etcd etcd) {
    return new Engines(EtcdServers.options(etcd));
  }

  private static Commit increment() {
    return Commit.of(new Operation.Add(COUNTER, Scalar.of(1L), Scalar.of(0L)));
  }

  private static Bytes read(StateEngine engine, Bytes key) {
    var entry = Calls.get(engine.read(key)).entry();
    return entry == null ? Bytes.EMPTY : entry.value();
  }

  private static CompletableFuture<Void> increments(StateEngine engine) {
    return CompletableFuture.runAsync(
        () -> {
          for (int i = 0; i < EACH; i++) {
            Calls.get(engine.commit(increment()));
          }
        });
  }

  private static void seesEach(Recorder recorder, long from, long to) {
    List<Bytes> seen = new ArrayList<>();
    List<Bytes> expected = new ArrayList<>();
    for (long i = from; i <= to; i++) {
      CommitEvent event = recorder.event();
      assertThat(event.changes()).hasSize(1);
      seen.add(event.changes().get(0).value());
      expected.add(Scalar.of(i));
    }
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void incrementsFromBothCountAndAreSeenInBoth() {
    try (Engines one = root(etcd);
        Engines two = root(etcd)) {
      Recorder inOne = new Recorder();
      Recorder inTwo = new Recorder();
      one.root.watch(Engines.all(Engines.BEGIN), 10_000, inOne);
      two.root.watch(Engines.all(Engines.BEGIN), 10_000, inTwo);
      CompletableFuture<Void> first = increments(one.root);
      CompletableFuture<Void> second = increments(two.child());
      first.join();
      second.join();
      assertThat(read(one.root, COUNTER)).isEqualTo(Scalar.of(2L * EACH));
      assertThat(read(two.root, COUNTER)).isEqualTo(Scalar.of(2L * EACH));
      seesEach(inOne, 1, 2L * EACH);
      seesEach(inTwo, 1, 2L * EACH);
    }
  }

  @Test
  void eachReadShowsWhatAnotherRootHasWrittenBefore() {
    try (Engines one = root(etcd);
        Engines two = root(etcd)) {
      for (long i = 1; i <= 50; i++) {
        Engines.put(one.root, "a", i);
        assertThat(read(two.root, Engines.key("a"))).isEqualTo(Scalar.of(i));
      }
    }
  }

  @Test
  void whatWaitsInOneIsWokenByTheOther() {
    try (Engines one = root(etcd);
        Engines two = root(etcd)) {
      Recorder recorder = new Recorder();
      one.child().await(Engines.atLeast("a", 7, Engines.BEGIN, false), 1, recorder);
      Engines.put(two.root, "a", 3);
      Engines.put(two.root, "a", 8);
      assertThat(recorder.match()).isNotNull();
    }
  }

  @Test
  void whatOneHasLeftIsThereForTheNextAndNothingElse() {
    try (Engines one = root(etcd)) {
      Engines.put(one.root, "a", 5);
      Calls.get(one.root.commit(Commit.of(new Operation.Put(tasks(), Scalar.of(1)))));
    }
    try (Engines two = root(etcd)) {
      assertThat(read(two.root, Engines.key("a"))).isEqualTo(Scalar.of(5L));
      assertThat(read(two.root, tasks())).isEqualTo(Bytes.EMPTY);
    }
  }

  private static Bytes tasks() {
    return Bytes.utf8("zproc.tasks\0" + "1-1?");
  }

  @Test
  void aRangeIsRemovedWithWhatOthersHavePutThere() {
    try (Engines one = root(etcd);
        Engines two = root(etcd)) {
      for (int i = 0; i < 20; i++) {
        CompletableFuture<Long> put =
            CompletableFuture.supplyAsync(() -> Engines.put(one.root, "m", 1));
        Calls.get(two.root.commit(Commit.of(new Operation.DeleteRange(ENTRIES))));
        put.join();
        Calls.get(two.root.commit(Commit.of(new Operation.DeleteRange(ENTRIES))));
        assertThat(Calls.get(one.root.range(ENTRIES, 0)).entries()).isEmpty();
      }
    }
  }

  @Test
  void aRangeIsRemovedWithWhatHasNotComeYet() {
    String behind = "tcp://127.0.0.1:" + servers.port(0);
    try (FaultProxy proxy = new FaultProxy(behind, 42);
        Engines one = root(etcd)) {
      Etcd far = Etcd.at(proxy.endpoint().replace("tcp:", "http:")).prefix(etcd.prefix);
      Engines.put(one.root, "m1", 1);
      try (Engines two = root(far)) {
        proxy.mute("POST /v3/watch");
        proxy.cutAll();
        Engines.put(one.root, "m2", 1);
        long before = proxy.down();
        var removed = two.root.commit(Commit.of(new Operation.DeleteRange(ENTRIES)));
        Awaitility.await().until(() -> proxy.down() > before); // etcd has said what it thinks of it
        proxy.mute("");
        proxy.cutAll();
        Calls.get(removed);
        assertThat(Calls.get(one.root.range(ENTRIES, 0)).entries()).isEmpty();
        assertThat(Calls.get(two.root.range(ENTRIES, 0)).entries()).isEmpty();
      }
    }
  }

  @Test
  void whatEtcdWouldRefuseIsRefusedHereAndTheNextGoesOn() {
    try (Engines one = root(etcd)) {
      Operation[] many = new Operation[127];
      for (int i = 0; i < many.length; i++) {
        many[i] = new Operation.Put(Engines.key("k" + i), Scalar.of(i));
      }
      assertThatThrownBy(() -> Calls.get(one.root.commit(Commit.of(many))))
          .hasMessageContaining("etcd takes 128");
      Bytes large = Bytes.wrap(new byte[2 << 20]);
      assertThatThrownBy(() -> Engines.put(one.root, "large", large))
          .hasMessageContaining("--max-request-bytes");
      Operation[] fit = Arrays.copyOf(many, 126);
      Calls.get(one.root.commit(Commit.of(fit)));
      Engines.put(one.root, "large", Bytes.wrap(new byte[1500 << 10]));
    }
  }

  @Test
  void nothingIsDoneTwiceOrLostWhereConnectionsAreCut() throws Exception {
    String behind = "tcp://127.0.0.1:" + servers.port(0);
    try (FaultProxy proxy = new FaultProxy(behind, 42)) {
      Etcd far = Etcd.at(proxy.endpoint().replace("tcp:", "http:")).prefix(etcd.prefix);
      try (Engines one = root(far);
          Engines two = root(etcd)) {
        Recorder recorder = new Recorder();
        one.root.watch(Engines.all(Engines.BEGIN), 10_000, recorder);
        proxy.cutWithin(20_000);
        CompletableFuture<Void> others = increments(two.root);
        increments(one.root).join();
        others.join();
        proxy.cutWithin(0);
        assertThat(read(two.root, COUNTER)).isEqualTo(Scalar.of(2L * EACH));
        seesEach(recorder, 1, 2L * EACH);
      }
    }
  }

  @Test
  void aRootWithoutEtcdReadsWhatItHasAndFailsToWrite() throws Exception {
    String behind = "tcp://127.0.0.1:" + servers.port(0);
    try (FaultProxy proxy = new FaultProxy(behind, 42)) {
      Etcd far =
          Etcd.at(proxy.endpoint().replace("tcp:", "http:"))
              .prefix(etcd.prefix)
              .reads(Reads.LOCAL)
              .timeout(Duration.ofSeconds(4));
      try (Engines one = root(far)) {
        Engines.put(one.root, "a", 1);
        Awaitility.await().until(TwoRootsTest::everyProposalIsAnswered);
        proxy.refuse(true);
        proxy.cutAll();
        // What became of the first may come by the watch, before the answer to it, which is cut off
        // then; until that is known, the second is not even proposed.
        assertThatThrownBy(() -> Engines.put(one.root, "a", 2))
            .isInstanceOfAny(EngineException.OutcomeUnknown.class, EngineException.NotStored.class);
        assertThat(read(one.root, Engines.key("a"))).isEqualTo(Scalar.of(1L));
        Commit look = new Commit(List.of(new Compare.Revision(Engines.key("a"), 0)), List.of());
        assertThat(Calls.get(one.root.commit(look)).current().get(0).value())
            .isEqualTo(Scalar.of(1L));
        proxy.refuse(false);
        Engines.put(one.root, "a", 3);
        assertThat(read(one.root, Engines.key("a"))).isEqualTo(Scalar.of(3L));
      }
    }
  }

  /** A commit may have come by the watch before; its answer would be what is cut then. */
  private static boolean everyProposalIsAnswered() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> each.getKey().getName().equals("zproc-etcd-commits"))
        .allMatch(
            each ->
                Stream.of(each.getValue()).anyMatch(frame -> frame.getMethodName().equals("take")));
  }

  @Test
  void whatWasAcceptedAndDoesNotArriveIsUnknownInTimeAndCountsOnce() throws Exception {
    String behind = "tcp://127.0.0.1:" + servers.port(0);
    try (FaultProxy proxy = new FaultProxy(behind, 42)) {
      Etcd far =
          Etcd.at(proxy.endpoint().replace("tcp:", "http:"))
              .prefix(etcd.prefix)
              .timeout(Duration.ofSeconds(4));
      try (Engines one = root(far);
          Engines two = root(etcd)) {
        Calls.get(one.root.commit(increment()));
        proxy.mute("POST /v3/watch");
        proxy.cutAll();
        List<CompletableFuture<?>> pending = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          pending.add(one.root.commit(increment()));
        }
        for (CompletableFuture<?> each : pending) {
          assertThat(failure(each))
              .isInstanceOfAny(
                  EngineException.OutcomeUnknown.class, EngineException.NotStored.class);
        }
        assertThat(failure(pending.get(0)))
            .isInstanceOf(EngineException.OutcomeUnknown.class)
            .hasMessageContaining("nothing arrives here");
        long unknown =
            pending.stream()
                .filter(each -> failure(each) instanceof EngineException.OutcomeUnknown)
                .count();
        assertThat(read(two.root, COUNTER)).isEqualTo(Scalar.of(1 + unknown));
        proxy.mute("");
        proxy.cutAll();
        Calls.get(one.root.commit(increment()));
        assertThat(read(one.root, COUNTER)).isEqualTo(Scalar.of(2 + unknown));
        assertThat(read(two.root, COUNTER)).isEqualTo(Scalar.of(2 + unknown));
      }
    }
  }

  private static Throwable failure(CompletableFuture<?> future) {
    return future.handle((result, failed) -> failed).join();
  }

  @Test
  void aCommitThatChangesNothingShowsWhatAnotherRootHasWrittenBefore() {
    try (Engines one = root(etcd);
        Engines two = root(etcd)) {
      Commit look =
          new Commit(
              List.of(new Compare.Value(Engines.key("none"), Scalar.of(1L))),
              List.of(new Operation.Put(Engines.key("none"), Scalar.of(2L))));
      for (long i = 1; i <= 50; i++) {
        Engines.put(one.root, "a", i);
        long revision = Calls.get(two.root.commit(look)).revision();
        var seen = Calls.get(two.root.range(KeyRange.single(Engines.key("a")), revision));
        assertThat(seen.entries().get(0).value()).isEqualTo(Scalar.of(i));
      }
    }
  }

  @Test
  void aWatchThatCompactionHasOvertakenIsToldAndTheStateIsWhole() throws Exception {
    String behind = "tcp://127.0.0.1:" + servers.port(0);
    try (FaultProxy proxy = new FaultProxy(behind, 42);
        Engines two = root(etcd)) {
      Etcd far = Etcd.at(proxy.endpoint().replace("tcp:", "http:")).prefix(etcd.prefix);
      Engines.put(two.root, "gone", 1);
      try (Engines one = root(far)) {
        Recorder recorder = new Recorder();
        one.root.watch(Engines.all(Engines.BEGIN), 10_000, recorder);
        Engines.put(one.root, "a", 1);
        assertThat(recorder.event().changes()).hasSize(1);
        proxy.refuse(true);
        proxy.cutAll();
        for (int i = 0; i < 10; i++) {
          Engines.put(two.root, "a", 100 + i);
        }
        Calls.get(two.root.commit(Commit.of(new Operation.Delete(Engines.key("gone")))));
        servers.compact();
        proxy.refuse(false);
        assertThat(recorder.next()).isInstanceOf(Recorder.Gone.class);
        assertThat(read(one.root, Engines.key("a"))).isEqualTo(Scalar.of(109L));
        assertThat(read(one.root, Engines.key("gone"))).isEqualTo(Bytes.EMPTY);
        Engines.put(one.root, "a", 7);
        assertThat(read(two.root, Engines.key("a"))).isEqualTo(Scalar.of(7L));
      }
    }
  }

  @Test
  void aWatchThatIsCutBeforeItsFirstEventMissesNone() throws Exception {
    String behind = "tcp://127.0.0.1:" + servers.port(0);
    try (FaultProxy proxy = new FaultProxy(behind, 42);
        Engines two = root(etcd)) {
      Etcd far =
          Etcd.at(proxy.endpoint().replace("tcp:", "http:")).prefix(etcd.prefix).reads(Reads.LOCAL);
      try (Engines one = root(far)) {
        Recorder recorder = new Recorder();
        one.root.watch(Engines.all(Engines.BEGIN), 10_000, recorder);
        for (int round = 0; round < 10; round++) {
          proxy.holdDown(); // the watch is there, and nothing that it says comes through
          for (int i = 1; i <= 5; i++) {
            Engines.put(two.root, "counter", round * 5 + i);
          }
          proxy.cutAll();
          proxy.release();
        }
        seesEach(recorder, 1, 50);
      }
    }
  }
}
