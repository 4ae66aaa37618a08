package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.atLeast;
import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.WaitInfo;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How open watches and waits are listed. */
class WaitListTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Engines engines = new Engines();

  @AfterEach
  void close() {
    engines.close();
  }

  private static ConditionSpec labelled(Criterion criterion, String label) {
    return new ConditionSpec(criterion, 0, 0, false, false, List.of(), label);
  }

  private List<WaitInfo> waits() {
    return get(engines.root.waits());
  }

  @Test
  void aLostConnectionDoesNotResetSinceWhen() throws Exception {
    try (FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1)) {
      EngineSession session =
          engines.connect(
              LinkOptions.to(get(engines.root.birth(new BirthSpec("eat", null, false))))
                  .withEndpoint(proxy.endpoint()));
      session.await(labelled(atLeast("n", 5, 0, false).criterion(), "n >= 5"), 1, new Recorder());
      await().atMost(SOON).until(() -> waits().size() == 1);
      WaitInfo before = waits().get(0);
      await().atMost(SOON).until(() -> System.currentTimeMillis() > before.sinceMillis() + 6_000);

      proxy.cutAll();

      await().atMost(SOON).until(() -> waits().stream().anyMatch(w -> w.id() != before.id()));
      WaitInfo after = waits().get(0);
      assertThat(after.label()).isEqualTo("n >= 5");
      assertThat(after.process()).isEqualTo("eat");
      assertThat(after.sinceMillis())
          .isBetween(before.sinceMillis() - 5_000, before.sinceMillis() + 5_000);
    }
  }

  @Test
  void processesGoByTheirNamesBehindThoseOfTheirParents() {
    EngineSession eat = engines.connect(get(engines.root.birth(new BirthSpec("eat", null, false))));
    EngineSession crumb = engines.connect(get(eat.birth(new BirthSpec("crumb#2", null, false))));
    EngineSession nameless = engines.child();
    for (EngineSession each : List.of(engines.root, eat, crumb, nameless)) {
      each.await(atLeast("n", 5, 0, false), 1, new Recorder());
      get(each.ping());
    }

    assertThat(waits())
        .extracting(WaitInfo::process)
        .containsExactly("root", "eat", "eat/crumb#2", "session " + nameless.session());
  }

  @Test
  void whatIsShownOfAWaitIsBounded() {
    List<Criterion> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(new Criterion.Exists(key("k" + i)));
    }
    put(engines.root, "k0", Scalar.of("x".repeat(1023)));
    put(engines.root, "k1", Scalar.of("x".repeat(1024)));
    put(engines.root, "k2", 7);
    engines.root.await(labelled(new Criterion.And(many), "all of them"), 1, new Recorder());

    List<WaitInfo.Reading> readings = waits().get(0).readings();
    assertThat(readings).hasSize(Readings.MAX_KEYS);
    assertThat(readings.get(0).value()).isEqualTo(Scalar.of("x".repeat(1023)));
    assertThat(readings.get(1)).isEqualTo(new WaitInfo.Reading(key("k1"), 1025, null));
    assertThat(readings.get(2)).isEqualTo(new WaitInfo.Reading(key("k2"), 9, Scalar.of(7L)));
    assertThat(readings.get(3)).isEqualTo(new WaitInfo.Reading(key("k3"), 0, null));
  }

  @Test
  void aListThatIsTooLongLeavesOutValuesFirst() {
    EngineSession session = engines.child();
    put(engines.root, "n", Scalar.of("x".repeat(1023)));
    Criterion there = new Criterion.Not(new Criterion.Exists(key("n")));
    Criterion never = new Criterion.And(List.of(there, new Criterion.Exists(key("never"))));
    for (int i = 0; i < 10_000; i++) {
      session.await(labelled(never, "never"), 1, new Recorder());
    }
    get(session.ping());

    List<WaitInfo> waits = get(session.waits());

    assertThat(waits).hasSize(10_000);
    assertThat(waits.get(0).readings()).hasSize(2);
    assertThat(waits.get(9_999).readings()).isEmpty();
  }

  @Test
  void aLabelHasALimit() {
    Recorder recorder = new Recorder();
    engines.root.await(labelled(new Criterion.Constant(false), "x".repeat(1025)), 1, recorder);

    assertThat(recorder.next()).isInstanceOf(EngineException.Rejected.class);
    assertThat(waits()).isEmpty();
  }
}
