package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

/** The Reactive Streams conformance suite, over a real store; it is written for another runner. */
class PublisherTckTest {

  @TestFactory
  List<DynamicTest> thePublisherKeepsTheRules() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Method method : FlowPublisherVerification.class.getMethods()) {
      if (method.isAnnotationPresent(org.testng.annotations.Test.class)
          && method.getParameterCount() == 0) {
        tests.add(dynamicTest(method.getName(), () -> run(method)));
      }
    }
    return tests;
  }

  @Test
  void theSuiteIsNotEmpty() {
    assertThat(thePublisherKeepsTheRules()).hasSizeGreaterThan(30);
  }

  private void run(Method method) throws Throwable {
    ChangePublisherVerification verification = new ChangePublisherVerification();
    verification.setUp();
    try {
      method.invoke(verification);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SkipException skipped) {
        // The suite's own: rules that it cannot check, and what publishers may do but need not.
        assertThat(method.getName()).matches("(untested|optional)_.*");
        Assumptions.abort(skipped.getMessage());
      }
      throw e.getCause();
    } finally {
      verification.close();
    }
  }
}
