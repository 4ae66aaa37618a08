package dev.zproc.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of a test class, as JUnit runs it for users, and what came of each test. */
final class TestRun implements TestExecutionListener {

  private final Map<String, TestExecutionResult> results = new LinkedHashMap<>();

  private TestRun() {}

  static TestRun of(Class<?> test) {
    return of(test, false);
  }

  static TestRun of(Class<?> test, boolean parallel) {
    TestRun run = new TestRun();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(test))
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "" + parallel)
            .build();
    LauncherFactory.create().execute(request, run);
    return run;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() || result.getThrowable().isPresent()) {
      results.put(test.getDisplayName(), result);
    }
  }

  Map<String, TestExecutionResult> results() {
    return results;
  }

  boolean allPassed() {
    return !results.isEmpty()
        && results.values().stream()
            .allMatch(each -> each.getStatus() == TestExecutionResult.Status.SUCCESSFUL);
  }

  /** What the only test has failed with. */
  Throwable failure() {
    if (results.size() != 1) {
      throw new AssertionError("not one test: " + results);
    }
    return results
        .values()
        .iterator()
        .next()
        .getThrowable()
        .orElseThrow(() -> new AssertionError("it has passed"));
  }

  /** The same as reports print it. */
  String report() {
    StringWriter text = new StringWriter();
    failure().printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  @Override
  public String toString() {
    return results.toString();
  }
}
