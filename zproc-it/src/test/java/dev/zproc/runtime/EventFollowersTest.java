package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.client.SessionListener;
import dev.zproc.runtime.internal.console.Happening;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.ToolWord;
import dev.zproc.runtime.testing.Engines;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that follow what happens in a context. */
class EventFollowersTest {

  @TempDir Path run;

  private String before;

  @BeforeEach
  void useAFolderOfOurOwn() {
    before = System.setProperty(RuntimeFolder.PROPERTY, run.toString());
  }

  @AfterEach
  void leaveIt() {
    if (before == null) {
      System.clearProperty(RuntimeFolder.PROPERTY);
    } else {
      System.setProperty(RuntimeFolder.PROPERTY, before);
    }
  }

  @Test
  void thoseThatHaveLeftAreForgottenWhileNothingHappensAndTheOthersAreNot() throws Exception {
    try (ZProc zproc = ZProc.open(o -> o.output(Output.DISCARD))) {
      ContextRecord record = RuntimeFolder.at(run).contexts().get(0);
      EventFollowers followers = zproc.children.tools().followers;
      EngineSession first = follow(record);
      BlockingQueue<Happening> heard = new LinkedBlockingQueue<>();
      first.listen(new Heard(heard));
      Awaitility.await().until(() -> followers.count() == 1);
      for (int i = 1; i < EventFollowers.UNSEEN; i++) {
        leave(follow(record));
      }
      Awaitility.await().until(() -> followers.count() == EventFollowers.UNSEEN);

      EngineSession last = follow(record);
      // Those that have left just now may still be known at the server when it is looked.
      Awaitility.await()
          .until(
              () -> {
                leave(follow(record));
                return followers.count() < EventFollowers.UNSEEN / 2;
              });

      assertThat(zproc.spawn(KidsLauncher.add(1, 2)).join()).isEqualTo(3);
      Happening begun = heard.poll(20, TimeUnit.SECONDS);
      assertThat(begun).isNotNull().extracting(Happening::child).isEqualTo("add");
      leave(first);
      leave(last);
    }
  }

  private static EngineSession follow(ContextRecord record) {
    String endpoint = ServerUri.endpoint(record.uri());
    EngineSession tool =
        new EngineSession(
            Link.connect(
                LinkOptions.to(
                    endpoint,
                    Role.READER,
                    Objects.requireNonNull(record.secrets().get(Role.READER)))));
    Engines.get(tool.note(ToolWord.FOLLOW, new Happening.Wanted(0, 512).encode()));
    return tool;
  }

  private static void leave(EngineSession tool) {
    Engines.get(tool.release(tool.session()).handle((left, already) -> left));
    tool.close();
  }

  /** A tool that has nothing to say until something happens. */
  private record Heard(BlockingQueue<Happening> all) implements SessionListener {

    @Override
    public void fromParent(byte kind, Bytes payload) {
      if (kind == ToolWord.HAPPENED) {
        all.addAll(Happening.decode(payload));
      }
    }

    @Override
    public void fromChild(long session, byte kind, Bytes payload) {}

    @Override
    public void outcome(long session, Bytes payload) {}
  }
}
