package dev.zproc.junit;

import dev.zproc.runtime.failure.ChildFailedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test has left behind, in words.
 *
 * <p>Threads: not safe.
 */
final class LeftBehind {

  private final List<String> all = new ArrayList<>();
  private final List<ChildFailedException> unseen = new ArrayList<>();

  void processes(List<String> left) {
    if (!left.isEmpty()) {
      all.add(
          "processes that outlived its context, and were killed:"
              + lines(left)
              + "\n  Let the child that has started them end them, or wait for them.");
    }
  }

  void threads(List<String> left) {
    if (!left.isEmpty()) {
      all.add(
          "threads of zproc that live on:"
              + lines(left)
              + "\n  Close what the test has opened itself, and complete or cancel its futures."
              + "\n  If they are of a context that several tests share, use @Test in place of"
              + " @ZProcTest.");
    }
  }

  void failures(List<ChildFailedException> failures) {
    unseen.addAll(failures);
    for (ChildFailedException each : failures) {
      all.add(
          "a failure that it has not asked for:"
              + lines(List.of(String.valueOf(each.getMessage()).lines().findFirst().orElse("")))
              + "\n  If it is expected, join() the child and look at the exception.");
    }
  }

  private static String lines(List<String> left) {
    return "\n    " + String.join("\n    ", left);
  }

  /** The failure to throw; null if nothing is left. */
  @Nullable LeftBehindError error() {
    if (all.isEmpty()) {
      return null;
    }
    LeftBehindError error = new LeftBehindError("The test left " + String.join("\n  and ", all));
    unseen.forEach(error::addSuppressed);
    return OwnFrames.without(error);
  }
}
