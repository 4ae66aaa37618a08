package dev.zproc.runtime.internal.store;

import static dev.zproc.runtime.internal.store.StoreFixture.A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VersionChainTest {

  @Test
  void findsTheVersionOfEachRevisionThroughGrowthAndCuts() {
    long seed = System.nanoTime();
    System.out.println("VersionChainTest: seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      TreeMap<Long, Version> expected = new TreeMap<>();
      VersionChain chain = new VersionChain(A);
      expected.put(1L, add(chain, 1));
      boolean growing = true;
      for (long revision = 2; revision < 400; revision += 1 + random.nextInt(2)) {
        growing = random.nextInt(60) == 0 ? !growing : growing;
        if (random.nextInt(10) < (growing ? 8 : 2)) {
          expected.put(revision, add(chain, revision));
        } else {
          long oldest = expected.firstKey();
          Version base =
              expected.floorEntry(oldest + random.nextInt((int) (revision - oldest))).getValue();
          chain.cutBefore(base);
          expected.headMap(base.revision).clear();
        }
        check(chain, expected, random.nextInt((int) revision + 2));
      }
    }
  }

  private static void check(VersionChain chain, TreeMap<Long, Version> expected, long revision) {
    Map.Entry<Long, Version> floor = expected.floorEntry(revision);
    assertThat(chain.asOf(revision)).isSameAs(floor == null ? null : floor.getValue().entry);
    int linked = 0;
    for (Version version = chain.newest(); version != null; version = version.older()) {
      linked++;
    }
    assertThat(linked).as("versions that are kept alive").isEqualTo(expected.size());
  }

  @Test
  void indexesItsVersionsOnlyForAReadFarBackAndWhileTheyAreMany() {
    VersionChain chain = new VersionChain(A);
    Version last = add(chain, 1);
    for (int revision = 2; revision < 100; revision++) {
      last = add(chain, revision);
    }
    assertThat(chain.asOf(99 - VersionChain.NEAR + 1)).isNotNull();
    assertThat(chain.isIndexed()).isFalse();
    assertThat(chain.asOf(1)).isEqualTo(new Entry(A, Scalar.of(1L), 1, 1));
    assertThat(chain.isIndexed()).isTrue();
    chain.cutBefore(last);
    assertThat(chain.isIndexed()).isFalse();
  }

  private static Version add(VersionChain chain, long revision) {
    Entry entry = revision % 5 == 0 ? null : new Entry(A, Scalar.of(revision), revision, revision);
    return chain.add(revision, entry, null);
  }
}
