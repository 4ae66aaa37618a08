package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.AccessDeniedException;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.CalmTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Contexts that outlive their opener on purpose, and nothing that does so by accident. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class BackgroundIT {

  @TempDir Path temporary;

  private Path run;
  private String before;
  private RootJvm opener;

  @BeforeEach
  void useAFolderOfOurOwn() {
    run = temporary.resolve("run");
    before = System.setProperty(RuntimeFolder.PROPERTY, run.toString());
  }

  @AfterEach
  void leaveNothing() {
    if (opener != null) {
      opener.close();
    }
    if (before == null) {
      System.clearProperty(RuntimeFolder.PROPERTY);
    } else {
      System.setProperty(RuntimeFolder.PROPERTY, before);
    }
  }

  private void startOpener(Transport transport, String... args) throws IOException {
    opener =
        RootJvm.of(Backgrounds.class)
            .jvm("-D" + RuntimeFolder.PROPERTY + "=" + run)
            .jvm("-Dzproc.transport=" + transport)
            .jvm("-Dzproc.engine=nowhere")
            .start(args);
  }

  private void awaitOpened() {
    Awaitility.await().until(() -> opener.lines().contains("opened"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private ContextRecord told() throws IOException {
    return RuntimeFolder.at(run).background("bakery");
  }

  @Test
  void itGoesOnWhenItsOpenerHasEndedAndIsRejoinedAndStopped() throws Exception {
    startOpener(Transport.ZEROMQ, "bakery");
    assertThat(opener.exitCode()).isZero();
    assertThat(opener.text()).contains("opened");
    assertThat(BackgroundContext.running()).containsExactly("bakery");
    assertThat(told().uri()).startsWith("zproc+tcp:");
    assertThat(RuntimeFolder.at(run).contexts()).containsExactly(told());

    try (BackgroundContext bakery = BackgroundContext.connect("bakery")) {
      assertThat(bakery.zproc().ping().serverPid()).isEqualTo(bakery.pid()).isEqualTo(told().pid());
      assertThat(bakery.children()).extracting(BackgroundChild::name).contains("stay", "baker");
      assertThat(bakery.children()).hasSize(2); // that of the program itself has ended with it
      // As where the folder of a user goes with the last login, or is cleared of what is old.
      Files.delete(run.resolve("background-bakery.context"));
      BackgroundChild<Integer> baker = bakery.child("baker", int.class);
      assertThatThrownBy(() -> baker.join(Duration.ofMillis(1)))
          .isInstanceOf(WaitTimeoutException.class);

      BakeryState state = BakeryState.of(bakery.zproc());
      assertThat(state.cookies().get()).isEqualTo(3);
      state.cookies().set(6);

      assertThat(baker.join()).isEqualTo(6);
      assertThat(baker.end()).isEqualTo(new ChildEnd.Returned());
      Path log = run.resolve("background-bakery.log");
      long staying = bakery.child("stay", Void.class).pid();
      Awaitility.await().until(() -> Files.readString(log).contains("here " + staying));
      assertThat(bakery.spawn(KidsLauncher.add(1, 2)).join()).isEqualTo(3);
      Awaitility.await().until(() -> BackgroundContext.running().contains("bakery"));
      assertThatThrownBy(() -> BackgroundContext.open("bakery"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a background context 'bakery' runs already (process")
          .hasMessageContaining("BackgroundContext.connect(\"bakery\")");

      bakery.shutdown();
    }
    assertThat(opener.descendants()).isEmpty();
    assertThat(files()).isEmpty();
    assertThatThrownBy(() -> BackgroundContext.connect("bakery"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no background context 'bakery' of this user runs");
  }

  @Test
  void itGoesOnWhenItsOpenerIsKilledAndEndsWithItsHost() throws Exception {
    startOpener(Transport.UNIX, "bakery", "stay");
    awaitOpened();
    opener.signalGroup("KILL"); // of which the host is no part
    opener.exitCode();

    Path key = run.resolve("background-bakery.context");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    String uri = told().uri();
    assertThat(uri).startsWith("zproc+unix:");
    Credentials wrong = Credentials.create(temporary.resolve("other.key"));
    assertThatThrownBy(() -> BackgroundContext.connect(uri, wrong))
        .isInstanceOf(AccessDeniedException.class);
    try (BackgroundContext bakery = BackgroundContext.connect(uri, Credentials.read(key))) {
      BackgroundChild<Void> staying = bakery.child("stay", Void.class);
      assertThat(BakeryState.of(bakery.zproc()).cookies().get()).isEqualTo(3);
      Awaitility.await().until(() -> staying.status() == ChildStatus.RUNNING);
      assertThat(RootJvm.isRunning(staying.pid())).isTrue();
      assertNoSecretStandsWhereOthersLook(bakery.pid(), staying.pid());

      RootJvm.signal("KILL", bakery.pid());

      assertThat(CalmTime.within(Duration.ofSeconds(2), () -> opener.descendants().isEmpty()))
          .isTrue();
      assertThatThrownBy(staying::join).isInstanceOf(ServerGoneException.class);
    }
    assertThat(BackgroundContext.running()).isEmpty();
    try (BackgroundContext next =
        BackgroundContext.open("bakery", o -> o.maxSessions(3).maxValueBytes(1 << 20))) {
      assertThat(next.children()).isEmpty();
      assertThatThrownBy(next.spawn(LeaversLauncher.leave("main", 2 << 20, 0))::join)
          .isInstanceOf(ChildFailedException.class)
          .hasMessageContaining("is larger than maxValueBytes");
      BackgroundChild<Void> third = next.spawn(KidsLauncher.stay("forever"));
      assertThatThrownBy(() -> next.spawn(KidsLauncher.add(1, 2)))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("maxSessions");
      assertThat(next.children())
          .extracting(BackgroundChild::name)
          .isEqualTo(List.of(third.name()));
      next.shutdown();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void largeResultsDoNotStandInTheWayOfAList() {
    int size = 200 << 10;
    try (BackgroundContext bakery =
        BackgroundContext.open("bakery", o -> o.maxMessageBytes(256 << 10))) {
      List<BackgroundChild<String>> large = new ArrayList<>();
      for (int i = 0; i < 6; i++) { // more than an answer may have, which is four messages
        large.add(bakery.spawn(LeaversLauncher.leave("main", size, 0)));
      }
      BackgroundChild<Void> staying = bakery.spawn(KidsLauncher.stay("forever"));
      large.forEach(child -> assertThat(child.join()).hasSize(size));

      assertThat(bakery.children())
          .extracting(BackgroundChild::name)
          .isEqualTo(List.of(staying.name()));
      String last = large.get(5).name();
      BackgroundChild<String> found = bakery.child(last, String.class);
      assertThat(found.isAlive()).isFalse();
      assertThat(found.join()).hasSize(size);
      assertThatThrownBy(() -> bakery.child("other", String.class))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageContaining(last)
          .hasMessageContaining(staying.name());
      bakery.shutdown();
    }
  }

  private void assertNoSecretStandsWhereOthersLook(long... pids) throws IOException {
    assertThat(told().secrets()).containsOnlyKeys(Role.READER, Role.CLIENT);
    for (long pid : pids) {
      for (String file : List.of("cmdline", "environ")) {
        byte[] bytes = Files.readAllBytes(Path.of("/proc", "" + pid, file));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).isNotEmpty();
        for (Secret secret : told().secrets().values()) {
          assertThat(text).doesNotContain(HexFormat.of().formatHex(secret.reveal()));
        }
      }
    }
  }

  @Test
  void aSigtermToItsHostEndsItInOrder() throws Exception {
    startOpener(Transport.UNIX, "bakery");
    opener.exitCode();
    Path log = temporary.resolve("kid.log");
    try (BackgroundContext bakery = BackgroundContext.connect("bakery")) {
      BackgroundChild<Void> child = bakery.spawn(KidsLauncher.log(log, "kid"));
      Awaitility.await().until(() -> Files.exists(log));
      assertThat(child.isAlive()).isTrue();
      bakery.spawn(KidsLauncher.print("more than the log of the host may have", 250_000));
      Path hosts = run.resolve("background-bakery.log");
      Awaitility.await().until(() -> Files.exists(run.resolve("background-bakery.log.1")));
      Awaitility.await().until(() -> Files.size(hosts) <= 8 << 20);

      RootJvm.signal("TERM", bakery.pid());

      Awaitility.await().until(() -> opener.descendants().isEmpty());
      assertThatThrownBy(child::join).isInstanceOf(ServerGoneException.class);
    }
    assertThat(Files.readAllLines(log)).containsExactly("kid", "-kid");
    assertThat(files()).isEmpty();
  }

  @Test
  void anOpenerThatDiesHalfWayLeavesNothingOrAWholeContextThatIsListed() throws Exception {
    startOpener(Transport.UNIX, "bakery", "stay");
    Awaitility.await().until(() -> !opener.descendants().isEmpty());
    opener.kill();
    opener.exitCode();

    Awaitility.await()
        .until(
            () -> opener.descendants().isEmpty() || BackgroundContext.running().contains("bakery"));
    if (!opener.descendants().isEmpty()) {
      try (BackgroundContext bakery = BackgroundContext.connect("bakery")) {
        bakery.shutdown();
      }
    }
    assertThat(opener.descendants()).isEmpty();
    assertThat(BackgroundContext.running()).isEmpty();
  }

  @Test
  void childrenAreWatchedRestartedAndStoppedByTheHost() throws Exception {
    Path file = temporary.resolve("bakery.state");
    try (BackgroundContext bakery =
        BackgroundContext.open("bakery", o -> o.durable(file, Durability.PROCESS))) {
      BakeryState.of(bakery.zproc()).cookies().set(7);
      Path count = temporary.resolve("count");
      BackgroundChild<Integer> restarted =
          bakery.spawn(
              KidsLauncher.count(count, 2),
              spawn ->
                  spawn.restart(
                      RestartPolicy.ON_FAILURE, 3, Duration.ofMinutes(1), Duration.ofMillis(1)));
      assertThat(restarted.join()).isEqualTo(2);
      assertThat(restarted.restarts()).isEqualTo(1);

      BackgroundChild<Void> failing = bakery.spawn(KidsLauncher.end("throw"));
      assertThatThrownBy(failing::join)
          .isInstanceOf(ChildFailedException.class)
          .hasMessageContaining("'end' (dev.zproc.runtime.Kids.end(throw), attempt 1")
          .hasMessageContaining("threw java.io.IOException: disk full")
          .hasMessageContaining(
              "--- spawned ---\n\tat dev.zproc.runtime.BackgroundIT.childrenAreWatched");
      BackgroundChild<Void> stopped = bakery.spawn(KidsLauncher.stay("forever"));
      stopped.stop(Duration.ofSeconds(5));
      assertThat(stopped.end()).isEqualTo(new ChildEnd.Stopped());
      BackgroundChild<Void> killed = bakery.spawn(KidsLauncher.stay("deaf to TERM"));
      assertThat(killed.name()).isEqualTo("stay#2");
      killed.kill();
      assertThat(killed.isAlive()).isFalse();

      assertThatThrownBy(() -> bakery.child("nobody", Void.class))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageContaining("'bakery' has no child 'nobody'");
      assertThatThrownBy(() -> bakery.spawn(KidsLauncher.add(1, 2), spawn -> spawn.debug()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("debug() is not for background children");
      assertThatThrownBy(() -> BackgroundContext.open("not / a name"))
          .isInstanceOf(IllegalArgumentException.class);
      bakery.shutdown();
    }
    assertThat(files()).isEmpty();
    try (BackgroundContext again =
        BackgroundContext.open("bakery", o -> o.durable(file, Durability.PROCESS))) {
      assertThat(BakeryState.of(again.zproc()).cookies().get()).isEqualTo(7);
      assertThat(again.children()).isEmpty();
      assertThatThrownBy(
              () -> BackgroundContext.open("other", o -> o.durable(file, Durability.PROCESS)))
          .isInstanceOf(StorageException.class);
      again.shutdown();
    }
    assertThat(files()).isEmpty();
  }
}
