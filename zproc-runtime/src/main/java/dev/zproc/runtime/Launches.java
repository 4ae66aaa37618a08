package dev.zproc.runtime;

import dev.zproc.FailedRun;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.schema.Namespaces;
import dev.zproc.runtime.internal.supervision.LaunchSpec;
import dev.zproc.runtime.internal.supervision.MemberSpec;
import dev.zproc.runtime.internal.supervision.RestartPlan;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.state.Condition;
import dev.zproc.runtime.state.StateSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a call and the options of its spawn into what supervision needs to know.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Launches {

  private final Namespaces spaces;
  private final EngineSession session;

  /** Makes the launches of one context, whose session says how large a call may be. */
  Launches(Namespaces spaces, EngineSession session) {
    this.spaces = spaces;
    this.session = session;
  }

  /** Starts a child. */
  <R> Child<R> spawn(
      Call<R> call, Consumer<SpawnOptions> configure, LateChildren children, Throwable spawned) {
    SpawnOptions spawn = new SpawnOptions(call.entry(), children.options());
    configure.accept(spawn);
    checkHost(spawn, children);
    Children all = children.made();
    return all.start(call, spec(call, all.names.next(spawn.name()), spawn), spawned);
  }

  /** Starts a group. */
  ChildGroup group(
      String name, Consumer<GroupOptions> configure, LateChildren children, Throwable spawned) {
    GroupOptions group = new GroupOptions(children.options());
    configure.accept(group);
    if (group.members().isEmpty()) {
      throw new IllegalArgumentException("the group '" + name + "' has no child; add one");
    }
    group.members().forEach(member -> checkHost(member, children));
    Children all = children.made();
    return all.startGroup(
        group.plan(all.groupNames.next(name)),
        group.members().stream().<Call<?>>map(MemberOptions::call).toList(),
        members(group.members(), all),
        spawned);
  }

  private static void checkHost(ChildOptions<?> spawn, LateChildren children) {
    if (spawn.host() != null && children.areThreads()) {
      throw new IllegalArgumentException(
          "on("
              + spawn.host()
              + "): the children of this context are threads of this process, and no other host"
              + " runs those; leave on(…) out here, or threads(…) where the context is opened");
    }
  }

  /** Blocks while namespaces are opened that are not yet, and another host is made ready. */
  LaunchSpec spec(Call<?> call, String name, ChildOptions<?> spawn) {
    call.checkSize(session.maxMessageBytes());
    RestartPlan restart = spawn.restart();
    WaitPlan plan = call.entry().waitPlan(call.arguments());
    return new LaunchSpec(
        name,
        jvm(name, spawn),
        spawn.output().sinks(),
        spawn.timeout(),
        spawn.startTimeout(),
        spawn.stopTimeout(),
        restart,
        resumption(plan, restart),
        birth(call, name, plan),
        new LaunchSpec.BootPart(
            LibraryRelease.name(),
            call.entry().getClass().getName(),
            DecodedArguments.closure(call.entry()),
            call.encodedArguments()));
  }

  private JvmSpec jvm(String name, ChildOptions<?> spawn) {
    JvmSpec jvm = spawn.jvm();
    Host host = spawn.host();
    if (host == null) {
      return jvm;
    }
    return OtherHosts.ready(jvm, host, spawn.main(), name, session.endpoint());
  }

  /** The same for the members of a group, each with when it is ready. */
  List<MemberSpec> members(List<MemberOptions> members, Children siblings) {
    List<MemberSpec> specs = new ArrayList<>();
    for (MemberOptions member : members) {
      Condition condition = member.condition();
      specs.add(
          new MemberSpec(
              spec(member.call(), siblings.names.next(member.name()), member),
              member.isSignificant(),
              member.readiness(),
              condition == null
                  ? null
                  : (revision, then) -> StateSpace.onceHolds(session, condition, revision, then)));
    }
    return specs;
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
    return plan == null || !Namespaces.isData(plan.condition())
        ? new BirthSpec(name, null, false)
        : new BirthSpec(
            name, spaces.spec(plan, call.entry().snapshots(), 0, 0), !plan.includeOwn());
  }
}
