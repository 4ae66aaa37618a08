package dev.zproc.runtime.testing;

import java.lang.reflect.Method;
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
      selectors.add(selector(name));
    }
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
    Counter counter = new Counter();
    LauncherFactory.create().execute(request, counter);
    System.out.println("passed: " + counter.passed);
    System.exit(counter.passed > 0 ? 0 : 2);
  }

  private static DiscoverySelector selector(String name) {
    String[] parts = name.split("#");
    if (parts.length == 1) {
      return DiscoverySelectors.selectClass(name);
    }
    try {
      for (Method method : Class.forName(parts[0]).getDeclaredMethods()) {
        if (method.getName().equals(parts[1])) {
          return DiscoverySelectors.selectMethod(method.getDeclaringClass(), method);
        }
      }
      throw new IllegalArgumentException("there is no test " + name);
    } catch (ClassNotFoundException gone) {
      throw new IllegalArgumentException("there is no class of test " + name, gone);
    }
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
