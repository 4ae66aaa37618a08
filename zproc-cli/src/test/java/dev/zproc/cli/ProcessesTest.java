package dev.zproc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How processes that were found become a tree. */
class ProcessesTest {

  private static Processes.One one(long pid, long parent, Instant started) {
    return new Processes.One(
        pid, parent, 0, true, "p" + pid, "p" + pid, started, Duration.ZERO, -1);
  }

  @Test
  void eachIsFollowedByItsOwnTheOldestFirst() {
    List<Processes.One> found = new ArrayList<>();
    found.add(one(1, 999, Instant.EPOCH)); // whose parent's number somebody below it has by now
    for (long pid = 2; pid <= 1_000; pid++) {
      found.add(one(pid, pid / 10 == 0 ? 1 : pid / 10, pid % 2 == 0 ? null : Instant.EPOCH));
    }
    found.add(one(2_000, 1_999, Instant.EPOCH)); // of nobody here
    Collections.shuffle(found, new Random(7));

    List<Processes.One> all = Processes.arranged(found, 1);

    assertThat(all).extracting(Processes.One::pid).doesNotHaveDuplicates().hasSize(1_000);
    assertThat(all.get(0)).isEqualTo(one(1, 0, Instant.EPOCH));
    assertThat(all.subList(1, 6))
        .as("whose beginning is not told come first")
        .extracting(Processes.One::pid, Processes.One::depth, Processes.One::last)
        .containsExactly(
            tuple(2L, 1, false),
            tuple(20L, 2, false),
            tuple(200L, 3, false),
            tuple(202L, 3, false),
            tuple(204L, 3, false));
    for (int i = 1; i < all.size(); i++) {
      Processes.One each = all.get(i);
      int depth = each.depth();
      long above =
          all.subList(0, i).stream()
              .filter(other -> other.depth() == depth - 1)
              .reduce((older, younger) -> younger)
              .orElseThrow()
              .pid();
      assertThat(each.parent()).isEqualTo(above);
    }
  }
}
