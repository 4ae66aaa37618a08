package dev.zproc.runtime.internal.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.GroupStrategy;
import dev.zproc.runtime.internal.output.OutputSink;
import dev.zproc.runtime.internal.output.OutputSinks;
import dev.zproc.runtime.internal.process.CodePath;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.IdleJvm;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is thrown while a group decides. No process is started. */
class GroupSupervisorTest {

  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final Engines engines = new Engines();
  private final Supervision supervision =
      new Supervision(
          engines.root, IdleJvm.Source.NONE, ParentJvm.current(), event -> {}, faults::add);
  private final GroupSupervisor group =
      supervision.group(
          new GroupPlan(
              "bakery", GroupStrategy.ONE_FOR_ONE, 3, Duration.ofSeconds(5), Duration.ofSeconds(5)),
          List.of(member("oven"), member("baker")));

  @AfterEach
  void close() {
    supervision.close();
    engines.close();
  }

  private static MemberSpec member(String name) {
    Duration second = Duration.ofSeconds(1);
    return new MemberSpec(
        new LaunchSpec(
            name,
            new JvmSpec(
                "M",
                null,
                CodePath.INHERITED,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                Map.of(),
                Debugging.OFF),
            each -> new OutputSinks(OutputSink.NOWHERE, OutputSink.NOWHERE, () -> {}),
            Duration.ZERO,
            Duration.ZERO,
            second,
            new RestartPlan(
                RestartPolicy.NEVER,
                RetryFilter.ALL,
                1,
                second,
                new RestartBackoff(second, 1, second, 0, second),
                GiveUp.values()[0]),
            null,
            new BirthSpec(name, null, false),
            new LaunchSpec.BootPart("", "", "", List.of())),
        false,
        GroupPlan.Readiness.UP,
        null);
  }

  private void decide(Error error) {
    group.act(
        () -> {
          throw error;
        });
  }

  @Test
  void afterAnErrorNobodyWaitsForIt() {
    decide(new StackOverflowError());

    assertThat(group.started()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(false);
    for (Supervisor child : group.children()) {
      AttemptEnd end = child.ended().orTimeout(20, TimeUnit.SECONDS).join();
      assertThat(end.end()).isEqualTo(new ChildEnd.Stopped());
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void aFullHeapConcernsTheContext() {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    decide(full);

    await().until(() -> faults.equals(List.of(full)));
  }
}
