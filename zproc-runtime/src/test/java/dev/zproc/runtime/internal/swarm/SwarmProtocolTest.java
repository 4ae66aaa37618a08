package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages of a swarm, held against docs/protocol.md. */
class SwarmProtocolTest {

  private static WireWriter out() {
    return new WireWriter();
  }

  private static List<Task> tasks() {
    TestTasks tasks = new TestTasks(0, 0);
    Task first = tasks.make(1);
    Task second = tasks.make(3);
    first.id = 5;
    second.id = 300;
    return List.of(first, second);
  }

  private static WireWriter chunk() {
    WireWriter out = SwarmProtocol.tasks(out(), 7);
    tasks().forEach(task -> SwarmProtocol.task(out, task));
    return out;
  }

  private static WireWriter results() {
    WireWriter out = out().u8(SwarmProtocol.RESULTS);
    SwarmProtocol.result(out, 5, 1_000, SwarmProtocol.NOTHING, new byte[0]);
    SwarmProtocol.result(out, 6, 2_000, SwarmProtocol.RESULT, new byte[] {1, 2});
    SwarmProtocol.result(out, 300, 3_000, SwarmProtocol.OTHERWISE, new byte[] {'E', 4});
    return out;
  }

  private static Map<String, WireWriter> messages() {
    Map<String, WireWriter> all = new LinkedHashMap<>();
    all.put("WELCOME", SwarmProtocol.welcome(out(), 64 << 20, 1L << 30));
    all.put("METHOD", SwarmProtocol.method(out(), 7, "com.acme.Parser_ParseMain", "int=I", 1));
    all.put("TASKS", chunk());
    all.put("TAKE_BACK", out().u8(SwarmProtocol.TAKE_BACK));
    all.put("CANCEL", SwarmProtocol.cancel(out(), tasks()));
    all.put("PING", out().u8(SwarmProtocol.PING));
    all.put("RESULTS", results());
    all.put("GAVE", SwarmProtocol.gave(out(), new long[] {5, 300}));
    all.put("PONG", SwarmProtocol.pong(out(), 1 << 20));
    all.put("SETTING_UP", SwarmProtocol.settingUp(out(), 300));
    all.put("BEGUN", SwarmProtocol.begun(out(), 300));
    return all;
  }

  private static String example(String name) {
    return "swarm-" + name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Test
  void thePageHasEveryMessageWithItsNumberAndExample() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "protocol.md"));
    messages()
        .forEach(
            (name, message) -> {
              byte[] bytes = message.toByteArray();
              Goldens.check(example(name), bytes);
              assertThat(page)
                  .containsPattern(
                      "\\| " + bytes[0] + " \\| `" + name + "` \\|.*`" + example(name) + "` \\|");
            });
  }

  static Stream<TaskEnd> ends() {
    Stream<TaskEnd> others =
        Stream.of(
            new TaskEnd.Returned(null), new TaskEnd.Cancelled(), new TaskEnd.Broken("no workers"));
    return Stream.concat(
        others,
        Stream.of(
                new ChildEnd.Threw("java.io.IOException", null, "at a.B.c"),
                new ChildEnd.Threw("java.io.IOException", "no", "at a.B.c"),
                new ChildEnd.Exited(-3, false),
                new ChildEnd.Signalled(9, "SIGKILL"),
                new ChildEnd.OutOfMemory(),
                new ChildEnd.Crashed(6, null),
                new ChildEnd.Crashed(6, Path.of("/tmp/hs_err.log")),
                new ChildEnd.TimedOut(Duration.ofMillis(5)),
                new ChildEnd.Unresponsive(Duration.ofSeconds(30)),
                new ChildEnd.SetUpTimedOut(Duration.ofMinutes(2)),
                new ChildEnd.StartFailed("no", "java -x", "stderr"),
                new ChildEnd.Stopped(),
                new ChildEnd.ParentGone(),
                new ChildEnd.ServerGone(),
                new ChildEnd.Faulted(),
                new ChildEnd.Returned())
            .map(end -> new TaskEnd.Failed(end, 3, -1, "last words")));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void whatATaskCameToComesBackAsItWas(TaskEnd end) {
    WireWriter out = out();
    TaskEndCodec.write(out, end);
    WireReader in = new WireReader(out.toByteArray());
    assertThat(TaskEndCodec.read(in)).isEqualTo(end);
    in.finish();
  }

  @Test
  void aResultComesBackAsItWas() {
    WireWriter out = out();
    TaskEndCodec.write(out, new TaskEnd.Returned(new byte[] {4, 2}));
    Goldens.check("task-end-returned", out.toByteArray());
    TaskEnd end = TaskEndCodec.read(new WireReader(out.toByteArray()));
    assertThat(((TaskEnd.Returned) end).result()).containsExactly(4, 2);

    WireWriter failed = out();
    TaskEndCodec.write(failed, new TaskEnd.Failed(new ChildEnd.Exited(3, false), 2, 42, "words"));
    Goldens.check("task-end-failed", failed.toByteArray());
  }
}
