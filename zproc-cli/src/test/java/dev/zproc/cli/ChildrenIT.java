package dev.zproc.cli;

import static dev.zproc.cli.Ran.zproc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.testing.FaultProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to children, and what is done to them, seen from outside. */
class ChildrenIT {

  /** How long a JVM may take to end, and the next to start, on a busy machine. */
  private static final Duration RESTART = Duration.ofMinutes(1);

  private static final String ID = "" + ProcessHandle.current().pid();

  @TempDir static Path temporary;
  private ZProc zproc;

  @BeforeAll
  static void name() {
    System.setProperty(RuntimeFolder.PROPERTY, temporary.resolve("run").toString());
  }

  @AfterAll
  static void forget() {
    System.clearProperty(RuntimeFolder.PROPERTY);
  }

  @BeforeEach
  void open() {
    zproc = ZProc.open(o -> o.control());
  }

  @AfterEach
  void close() {
    zproc.close();
  }

  private static void awaitRunning(Child<?> child) {
    await().until(() -> child.status() == ChildStatus.RUNNING);
  }

  @Test
  void tellsWhatHasHappenedAndThenWhatHappensUntilTheEnd() {
    Child<Void> first = zproc.spawn(CrewLauncher.bake());
    awaitRunning(first);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () ->
                Zproc.run(
                    new PrintWriter(out),
                    new PrintWriter(err, true),
                    "events",
                    "--json",
                    "-c",
                    ID));
    await().until(() -> out.toString().contains("\"run\""));
    ShopState.of(zproc).open().set(true);
    first.join();
    await().until(() -> out.toString().contains("\"end\""));
    ShopState.of(zproc).open().set(false);
    Child<Void> second = zproc.spawn(CrewLauncher.bake(), spawn -> spawn.name("second"));
    awaitRunning(second);

    zproc.close(); // which stops the second

