package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.journal.SharedLog.Arrival;
import dev.zproc.runtime.internal.journal.SharedLog.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A commit may come back by the watch before etcd has answered its proposal, or in its place. */
class ArrivalsTest {

  private static final Arrival.Rest UNKNOWN = new Arrival.Rest(false, 1, "no answer");
  private static final Written WRITTEN = new Written(Bytes.utf8("a"), Bytes.utf8("1"));

  private final Arrivals arrivals = new Arrivals(new Snapshot(1, List.of(), 0, 0), () -> {});

  private void arrives(long number) {
    arrivals.commit(new Arrivals.Commit(number + 1, List.of(WRITTEN)), number);
  }

  @Test
  void aProposalThatHasArrivedEndsNothingOfTheNextBatch() {
    arrivals.await(1);
    arrives(1);

    arrivals.end(1, true, UNKNOWN);

    assertThat(arrivals.poll()).isEqualTo(new Arrival.Taken(false));
    assertThat(arrivals.poll()).isNull();
  }

  @Test
  void thoseBehindOneThatHasArrivedAreDecidedAgain() {
    arrivals.await(1);
    arrives(1);

    arrivals.end(1, false, UNKNOWN);

    assertThat(arrivals.poll()).isEqualTo(new Arrival.Taken(false));
    assertThat(arrivals.poll()).isEqualTo(new Arrival.Rest(true, 0, ""));
  }

  @Test
  void oneThatHasNotArrivedIsUnknown() {
    arrivals.await(1);

    arrivals.end(1, true, UNKNOWN);

    assertThat(arrivals.poll()).isEqualTo(UNKNOWN);
  }

  @Test
  void whatHasArrivedInTimeIsNotGivenUp() throws InterruptedException {
    arrivals.await(1);
    arrives(1);

    assertThat(arrivals.awaitAllBefore(2, System.nanoTime() - 1, "late")).isTrue();
    assertThat(arrivals.poll()).isEqualTo(new Arrival.Taken(false));
    assertThat(arrivals.poll()).isNull();
  }

  @Test
  void aBatchThatIsGivenUpEndsUnlessAllOfItHasArrived() {
    arrivals.await(1);
    arrives(1);
    arrivals.giveUp(true, "broken");
    assertThat(arrivals.poll()).isEqualTo(new Arrival.Taken(false));
    assertThat(arrivals.poll()).isNull();

    arrivals.giveUp(false, "broken");
    assertThat(arrivals.poll()).isEqualTo(new Arrival.Rest(false, 0, "broken"));

    arrivals.await(2);
    arrivals.giveUp(true, "broken");
    assertThat(arrivals.poll()).isEqualTo(new Arrival.Rest(false, 1, "broken"));
  }

  @Test
  void nothingIsLostWhereEtcdHasOnlyCountedOnForSomebodyElse() {
    arrives(1);
    assertThat(arrivals.poll()).isNotNull();
    Json.Pair same = new Json.Pair(WRITTEN.key(), Bytes.utf8("1"), 2);

    arrivals.lost(new Snapshot(50, List.of(same), 0, 2));
    assertThat(arrivals.poll()).isNull();
    assertThat(arrivals.seen()).isEqualTo(50);
    assertThat(arrivals.mirrored()).isEqualTo(50);

    arrivals.lost(new Snapshot(60, List.of(same), 0, 55));
    assertThat(arrivals.poll()).isEqualTo(new Arrival.Lost(List.of()));
    arrivals.lost(new Snapshot(70, List.of(), 0, 55)); // removed by a tool, which is no commit
    assertThat(arrivals.poll())
        .isEqualTo(new Arrival.Lost(List.of(new Written(WRITTEN.key(), null))));
  }

  @Test
  void whatHasNotArrivedInTimeIsGivenUpWithAllThatFollows() throws InterruptedException {
    arrivals.await(1);
    arrivals.await(2);

    assertThat(arrivals.awaitAllBefore(2, System.nanoTime() - 1, "late")).isFalse();
    assertThat(arrivals.poll()).isEqualTo(new Arrival.Rest(false, 2, "late"));
    assertThat(arrivals.poll()).isNull();
  }
}
