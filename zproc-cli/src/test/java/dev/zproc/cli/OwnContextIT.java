package dev.zproc.cli;

import static dev.zproc.cli.Ran.zproc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.Transport;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.wire.Role;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a context of this JVM, which changes while it is looked at. */
class OwnContextIT {

  private static final String ID = "" + ProcessHandle.current().pid();

  /** From JDK 25 on the common pool has one thread on two processors, and two are to wait here. */
  private static final Executor THREADS = task -> new Thread(task).start();

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
    zproc = ZProc.open(o -> o.control().transport(Transport.UNIX));
  }

  @AfterEach
  void close() {
    zproc.close();
  }

  private void awaitWatch() {
    await()
        .until(
            () ->
                zproc.waits().stream().anyMatch(wait -> wait.what().contains("zproc state watch")));
  }

  @Test
  void followsSchemasThatCome() throws Exception {
    CompletableFuture<Ran> all =
        CompletableFuture.supplyAsync(
            () -> zproc("state", "watch", "-n", "3", "--for", "60s"), THREADS);
    awaitWatch();
    ShopState shop = ShopState.of(zproc);
    shop.cookies().set(1);
    CompletableFuture<Ran> one =
        CompletableFuture.supplyAsync(
            () -> zproc("state", "watch", "shop", "-n", "2", "--for", "60s"), THREADS);
    await().until(() -> zproc.waits().size() == 2);
    shop.cookies().set(2);

    ShopExtraState.of(zproc).extra().set(List.of("jam"));

    assertThat(one.get().out()).contains("cookies: 1 -> 2", "shop.extra: absent -> ['jam']");
    assertThat(all.get().out()).contains("cookies: 1 -> 2", "shop.extra: absent -> ['jam']");
  }

  @Test
  void aDumpHasNothingOfAnEntrysKeyAndAMapOnce() {
    ShopState.of(zproc).stock().put("new\nline of a secret", 1);
    ShopState.of(zproc).stock().put("old", 2);

    Ran dump = zproc("dump");

    assertThat(dump.code()).as(dump.err()).isZero();
    assertThat(dump.out())
        .containsOnlyOnce("shop.stock[...]")
        .contains("\"entries\": 2")
        .doesNotContain("line of a secret");
  }

  @Test
  void saysThatItHasNotLookedForAShortName() {
    ShelfState.of(zproc).height().set(3);
    assertThat(zproc("state", "get", "Shelf.height").out().strip()).isEqualTo("3");
    for (int i = 0; i < 20; i++) {
      zproc.dictionary("bulk").put("" + i, new byte[900_000]);
    }

    Ran shortName = zproc("state", "get", "Shelf.height");

    assertThat(shortName.code()).isEqualTo(ExitCode.BAD_KEY);
    assertThat(shortName.err()).contains("too large to look for", "give the whole name");
    assertThat(zproc("state", "get", "dev.zproc.cli.Shelf.height").out().strip()).isEqualTo("3");
    assertReadsNoLargeMap();
  }

  /** Of a large state no large map is read, but one entry of it, and a small one. */
  private void assertReadsNoLargeMap() {
    ShopState shop = ShopState.of(zproc);
    for (int from = 0; from < 60_000; from += 5_000) {
      shop.stock()
          .putAll(
              IntStream.range(from, from + 5_000)
                  .boxed()
                  .collect(Collectors.toMap(String::valueOf, i -> i)));
    }
    for (String name : List.of("shop", "shop.stock")) {
      Ran refused = zproc("state", "get", name);
      assertThat(refused.code()).isEqualTo(ExitCode.BAD_KEY);
      assertThat(refused.err())
          .contains("zproc: " + name + " has 60000 entries", "name one: shop.stock[KEY]");
    }
    assertThat(zproc("state", "get", "shop.stock[17]").out().strip()).isEqualTo("17");
    shop.stock().clear();
    shop.stock().put("jam", 1);
    assertThat(zproc("state", "get", "shop").out()).contains("shop.stock['jam'] = 1");
  }

  @Test
  void aValueThatBeginsWithAnAtIsAValue() throws Exception {
    ShopState.of(zproc);
    Path file = Files.writeString(temporary.resolve("words"), "eaten");
    for (String value : List.of("@" + file, "@@x", "@")) {
      Ran set = zproc("state", "set", "shop.motto", value);
      assertThat(set.code()).as(set.err()).isZero();
      assertThat(zproc("state", "get", "shop.motto").out().strip()).isEqualTo(value);
    }
  }

  @Test
  void ofLargeChangesNoMoreWaitThanThereIsRoomForAndNoneIsMissed() throws Exception {
    try (Connection connection =
        Connection.open(Contexts.find().select(null), Role.READER, Duration.ofSeconds(20))) {
      long now = connection.get(connection.session.ping()).revision();
      WatchedCommits commits = new WatchedCommits(connection.session, Keys.ofPrograms(), now);
      for (int i = 0; i < 16; i++) {
        byte[] value = new byte[1 << 20];
        value[0] = (byte) i; // of the same value no watch is told
        zproc.dictionary("bulk").put("value", value);
      }
      await().until(() -> commits.waiting() > WatchedCommits.MAX_BYTES);
      // Answered after all that was sent before.
      long newest = connection.get(connection.session.ping()).revision();

      assertThat(newest).isGreaterThanOrEqualTo(now + 16);
      assertThat(commits.waiting()).isLessThan(WatchedCommits.MAX_BYTES + (3 << 20));
      for (long revision = now + 1; revision <= newest; revision++) {
        CommitEvent next = commits.next(() -> TimeUnit.SECONDS.toNanos(20));
        assertThat(next).isNotNull().extracting(CommitEvent::revision).isEqualTo(revision);
      }
      assertThat(commits.waiting()).isZero();
    }
  }

  @Test
  void takesNoProcessOfThisMachineForOneOfAnotherContainer() throws Exception {
    zproc.close();
    try (Running shop = new Running(temporary.resolve("run"), "control").awaitReady()) {
      RuntimeFolder folder = RuntimeFolder.ofUser();
      ContextRecord there = folder.contexts().get(0);
      RuntimeFolder.Published published =
          folder.publish(
              new ContextRecord(
                  there.uri(),
                  ProcessHandle.current().pid(),
                  "ticks:1",
                  there.place().replace("pid:[", "pid:[0"),
                  "Container",
                  there.opened(),
                  there.secrets()));
      try {
        Ran tree = zproc("tree", "-c", "Container");
        assertThat(tree.code()).isEqualTo(ExitCode.NO_ANSWER);
        assertThat(tree.err()).contains("is not seen from here");
        assertThat(zproc("top", "-n", "1", "-c", "Container").out()).doesNotContain(" MiB  ");
        assertThat(zproc("dump", "-c", "Container").out()).doesNotContain("\"processes\"");
        assertThat(zproc("ping", "-c", "Container").code()).isZero();
      } finally {
        published.remove();
      }
    }
  }

  @Test
  void topEndsWithTheContextAndSaysSo() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () ->
                Zproc.run(
                    new PrintWriter(out), new PrintWriter(err, true), "top", "--every", "1h"));
    await().until(() -> out.toString().contains("commits/s"));

    zproc.close();

    assertThat(code.join()).as(err.toString()).isEqualTo(ExitCode.NO_ANSWER);
    assertThat(zproc("ps").out()).isEmpty();
  }

  @Test
  void topTellsHowLongTheAnswerTook() {
    assertThat(zproc("top", "--json", "-n", "1").out())
        .contains("\"roundTripMicros\":")
        .doesNotContain("\"roundTripMicros\":0,");
  }
}