    assertThat(code.join()).as(err.toString()).isZero();
    List<JsonObject> told =
        out.toString().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    assertThat(told)
        .extracting(
            event -> event.get("child").getAsString() + " " + event.get("event").getAsString())
        .containsExactly(
            "bake start",
            "bake run",
            "bake exit",
            "bake end",
            "second start",
            "second run",
            "second exit",
            "second end");
    assertThat(told)
        .extracting(event -> event.get("number").getAsLong())
        .isEqualTo(LongStream.rangeClosed(1, 8).boxed().toList());
    assertThat(told.get(0).get("pid").getAsLong()).isEqualTo(first.pid());
    assertThat(told.get(6).get("how").getAsString()).contains("stopped");
    assertThat(told).noneMatch(event -> event.get("failed").getAsBoolean());
  }

  @Test
  void saysThatTheConnectionIsLostWhereTheContextLives() throws Exception {
    awaitRunning(zproc.spawn(CrewLauncher.bake()));
    RuntimeFolder folder = RuntimeFolder.ofUser();
    ContextRecord there = folder.contexts().get(0);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CompletableFuture<Integer> code;
    RuntimeFolder.Published published;
    try (FaultProxy proxy = new FaultProxy(ServerUri.endpoint(there.uri()), 1)) {
      published =
          folder.publish(
              new ContextRecord(
                  ServerUri.of(proxy.endpoint()),
                  there.pid(),
                  there.started(),
                  there.place(),
                  "Proxied",
                  there.opened(),
                  there.secrets()));
      PrintWriter errors = new PrintWriter(err, true);
      code =
          CompletableFuture.supplyAsync(
              () -> Zproc.run(new PrintWriter(out), errors, "events", "-c", "Proxied"));
      await().until(() -> out.toString().contains("run (pid"));
    }

    assertThat(code.join()).as(err.toString()).isEqualTo(ExitCode.NO_ANSWER);
    assertThat(err.toString()).contains("(Proxied) is lost, though that is still open: ");
    published.remove();
  }

  @Test
  void endsAfterSoManyEventsOrInTime() {
    assertThat(zproc("events", "--for", "50ms").code()).isZero();
    assertThat(zproc("events", "-n", "1", "--for", "50ms").code()).isEqualTo(ExitCode.TIMED_OUT);
    Child<Void> child = zproc.spawn(CrewLauncher.bake());
    awaitRunning(child);
    Ran two = zproc("events", "-n", "2");
    assertThat(two.code()).isZero();
    assertThat(two.lines().get(0)).endsWith(" bake start (pid " + child.pid() + ")");
    assertThat(two.lines().get(1)).endsWith(" bake run (pid " + child.pid() + ")");
  }

  @Test
  void killsAChildWhosePolicyDecidesWhatComesNext() {
    Child<Void> child = zproc.spawn(CrewLauncher.bake());
    awaitRunning(child);
    long first = child.pid();

    Ran killed = zproc("kill", "bake");

    assertThat(killed.code()).as(killed.err()).isZero();
    assertThat(killed.out().strip()).isEqualTo("SIGTERM is sent to bake (pid " + first + ")");
    await()
        .atMost(RESTART)
        .until(() -> child.restarts() == 1 && child.status() == ChildStatus.RUNNING);
    assertThat(zproc("events", "-n", "4").out())
        .contains("bake exit (pid " + first + "): ", "SIGTERM", "bake restart in ");

    // The number of a process that has ended is nobody's.
    Ran again = zproc("kill", "" + first);
    assertThat(again.code()).isEqualTo(ExitCode.BAD_KEY);
    assertThat(again.err())
        .contains("no live child is '" + first + "'; there are bake (" + child.pid() + ")");

    long second = child.pid();
    Ran forced = zproc("kill", ID, "" + second, "--force", "--json");
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(forced.out()).contains("\"child\":\"bake\"", "\"signal\":\"KILL\"", "" + second);
    await().atMost(RESTART).until(() -> child.restarts() == 2);
    assertThat(zproc("events", "-n", "8").out()).contains("SIGKILL");
  }

  @Test
  void killsTheChildOfAChildByItsOwnParent() {
    Child<Void> lead = zproc.spawn(CrewLauncher.lead());
    long below = await().until(() -> childOf(lead.pid()), pid -> pid > 0);
    await().until(() -> zproc.waits().size() == 1); // it runs

    Ran byPath = zproc("kill", "lead/bake");

    assertThat(byPath.code()).as(byPath.err()).isZero();
    assertThat(byPath.out()).contains("SIGTERM is sent to bake (pid " + below + ")");
    // Its own parent starts it again, and knows nothing else of it.
    long next = await().until(() -> childOf(lead.pid()), pid -> pid > 0 && pid != below);
    await().until(() -> zproc.waits().size() == 1);
    Ran byPid = zproc("kill", "" + next, "--signal", "sigkill");
    assertThat(byPid.code()).as(byPid.err()).isZero();
    await().until(() -> childOf(lead.pid()), pid -> pid > 0 && pid != next);
    assertThat(lead.restarts()).isZero();
    assertThat(zproc("kill", "lead/nobody").err()).contains("no live child is 'nobody'");
  }

  private static long childOf(long parent) {
    return ProcessHandle.of(parent)
        .flatMap(process -> process.children().findFirst())
        .map(ProcessHandle::pid)
        .orElse(0L);
  }

  @Test
  void killsNobodyElse() {
    ProcessHandle self = ProcessHandle.current();
    for (String other :
        List.of(ID, "1", "nobody", "-1", "0", "" + self.parent().orElseThrow().pid())) {
      Ran refused = zproc("kill", "--", other);
      assertThat(refused.code()).as(other).isEqualTo(ExitCode.BAD_KEY);
      assertThat(refused.err()).contains("no live child is '" + other + "'; there is none");
    }
    assertThat(zproc("kill", "bake", "--signal", "BOO").err()).contains("there is no signal 'BOO'");
    assertThat(zproc("kill", "bake", "--signal", "TERM", "--force").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(zproc("kill").code()).isEqualTo(ExitCode.USAGE);
    assertThat(zproc("kill", "-c", ID, ID, "bake").err()).contains("the context is named twice");
  }

  @Test
  void killsNothingWhereThatIsNotAllowed() {
    zproc.close();
    try (ZProc looking = ZProc.open()) {
      Child<Void> child = looking.spawn(CrewLauncher.bake());
      Ran refused = zproc("kill", "bake");
      assertThat(refused.code()).isEqualTo(ExitCode.DENIED);
      assertThat(refused.err()).contains("looking only", "ZProc.open(o -> o.control())");
      awaitRunning(child);
      assertThat(zproc("events", "-n", "2").code()).isZero();
    }
  }
}
