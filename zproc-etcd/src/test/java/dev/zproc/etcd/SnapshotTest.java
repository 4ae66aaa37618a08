package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zproc.runtime.internal.engine.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All of a state, however large its values are and however slow the line is. */
class SnapshotTest {

  private static final Layout LAYOUT = new Layout("shop", "1");

  @Test
  void largeValuesComeInPagesThatComeInTime() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd()) {
      etcd.range("shop/s/", 20, 100_000, 5);

      Snapshot all = Snapshot.read(new Gateway(Etcd.at(etcd.endpoint())), LAYOUT, 1_000);

      assertThat(all.pairs()).hasSize(20).doesNotHaveDuplicates();
      assertThat(all.pairs().get(19).key()).isEqualTo(Bytes.utf8("0019"));
      assertThat(all.pairs()).allMatch(pair -> pair.value().size() == 100_000);
    }
  }

  @Test
  void manySmallOnesComeInFewPages() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd()) {
      List<Integer> limits = etcd.range("shop/s/", 2_000, 10, 10_000);

      Snapshot all = Snapshot.read(new Gateway(Etcd.at(etcd.endpoint())), LAYOUT, 5_000);

      assertThat(all.pairs()).hasSize(2_000);
      assertThat(limits).containsExactly(16, 128, 1_024, 4_096);
    }
  }

  @Test
  void oneThatNeverAnswersIsGivenUpInTime() throws Exception {
    try (FakeEtcd etcd = new FakeEtcd()) {
      etcd.range("shop/s/", 1, 1, 0);
      Gateway gateway = new Gateway(Etcd.at(etcd.endpoint()));

      assertThat(
              catchThrowableOfType(
                      GatewayException.class, () -> Snapshot.read(gateway, LAYOUT, 100))
                  .isLate())
          .isTrue();
    }
  }
}
