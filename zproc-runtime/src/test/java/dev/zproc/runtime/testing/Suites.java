package dev.zproc.runtime.testing;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes by name, without a build around them, for {@code seeded-faults}. Ends at the
 * first test that fails, with exit code 1 and its name; with 0 if all pass, and with 2 if there are
 * none.
 *
 * <p>Threads: everything happens on the main thread.
 */
public final class Suites {

  private Suites() {}

  /** Runs the classes, or single methods as {@code Class#method}. */
  public static void main(String[] names) {
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (String name : names) {
      selectors.add(
          name.contains("#")
              ? DiscoverySelectors.selectMethod(name)
              : DiscoverySelectors.selectClass(name));
    }
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
    Counter counter = new Counter();
    LauncherFactory.create().execute(request, counter);
    System.out.println("passed: " + counter.passed);
    System.exit(counter.passed > 0 ? 0 : 2);
  }

  private static final class Counter implements TestExecutionListener {

    private int passed;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        System.out.println("failed: " + name(test));
        result.getThrowable().ifPresent(why -> why.printStackTrace(System.out));
        // Not exit: with a fault in the code, whatever runs at an exit may never end.
        System.out.flush();
        Runtime.getRuntime().halt(1);
      }
      passed += test.isTest() ? 1 : 0;
    }

    private static String name(TestIdentifier test) {
      return test.getLegacyReportingName() + " in " + test.getUniqueId();
    }
  }
}
