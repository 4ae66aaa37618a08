package dev.zproc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Subscription;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** History that goes by while it is read. */
class BusyHistoryTest {

  /** Keeps so many of the newest revisions, and makes some more whenever it is asked. */
  private static final class Busy implements History.Source {

    private final int kept;
    private final int more;
    private long newest;

    Busy(long newest, int kept, int more) {
      this.newest = newest;
      this.kept = kept;
      this.more = more;
    }

    @Override
    public long newest() {
      return newest;
    }

    @Override
    public History.Portion after(long revision) {
      newest += more;
      long oldest = Math.max(0, newest - kept);
      if (revision < oldest) {
        return new History.Portion(List.of(), oldest);
      }
      List<CommitEvent> events =
          LongStream.rangeClosed(revision + 1, newest)
              .limit(Subscription.AT_ONCE)
              .mapToObj(each -> new CommitEvent(each, 0, List.of()))
              .toList();
      return new History.Portion(events, 0);
    }
  }

  private static List<Long> revisions(History history) {
    return history.events().stream().map(CommitEvent::revision).toList();
  }

  @Test
  void readsNoMoreThanItNeeds() {
    History history = new History(new Busy(100_000, 50_000, 0));
    assertThat(history.read(20)).isZero();
    assertThat(revisions(history)).contains(100_000L).doesNotContain(90_000L);
  }

  @Test
  void saysWhereItBegins() {
    History history = new History(new Busy(10_000, 100, 0));
    assertThat(history.read(5_000)).isEqualTo(9_900);
    assertThat(revisions(history))
        .isEqualTo(LongStream.rangeClosed(9_901, 10_000).boxed().toList());
  }

  @Test
  void readsOnWhereHistoryGoesBy() {
    for (int more : new int[] {1, 7, 50, 90}) {
      History history = new History(new Busy(10_000, 100, more));
      assertThat(history.read(20)).as("%s at a time", more).isGreaterThanOrEqualTo(9_900);
      assertThat(revisions(history)).as("%s at a time", more).isNotEmpty().isSorted();
    }
  }

  @Test
  void saysThatItIsForgottenTooFast() {
    History history = new History(new Busy(10_000, 100, 1_000));
    assertThatThrownBy(() -> history.read(20))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("faster than they can be read");
  }
}
