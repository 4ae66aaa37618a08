package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import dev.zproc.runtime.fixtures.StoreEngine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Guava's conformance suite for maps, over a real store. */
class MapConformanceTest {

  private static final StoreEngine STORE = new StoreEngine();
  private static final StateSpace<StateMap<String, String>> SPACE =
      StringMap.open(STORE.newSession());

  @AfterAll
  static void close() {
    STORE.close();
  }

  @TestFactory
  List<DynamicTest> theMapOfAnAccessorIsAConcurrentMap() {
    return tests(
        ConcurrentMapTestSuiteBuilder.using(
                new TestStringMapGenerator() {
                  @Override
                  protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                    StateMap<String, String> map = SPACE.map(0);
                    map.clear();
                    for (Map.Entry<String, String> entry : entries) {
                      map.put(entry.getKey(), entry.getValue());
                    }
                    return map;
                  }
                })
            .named("live")
            .withFeatures(
                CollectionSize.ANY,
                MapFeature.GENERAL_PURPOSE,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
            .createTestSuite());
  }

  @TestFactory
  List<DynamicTest> theMapOfASnapshotIsAnUnmodifiableMap() {
    return tests(
        MapTestSuiteBuilder.using(
                new TestStringMapGenerator() {
                  @Override
                  protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                    StateMap<String, String> map = SPACE.map(0);
                    map.clear();
                    for (Map.Entry<String, String> entry : entries) {
                      map.put(entry.getKey(), entry.getValue());
                    }
                    return SPACE.namespace.snapshot(
                        View.of(SPACE.range(SPACE.namespace.range, 0).entries()));
                  }
                })
            .named("snapshot")
            .withFeatures(CollectionSize.ANY)
            .createTestSuite());
  }

  @Test
  void theSuitesAreNotEmpty() {
    assertThat(theMapOfAnAccessorIsAConcurrentMap()).hasSizeGreaterThan(500);
    assertThat(theMapOfASnapshotIsAnUnmodifiableMap()).hasSizeGreaterThan(100);
  }

  private static List<DynamicTest> tests(junit.framework.Test suite) {
    List<DynamicTest> tests = new ArrayList<>();
    if (suite instanceof TestSuite many) {
      for (junit.framework.Test each : Collections.list(many.tests())) {
        tests.addAll(tests(each));
      }
    } else {
      TestCase one = (TestCase) suite;
      tests.add(dynamicTest(one.getName(), one::runBare));
    }
    return tests;
  }
}
