package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.wire.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contexts whose state is kept by a JVM of its own. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class ForkedServerIT {

  private static ZProc open(Transport transport) {
    return ZProc.open(
        options ->
            options.transport(transport).serverJvm(jvm -> jvm.heap("128m").output(Output.INHERIT)));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void theStateIsInAnotherProcessAndAllElseIsAsEver(Transport transport) {
    long server;
    try (ZProc zproc = open(transport)) {
      server = zproc.ping().serverPid();
      assertThat(server).isNotEqualTo(ProcessHandle.current().pid());
      BakeryState bakery = BakeryState.of(zproc);
      Child<Integer> child = zproc.spawn(BakersLauncher.hire(5));
      bakery.cookies().set(6);
      assertThat(child.join()).isEqualTo(6);
      assertThat(zproc.spawn(BakersLauncher.ping()).join()).isEqualTo(server);
      assertThat(zproc.children()).isEmpty();
    }
    Awaitility.await().until(() -> !RootJvm.isRunning(server));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aServerThatIsKilledIsToldAndTheProgramLivesOn(Transport transport) {
    try (ZProc zproc = open(transport)) {
      BakeryState bakery = BakeryState.of(zproc);
      bakery.cookies().set(1);
      long server = zproc.ping().serverPid();
      Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(() -> bakery.await(bakery.cookies().atLeast(5)));

      ProcessHandle.of(server).orElseThrow().destroyForcibly();

      assertThatThrownBy(waiting::get).hasCauseInstanceOf(ServerGoneException.class);
      assertThatThrownBy(() -> bakery.cookies().get()).isInstanceOf(ServerGoneException.class);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !child.isAlive());
      assertThatThrownBy(zproc::awaitAll)
          .isInstanceOf(ServerGoneException.class)
          .hasMessageContaining("the state server, process " + server)
          .hasMessageContaining("SIGKILL");
      assertThatThrownBy(() -> zproc.spawn(KidsLauncher.add(1, 2)))
          .isInstanceOf(ServerGoneException.class);
    }
    try (ZProc next = open(transport)) {
      assertThat(next.spawn(KidsLauncher.add(1, 2)).join()).isEqualTo(3);
    }
  }

  /** As JVMs do of themselves, of pages that are small, or of a container that they misread. */
  @Test
  void whatItsJvmPrintsToStdoutIsNoAddress() {
    try (ZProc zproc =
        ZProc.open(
            options ->
                options
                    .server(ServerMode.FORKED)
                    .serverJvm(jvm -> jvm.heap("128m").jvmArgs("-Xlog:gc,safepoint")))) {
      assertThat(zproc.ping().serverPid()).isNotEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void itEndsWithItsRootWhateverEndsThat() throws Exception {
    try (RootJvm root = new RootJvm(ForkedServerRoot.class)) {
      Awaitility.await().until(() -> root.text().contains("here "));
      List<Long> all = root.descendants();
      assertThat(all).hasSizeGreaterThanOrEqualTo(2);

      root.kill();

      Awaitility.await().until(() -> all.stream().noneMatch(RootJvm::isRunning));
    }
  }

  @Test
  void noSecretStandsWhereOthersLook() throws Exception {
    try (ZProc zproc = ZProc.open(options -> options.server(ServerMode.FORKED).control())) {
      long server = zproc.ping().serverPid();
      Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
      ContextRecord own =
          RuntimeFolder.ofUser().contexts().stream()
              .filter(each -> each.pid() == ProcessHandle.current().pid())
              .reduce((first, last) -> last)
              .orElseThrow();
      assertThat(own.secrets()).hasSize(2);
      for (long pid : new long[] {server, child.pid(), ProcessHandle.current().pid()}) {
        for (String file : List.of("cmdline", "environ")) {
          byte[] bytes = Files.readAllBytes(Path.of("/proc", "" + pid, file));
          String text = new String(bytes, StandardCharsets.ISO_8859_1);
          for (Secret secret : own.secrets().values()) {
            assertThat(text).doesNotContain(HexFormat.of().formatHex(secret.reveal()));
          }
        }
      }
      child.kill();
    }
  }

  @Test
  void aServerThatCannotStartSaysWhy() {
    assertThatThrownBy(
            () -> ZProc.open(options -> options.serverJvm(jvm -> jvm.jvmArgs("-XX:+NoSuchOption"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the state server")
        .hasMessageContaining("NoSuchOption");
  }
}
