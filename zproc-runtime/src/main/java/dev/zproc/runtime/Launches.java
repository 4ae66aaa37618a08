package dev.zproc.runtime;

import dev.zproc.FailedRun;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.process.Family;
import dev.zproc.runtime.internal.process.LaunchSpec;
import dev.zproc.runtime.internal.process.RestartPlan;
import dev.zproc.runtime.internal.schema.Namespaces;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.spi.WaitPlan;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a call and the options of its spawn into what supervision needs to know.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Launches {

  /** In a {@link BirthSpec} any number but 0 stands for the session that is born. */
  private static final long THE_CHILD_ITSELF = 1;

  private final Namespaces spaces;
  private final EngineFamily family;

  Launches(Namespaces spaces, EngineFamily family) {
    this.spaces = spaces;
    this.family = family;
  }

  /** Blocks while namespaces are opened that are not yet. */
  LaunchSpec spec(Call<?> call, String name, SpawnOptions spawn) {
    RestartPlan restart = spawn.restart();
    WaitPlan plan = call.entry().waitPlan(call.arguments());
    BirthSpec birth = birth(call, name, plan);
    Supplier<CompletableFuture<Family.Ticket>> births = () -> family.birth(birth);
    return new LaunchSpec(
        name,
        spawn.jvm(),
        spawn.output().sinks(),
        spawn.timeout(),
        plan != null,
        spawn.stopTimeout(),
        restart,
        resumption(plan, restart),
        births,
        new LaunchSpec.BootPart(
            Release.name(),
            call.entry().getClass().getName(),
            DecodedArguments.closure(call.entry()),
            call.encodedArguments()));
  }

  /** A wait that repeats always goes on where it stood; another one only to repeat a run. */
  private static LaunchSpec.@Nullable Resumption resumption(
      @Nullable WaitPlan plan, RestartPlan restart) {
    return plan != null
            && restart.on() != RestartPolicy.NEVER
            && (plan.repeat() || plan.onFailure() == FailedRun.REPEAT)
        ? new LaunchSpec.Resumption(plan.onFailure(), !Namespaces.isData(plan.condition()))
        : null;
  }

  private BirthSpec birth(Call<?> call, String name, @Nullable WaitPlan plan) {
    return new BirthSpec(
        name,
        0,
        plan == null || !Namespaces.isData(plan.condition())
            ? null
            : spaces.spec(plan, call.entry().snapshots(), 0, THE_CHILD_ITSELF));
  }
}
