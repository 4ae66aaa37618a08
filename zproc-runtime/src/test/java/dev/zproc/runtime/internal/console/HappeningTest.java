package dev.zproc.runtime.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HappeningTest {

  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_000L);

  private final ChildStory story = new ChildStory();

  @Test
  void crossesAsItIs() {
    ChildEnd bad = new ChildEnd.TimedOut(Duration.ofSeconds(3));
    story.add(new ChildEvent.Started(TIME, "bake", 1, 17));
    story.add(new ChildEvent.Waiting(TIME, "bake", 1, 17));
    story.add(new ChildEvent.Running(TIME, "bake", 1, 17));
    story.add(new ChildEvent.Exited(TIME, "bake", 1, -1, bad));
    story.add(new ChildEvent.Restarting(TIME, "bake", 1, bad, Duration.ofMillis(20)));
    story.add(new ChildEvent.GaveUp(TIME, "bake", 2, bad, null, 1, Duration.ofMinutes(1)));
    story.add(new ChildEvent.Ended(TIME, "x".repeat(1_000), 2, new ChildEnd.Stopped()));
    story.add(new ChildEvent.Missed(TIME, 3));
    List<Happening> all = story.after(0, 100);

    assertThat(Happening.decode(Happening.encode(all))).isEqualTo(all);
    assertThat(all)
        .extracting(Happening::kind)
        .containsExactly("start", "wait", "run", "exit", "restart", "give up", "end", "gap");
    assertThat(all).extracting(Happening::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(all.get(3).bad()).isTrue();
    assertThat(all.get(4).delayMillis()).isEqualTo(20);
    assertThat(all.get(6).bad()).isFalse();
    assertThat(all.get(6).child()).hasSize(301);
    assertThat(all.get(7).text()).isEqualTo("3 older events are lost");
  }

  @Test
  void keepsTheNewestAndGivesOutSomeAtATime() {
    for (int i = 1; i <= ChildStory.KEPT + 5; i++) {
      story.add(new ChildEvent.Started(TIME, "bake", 1, i));
    }
    assertThat(story.newest()).isEqualTo(ChildStory.KEPT + 5);
    assertThat(story.after(0, 3)).extracting(Happening::number).containsExactly(6L, 7L, 8L);
    assertThat(story.after(8, 1)).extracting(Happening::number).containsExactly(9L);
    assertThat(story.after(story.newest(), 1)).isEmpty();
  }
}
