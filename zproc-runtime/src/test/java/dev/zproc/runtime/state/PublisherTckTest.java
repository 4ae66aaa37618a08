package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.StoreEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

/** The Reactive Streams conformance suite, over a real store; it is written for another runner. */
class PublisherTckTest {

  private final List<StoreEngine> stores = new ArrayList<>();

  @AfterEach
  void close() {
    stores.forEach(StoreEngine::close);
  }

  private final class Verification extends FlowPublisherVerification<Change<Bakery>> {
    Verification() {
      super(new TestEnvironment(1000, 50));
    }

    @Override
    public Flow.Publisher<Change<Bakery>> createFlowPublisher(long elements) {
      StoreEngine store = new StoreEngine();
      stores.add(store);
      BakeryState bakery = BakeryState.of(store.newSession());
      long made = Math.min(elements, 5000);
      for (int i = 1; i <= made; i++) {
        bakery.cookies().set(i);
      }
      WatchRequest<Bakery> request = bakery.watch();
      // An empty one has to be complete at once, which a watch with a limit of 1 or more never is.
      return (elements == 0 ? request.limit(1) : request.limit(elements)).publisher();
    }

    @Override
    public Flow.Publisher<Change<Bakery>> createFailedFlowPublisher() {
      StoreEngine store = new StoreEngine();
      stores.add(store);
      BakeryState bakery = BakeryState.of(store.newSession());
      Flow.Publisher<Change<Bakery>> publisher = bakery.watch().publisher();
      store.die();
      return publisher;
    }

    @Override
    public long maxElementsFromPublisher() {
      return 5000;
    }
  }

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
    Verification verification = new Verification();
    verification.setUp();
    try {
      method.invoke(verification);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SkipException skipped) {
        Assumptions.abort(skipped.getMessage());
      }
      throw e.getCause();
    }
  }
}
