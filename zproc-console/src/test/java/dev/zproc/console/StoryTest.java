package dev.zproc.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.console.ChildStory;
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
}
