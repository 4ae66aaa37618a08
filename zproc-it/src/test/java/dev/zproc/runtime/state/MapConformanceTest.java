package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.wait.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Guava's conformance suite for maps, over a real store: the whole of it, of which no test is
 * suppressed. The features that are declared say what the maps are: of any size, with all optional
 * operations, in a known order. Not declared are null keys, null values and queries for null, which
 * a {@code ConcurrentMap} refuses, and failing fast, since iterators show one revision.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MapConformanceTest {

  private final Backend backend = backend();
  private final StateEngine engine = engine(backend);
  private final StateSpace<Shelf> space =
      StateSpace.open(StateSpace.namespaces(engine), ShelfState.SCHEMA, "shelf", 0);
  private final StateMap<String, Object> dictionary =
      StateSpace.dictionary(StateSpace.namespaces(engine), "any", 0);

  Backend backend() {
    return new ServerBackend();
  }

  /** Every how many of the tests are run. */
  int stride() {
    return 1;
  }

  StateEngine engine(Backend of) {
    return of.newSession();
  }

  @AfterAll
  void close() {
    backend.close();
  }

  /** Makes the maps that are tested, all of them the same one with other entries. */
  private static final class Generator extends TestStringMapGenerator {
    private final StateMap<String, ? super String> map;
    private final Supplier<? extends Map<String, ?>> result;

    Generator(StateMap<String, ? super String> map, Supplier<? extends Map<String, ?>> result) {
      this.map = map;
      this.result = result;
    }

    // Nothing but texts is ever put into it.
    @SuppressWarnings("unchecked")
    @Override
    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
      map.clear();
      for (Map.Entry<String, String> entry : entries) {
        map.put(entry.getKey(), entry.getValue());
      }
      return (Map<String, String>) result.get();
    }

    @Override
    public Iterable<Map.Entry<String, String>> order(List<Map.Entry<String, String>> inserted) {
      return inserted.stream().sorted(Map.Entry.comparingByKey()).toList();
    }
  }

  private List<DynamicTest> liveSuite(String name, StateMap<String, ? super String> map) {
    return chosen(
        ConcurrentMapTestSuiteBuilder.using(new Generator(map, () -> map))
            .named(name)
            .withFeatures(
                CollectionSize.ANY,
                MapFeature.GENERAL_PURPOSE,
                CollectionFeature.KNOWN_ORDER,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
            .createTestSuite());
  }

  @TestFactory
  List<DynamicTest> theMapOfAnAccessorIsAConcurrentMap() {
    return liveSuite("live", space.map(0));
  }

  @TestFactory
  List<DynamicTest> theDictionaryIsAConcurrentMap() {
    return liveSuite("dictionary", dictionary);
  }

  @TestFactory
  List<DynamicTest> theMapOfASnapshotIsAnUnmodifiableMap() {
    return chosen(
        MapTestSuiteBuilder.using(
                new Generator(
                    space.map(0),
                    () ->
                        space
                            .namespace
                            .snapshot(View.of(space.range(space.namespace.range, 0).entries()))
                            .shelf()))
            .named("snapshot")
            .withFeatures(CollectionSize.ANY, CollectionFeature.KNOWN_ORDER)
            .createTestSuite());
  }

  @Test
  void theSuitesAreNotEmpty() {
    assertThat(theMapOfAnAccessorIsAConcurrentMap()).hasSizeGreaterThan(500 / stride());
    assertThat(theDictionaryIsAConcurrentMap()).hasSizeGreaterThan(500 / stride());
    assertThat(theMapOfASnapshotIsAnUnmodifiableMap()).hasSizeGreaterThan(100 / stride());
  }

  private List<DynamicTest> chosen(junit.framework.Test suite) {
    List<DynamicTest> all = tests(suite);
    return IntStream.range(0, all.size())
        .filter(i -> i % stride() == 0)
        .mapToObj(all::get)
        .toList();
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
