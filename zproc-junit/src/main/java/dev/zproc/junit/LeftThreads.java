package dev.zproc.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The threads of zproc that a test has not ended.
 *
 * <p>Threads: not safe; used by the thread of JUnit.
 */
final class LeftThreads {

  /** How long a thread may take to end after its context. */
  private static final long PATIENCE_MILLIS = 5_000;

  private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

  /** Kept for the next context, or busy with what is for all. */
  private static final List<String> SHARED =
      List.of("zproc-callback-", "zproc-archive", "zproc-guard");

  private final Set<Thread> before = Set.copyOf(ours());

  /** Whether threads that come may be those of a test that runs at the same time. */
  static boolean mayBeAnotherTests(ExtensionContext context) {
    if (!context.getConfigurationParameter(PARALLEL).map(Boolean::parseBoolean).orElse(false)) {
      return false;
    }
    for (Class<?> each = context.getRequiredTestClass();
        each != null;
        each = each.getEnclosingClass()) {
      if (AnnotationSupport.isAnnotated(each, Isolated.class)) {
        return false;
      }
    }
    return true;
  }

  /** The names of those that have come since, and live on. */
  List<String> await() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    List<String> left = new ArrayList<>();
    for (Thread each : ours()) {
      if (!before.contains(each) && !ends(each, deadline)) {
        left.add(each.getName());
      }
    }
    return left;
  }

  private static boolean ends(Thread thread, long deadline) {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    try {
      thread.join(Math.max(millis, 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("zproc-"))
        .filter(thread -> SHARED.stream().noneMatch(thread.getName()::startsWith))
        .toList();
  }
}
