package dev.zproc.runtime;

import dev.zproc.runtime.child.GroupStrategy;
import dev.zproc.runtime.internal.supervision.GroupPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The children of a group, in the order of their start, and how they are supervised; each method
 * returns {@code this}.
 *
 * <p>Threads: not safe; used while {@link ZProc#group} runs.
 */
public final class GroupOptions {

  private final ZProcOptions context;
  private final List<MemberOptions> members = new ArrayList<>();
  private GroupStrategy strategy = GroupStrategy.ONE_FOR_ONE;
  private int max = 5;
  private Duration within = Duration.ofMinutes(1);
  private Duration startTimeout = Duration.ofSeconds(30);

  GroupOptions(ZProcOptions context) {
    this.context = context;
  }

  /** Says whom it concerns when a child is started again; the default is the child alone. */
  public GroupOptions strategy(GroupStrategy strategy) {
    this.strategy = strategy;
    return this;
  }

  /**
   * Allows {@code max} restarts of all children together within the period, 5 within 60 s by
   * default; at the next one the group is stopped, and fails. 0 allows none. Children that are
   * started again only because another one failed are not counted.
   */
  public GroupOptions restarts(int max, Duration within) {
    this.max = max;
    this.within = within;
    return this;
  }

  /** Says how long a child may take until it is ready; the default is 30 s. */
  public GroupOptions startTimeout(Duration startTimeout) {
    this.startTimeout = startTimeout;
    return this;
  }

  /** Adds a child. */
  public GroupOptions child(Call<?> call) {
    return child(call, member -> {});
  }

  /** Adds a child: {@code child(call, member -> member.significant())}. */
  public GroupOptions child(Call<?> call, Consumer<MemberOptions> configure) {
    MemberOptions options = new MemberOptions(call, context);
    configure.accept(options);
    members.add(options);
    return this;
  }

  GroupPlan plan(String name) {
    return new GroupPlan(name, strategy, max, within, startTimeout);
  }

  List<MemberOptions> members() {
    return List.copyOf(members);
  }
}
