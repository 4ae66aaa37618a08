package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.wait.View;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import java.util.List;

/**
 * A part of a condition that only Java can tell: a test of the entry, over whole snapshots.
 *
 * <p>Threads: as the user's test is.
 */
final class TestCheck extends Check {

  private final ChildEntry<?> entry;
  private final int id;
  private final List<Namespace<?>> namespaces;
  private final Arguments arguments;

  TestCheck(ChildEntry<?> entry, int id, List<Namespace<?>> namespaces, Arguments arguments) {
    this.entry = entry;
    this.id = id;
    this.namespaces = namespaces;
    this.arguments = arguments;
    for (Namespace<?> namespace : namespaces) {
      mentions(namespace.range);
    }
  }

  @Override
  boolean holds(View view, List<CommitEvent> changes) {
    return entry.test(id, new CapturedMoment(namespaces, view, arguments));
  }
}
