package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.failure.AccessDeniedException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Servers that run on their own, and who gets in. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class ServerIT {

  private static final String READY = "zproc server ready at ";

  @TempDir Path temporary;

  private Path key;
  private RootJvm server;

  @BeforeEach
  void prepare() {
    key = temporary.resolve("shop.key");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private String start(String uri) throws IOException {
    server =
        new RootJvm(Server.class, "--listen", uri, "--credentials", key.toString(), "--create");
    return ready(server);
  }

  private static String ready(RootJvm started) {
    Awaitility.await().until(() -> started.lines().stream().anyMatch(l -> l.startsWith(READY)));
    return started.lines().get(0).substring(READY.length());
  }

  private String socket() {
    return "zproc+unix://" + temporary.resolve("s");
  }

  @Test
  void programsShareItsStateAndSpawnThere() throws Exception {
    String uri = start("zproc+tcp://127.0.0.1:0");
    Credentials credentials = Credentials.read(key);
    try (ZProc one = ZProc.connect(uri, credentials);
        ZProc other = ZProc.connect(uri, credentials)) {
      BakeryState here = BakeryState.of(one);
      BakeryState there = BakeryState.of(other);
      Child<Integer> child = one.spawn(BakersLauncher.hire(5)); // whose child waits for cookies
      there.cookies().set(6);

      assertThat(child.join()).isEqualTo(6);
      assertThat(here.cookies().get()).isEqualTo(6);
      assertThat(one.ping().serverPid()).isEqualTo(server.pid());
      assertThat(one.spawn(BakersLauncher.ping()).join()).isEqualTo(server.pid());
    }
    try (ZProc later = ZProc.connect(uri, credentials)) {
      assertThat(BakeryState.of(later).cookies().get()).isEqualTo(6);
    }
    server.signal("TERM");
    assertThat(server.exitCode()).isZero();
    assertThat(server.lines()).hasSize(1);
  }

  @Test
  void aProgramThatIsKilledTakesItsChildrenAndNothingElse() throws Exception {
    String uri = start(socket());
    try (ZProc zproc = ZProc.connect(uri, Credentials.read(key));
        RootJvm killed = new RootJvm(Joins.class, uri, key.toString())) {
      Awaitility.await().until(() -> killed.text().contains("here "));
      Child<Void> ours = zproc.spawn(KidsLauncher.stay("forever"));
      List<Long> theirs = killed.descendants();
      assertThat(theirs).isNotEmpty();

      killed.kill();

      Awaitility.await().until(() -> theirs.stream().noneMatch(RootJvm::isRunning));
      assertThat(BakeryState.of(zproc).cookies().get()).isEqualTo(1);
      assertThat(ours.isAlive()).isTrue();
    }
  }

  @Test
  void aServerThatIsKilledEndsWhatHangsOnItAndIsToldSo() throws Exception {
    String uri = start(socket());
    try (ZProc zproc = ZProc.connect(uri, Credentials.read(key))) {
      BakeryState bakery = BakeryState.of(zproc);
      Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(() -> bakery.await(bakery.cookies().atLeast(5)));

      server.kill();

      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ServerGoneException.class);
      assertThatThrownBy(() -> bakery.cookies().get()).isInstanceOf(ServerGoneException.class);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !child.isAlive());
      assertThatThrownBy(() -> zproc.spawn(KidsLauncher.add(1, 2)))
          .isInstanceOf(ServerGoneException.class);
    }
  }

  @Test
  void theSocketOfAServerThatWasKilledIsNotInTheWay() throws Exception {
    String uri = start(socket());
    assertThat(mode(temporary.resolve("s"))).isEqualTo("rw-------");
    server.kill();
    server.exitCode();
    assertThat(temporary.resolve("s")).exists();

    assertThat(start(socket())).isEqualTo(uri);
    try (RootJvm second =
        new RootJvm(Server.class, "--listen", socket(), "--credentials", key.toString())) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.text()).contains("another server listens at");
    }
    server.signal("TERM");
    assertThat(server.exitCode()).isZero();
    assertThat(temporary.resolve("s")).doesNotExist();
  }

  @Test
  void credentialsOfAnotherServerAreRefused() throws Exception {
    String uri = start(socket());
    Credentials wrong = Credentials.create(temporary.resolve("other.key"));

    assertThatThrownBy(() -> ZProc.connect(uri, wrong))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("these credentials do not know each other");
  }

  @Test
  void aReaderLooksAndDoesNotWrite() throws Exception {
    String uri = start(socket());
    try (ZProc zproc = ZProc.connect(uri, Credentials.read(key))) {
      BakeryState.of(zproc).cookies().set(3);
    }
    Path readers = temporary.resolve("reader.key");
    Files.write(
        readers,
        Files.readAllLines(key).stream().filter(l -> l.startsWith("secret.reader")).toList());
    Files.setPosixFilePermissions(readers, PosixFilePermissions.fromString("rw-------"));

    try (ZProc zproc = ZProc.connect(uri, Credentials.read(readers))) {
      BakeryState bakery = BakeryState.of(zproc);
      assertThat(bakery.snapshot().cookies()).isEqualTo(3);
      assertThatThrownBy(() -> bakery.cookies().set(4))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("only reads");
      assertThatThrownBy(() -> zproc.spawn(KidsLauncher.add(1, 2)))
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  @Test
  void whereNobodyAnswersTheWaitIsOverInTime() {
    Credentials credentials = Credentials.create(key);

    assertThatThrownBy(
            () -> ZProc.connect(socket(), credentials, o -> o.timeout(Duration.ofMillis(300))))
        .isInstanceOf(ServerGoneException.class)
        .hasMessageContaining("no state server has let us in at")
        .hasMessageContaining("300 ms");
  }

  @Test
  void aServerThatCannotStartSaysWhy() throws Exception {
    Files.writeString(key, "secret.client x");
    try (RootJvm failed =
        new RootJvm(Server.class, "--listen", socket(), "--credentials", key.toString())) {
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.text()).contains("others than its owner may use").contains("chmod 600");
    }
    try (RootJvm failed = new RootJvm(Server.class, "--listen", socket())) {
      assertThat(failed.exitCode()).isEqualTo(2);
      assertThat(failed.text()).contains("--credentials FILE is missing");
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void toolsFindAContextAndMayLookOnlyUnlessItIsOpenForControl() throws Exception {
    String before = System.setProperty(RuntimeFolder.PROPERTY, temporary.resolve("run").toString());
    try (ZProc closed = ZProc.open();
        ZProc open = ZProc.open(options -> options.control())) {
      BakeryState.of(closed).cookies().set(1);
      BakeryState.of(open).cookies().set(2);
      List<ContextRecord> found = RuntimeFolder.ofUser().contexts();

      assertThat(found).hasSize(2);
      assertThat(found.get(0).secrets()).containsOnlyKeys(Role.READER);
      assertThat(found.get(1).secrets()).containsOnlyKeys(Role.READER, Role.OPERATOR);
      assertThat(found.get(0).pid()).isEqualTo(ProcessHandle.current().pid());
      try (EngineSession reader = as(found.get(0), Role.READER);
          EngineSession operator = as(found.get(1), Role.OPERATOR)) {
        assertThat(reader.waits().get()).isEmpty();
        assertThatThrownBy(() -> Bakeries.of(reader).cookies().set(5))
            .isInstanceOf(AccessDeniedException.class);
        Bakeries.of(operator).cookies().set(5);
      }
      assertThat(BakeryState.of(open).cookies().get()).isEqualTo(5);
      assertThat(BakeryState.of(closed).cookies().get()).isEqualTo(1);
    } finally {
      restore(before);
    }
    assertThat(RuntimeFolder.at(temporary.resolve("run")).contexts()).isEmpty();
  }

  private static void restore(String before) {
    if (before == null) {
      System.clearProperty(RuntimeFolder.PROPERTY);
    } else {
      System.setProperty(RuntimeFolder.PROPERTY, before);
    }
  }

  private static EngineSession as(ContextRecord context, Role role) throws EngineException {
    return new EngineSession(
        Link.connect(
            LinkOptions.to(ServerUri.endpoint(context.uri()), role, context.secrets().get(role))));
  }

  @Test
  void anotherUserOfTheMachineCanNeitherReadNorConnect() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"), "needs leave to become another user");
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    String before = System.setProperty(RuntimeFolder.PROPERTY, temporary.resolve("run").toString());
    String uri = start(socket());
    assertThat(uri).isEqualTo(socket());
    try (ZProc zproc = ZProc.open(options -> options.control())) {
      assertThat(zproc.ping()).isNotNull();
      assertThat(asNobody("test", "-e", temporary.toString()))
          .isZero(); // so it is not the way there
      assertThat(asNobody("ls", temporary.resolve("run").toString())).isNotZero();
      assertThat(asNobody("cat", key.toString())).isNotZero();
      assertThat(asNobody("rm", key.toString())).isNotZero();
      assertThat(
              asNobody(
                  "python3",
                  "-c",
                  "import socket; socket.socket(socket.AF_UNIX).connect('"
                      + temporary.resolve("s")
                      + "')"))
          .isNotZero();
    } finally {
      restore(before);
    }
  }

  private static int asNobody(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    all.addAll(List.of(command));
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
