package dev.zproc.junit;

import dev.zproc.runtime.Child;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.ChildFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The failures of children that a test has not asked for, of those that end with its context too.
 *
 * <p>Threads: not safe; used by the thread of JUnit.
 */
final class LastFailures {

  private final List<Child<?>> last;
  private final List<ChildFailedException> unseen;

  /**
   * Looks who is alive, and then what has failed: a child that fails meanwhile is found as one that
   * was alive.
   *
   * @param alive the children of the context
   * @param unseen takes those failures that nobody has asked for
   */
  LastFailures(Supplier<List<Child<?>>> alive, Supplier<List<ChildFailedException>> unseen) {
    last = List.copyOf(alive.get());
    last.forEach(Child::onExit); // so that no log complains of those that are stopped now
    this.unseen = List.copyOf(unseen.get());
  }

  /** All of them, once the context is closed. */
  List<ChildFailedException> all() {
    List<ChildFailedException> failures = new ArrayList<>(unseen);
    for (Child<?> child : last) {
      ChildEnd end = child.end();
      if (end != null && !end.isSuccess() && !(end instanceof ChildEnd.Stopped)) {
        try {
          child.join();
        } catch (ChildFailedException e) {
          failures.add(e);
        }
      }
    }
    return failures;
  }
}
