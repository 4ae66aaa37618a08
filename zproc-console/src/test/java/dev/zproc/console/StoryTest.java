package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.console.ChildStory;
import dev.zproc.runtime.internal.console.Happening;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StoryTest {

  private final Quiet context = new Quiet();
  private final Story story = new Story(context);

  private void tell(long pid) {
    context.story().add(new ChildEvent.Started(Instant.EPOCH, "bake", 1, pid));
  }

  private void tell(String child, long pid) {
    context.story().add(new ChildEvent.Started(Instant.EPOCH, child, 1, pid));
    context.story().add(new ChildEvent.Running(Instant.EPOCH, child, 1, pid));
  }

  private static List<Long> pids(List<byte[]> frames) {
    List<Long> pids = new ArrayList<>();
    for (byte[] frame : frames) {
      String text = new String(frame, StandardCharsets.UTF_8);
      JsonParser.parseString(text.substring(text.indexOf("data: ") + 6))
          .getAsJsonObject()
          .getAsJsonArray("rows")
          .forEach(row -> pids.add(row.getAsJsonObject().get("pid").getAsLong()));
    }
    return pids;
  }

  @Test
  void whoComesIsToldOnceOfWhatHappensBetweenTwoLooks() {
    tell(1);
    assertThat(pids(story.look())).containsExactly(1L);
    tell(2);

    List<Long> told = pids(story.all());
    told.addAll(pids(story.look()));

    assertThat(told).containsExactly(1L, 2L);
    assertThat(story.look()).isEmpty();
    assertThat(pids(story.all())).containsExactly(1L, 2L);
  }

  @Test
  void nothingIsLostWhileItIsLookedAt() throws Exception {
    int events = ChildStory.KEPT;
    Thread teller = new Thread(() -> LongStream.range(0, events).forEach(this::tell));
    teller.start();
    List<Long> told = new ArrayList<>();
    while (teller.isAlive()) {
      told.addAll(pids(story.look()));
    }
    teller.join();
    told.addAll(pids(story.look()));

    assertThat(told).isEqualTo(LongStream.range(0, events).boxed().toList());
  }

  @Test
  void theOldestAreForgotten() {
    LongStream.rangeClosed(1, ChildStory.KEPT + 5).forEach(this::tell);

    assertThat(pids(story.look())).hasSize(ChildStory.KEPT).startsWith(6L);
    assertThat(pids(story.all())).hasSize(ChildStory.KEPT).startsWith(6L);
  }

  @Test
  void aChildThatLivesIsNotForgotten() {
    tell("oven", -7);
    tell("gone", -8);
    context.story().add(new ChildEvent.Ended(Instant.EPOCH, "gone", 1, new ChildEnd.Returned()));
    LongStream.rangeClosed(1, ChildStory.KEPT + 500).forEach(this::tell);

    assertThat(pids(story.look())).hasSize(ChildStory.KEPT + 1).startsWith(-7L, 501L);
    assertThat(pids(story.all())).hasSize(ChildStory.KEPT + 1).startsWith(-7L, 501L);
    assertThat(context.story().after(0, 5))
        .as("in order, without a gap")
        .extracting(Happening::pid)
        .containsExactly(501L, 502L, 503L, 504L, 505L);
  }
}
