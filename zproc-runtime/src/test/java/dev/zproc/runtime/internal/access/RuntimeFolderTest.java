package dev.zproc.runtime.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The files in which tools find contexts, and those with the secrets of servers. */
@DisabledOnOs(OS.WINDOWS)
class RuntimeFolderTest {

  private static final String NOBODY_THERE = "zproc+unix:///nowhere/s";

  @TempDir Path temporary;

  private Path folder() {
    return temporary.resolve("zproc");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void whatIsPublishedIsReadAndIsOfThisUserAlone() throws IOException {
    Map<Role, Secret> secrets =
        Map.of(Role.READER, Secret.random(), Role.OPERATOR, Secret.random());
    ContextRecord context = ContextRecord.ofThisProcess(NOBODY_THERE, "shop.Main", secrets);

    RuntimeFolder.Published file = RuntimeFolder.at(folder()).publish(context);

    assertThat(RuntimeFolder.at(folder()).contexts()).containsExactly(context);
    assertThat(context.toString()).contains("***");
    assertThat(mode(folder())).isEqualTo("rwx------");
    assertThat(mode(file.file())).isEqualTo("rw-------");
    file.remove();
    assertThat(RuntimeFolder.at(folder()).contexts()).isEmpty();
    try (Stream<Path> left = Files.list(folder())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void ofTwoBackgroundContextsOfOneNameTheSecondIsRefused() throws IOException {
    RuntimeFolder folder = RuntimeFolder.at(folder());
    ContextRecord first = ContextRecord.ofThisProcess(NOBODY_THERE, "first", Map.of());
    RuntimeFolder.Published file = folder.publish("bakery", first);

    assertThatThrownBy(
            () ->
                folder.publish(
                    "bakery", ContextRecord.ofThisProcess(NOBODY_THERE, "second", Map.of())))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(folder.background("bakery")).isEqualTo(first);
    assertThat(folder.backgrounds()).containsExactly("bakery");
    assertThat(folder.contexts()).containsExactly(first);
    assertThat(mode(file.file())).isEqualTo("rw-------");
    file.remove();
    assertThat(folder.background("bakery")).isNull();
    try (Stream<Path> left = Files.list(folder())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theFileOfABackgroundContextThatWasKilledIsNotInTheWay() throws IOException {
    RuntimeFolder folder = RuntimeFolder.at(folder());
    ContextRecord killed =
        new ContextRecord(
            NOBODY_THERE, 1, "ticks:of another", "", "killed", Instant.ofEpochMilli(1), Map.of());
    folder.publish("bakery", killed);
    assertThat(folder.backgrounds()).isEmpty();

    ContextRecord next = ContextRecord.ofThisProcess(NOBODY_THERE, "next", Map.of());
    folder.publish("bakery", next);

    assertThat(folder.background("bakery")).isEqualTo(next);
  }

  @Test
  void aNameIsFreeAgainHoweverManyOtherFilesThereAre() throws IOException {
    RuntimeFolder folder = RuntimeFolder.at(folder());
    for (int i = 0; i < 400; i++) {
      Files.createFile(folder().resolve("background-job" + i + ".log"));
    }
    ContextRecord living = ContextRecord.ofThisProcess(NOBODY_THERE, "living", Map.of());
    for (int i = 0; i < 400; i++) {
      folder.publish("other" + i, living);
    }
    for (int i = 0; i < 10; i++) {
      folder.publish("nightly" + i, killed());
    }
    for (int i = 0; i < 10; i++) {
      folder.publish("nightly" + i, living);
      assertThat(folder.background("nightly" + i)).isEqualTo(living);
    }
    assertThat(folder.backgrounds()).hasSize(410);
  }

  private static ContextRecord killed() {
    return new ContextRecord(
        NOBODY_THERE, 1, "ticks:of another", "", "killed", Instant.ofEpochMilli(1), Map.of());
  }

  @Test
  void allThatTheKilledHaveLeftIsSweptInTheEnd() throws IOException {
    RuntimeFolder folder = RuntimeFolder.at(folder());
    for (int i = 0; i < 300; i++) {
      folder.publish("living" + i, ContextRecord.ofThisProcess(NOBODY_THERE, "living", Map.of()));
    }
    RuntimeFolder.Published stale = folder.publish("nightly", killed());
    for (int i = 0; i < 200 && Files.exists(stale.file()); i++) { // a third is not seen each time
      folder.sweep();
    }
    assertThat(stale.file()).doesNotExist();
    assertThat(folder.backgrounds()).hasSize(300);
  }

  @Test
  void oldLogsAndDraftsGoAndNoOthers() throws IOException {
    RuntimeFolder folder = RuntimeFolder.at(folder());
    folder.publish("alive", ContextRecord.ofThisProcess(NOBODY_THERE, "alive", Map.of()));
    Path alive = aged(folder.log("alive"), 100);
    Path gone = aged(folder.log("gone"), 31);
    Path earlier = aged(Files.createFile(folder().resolve("background-gone.log.1")), 31);
    Path recent = aged(folder.log("recent"), 29);
    Path draft = aged(Files.createFile(folder().resolve("1-2-3.draft")), 2);
    Path young = Files.createFile(folder().resolve("1-2-4.draft"));
    Path again = aged(folder.log("again"), 100);
    folder.log("again"); // whose host is about to begin

    folder.sweep();

    assertThat(List.of(gone, earlier, draft)).noneMatch(Files::exists);
    assertThat(List.of(alive, recent, young, again)).allMatch(Files::exists);
  }

  private static Path aged(Path file, int days) throws IOException {
    return Files.setLastModifiedTime(
        file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  @Test
  void aProcessOfTheSameNumberIsNotTakenForOneThatHasEnded() throws IOException {
    long pid = ProcessHandle.current().pid();
    ContextRecord before =
        new ContextRecord(
            NOBODY_THERE, pid, "ticks:1", "", "earlier", Instant.ofEpochMilli(1), Map.of());
    RuntimeFolder.Published stale = RuntimeFolder.at(folder()).publish(before);

    assertThat(RuntimeFolder.at(folder()).contexts()).isEmpty();
    assertThat(stale.file()).exists();
    RuntimeFolder.at(folder())
        .publish(ContextRecord.ofThisProcess(NOBODY_THERE, "later", Map.of()));
    assertThat(stale.file()).doesNotExist();
    assertThat(RuntimeFolder.at(folder()).contexts())
        .extracting(ContextRecord::name)
        .containsExactly("later");
  }

  @Test
  void whatListensIsNotSweptThoughItsProcessIsNotSeen() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String uri = "zproc+tcp://127.0.0.1:" + server.getLocalPort();
      String here = ContextRecord.ofThisProcess(uri, "here", Map.of()).place();
      for (String place : List.of("", here.replace("pid:[", "pid:[0"))) {
        ContextRecord elsewhere =
            new ContextRecord(
                uri, 1, "ticks:1", place, "container", Instant.ofEpochMilli(1), Map.of());
        RuntimeFolder.Published file = RuntimeFolder.at(folder()).publish(elsewhere);
        RuntimeFolder.at(folder())
            .publish(ContextRecord.ofThisProcess(NOBODY_THERE, "later", Map.of()));

        assertThat(file.file()).exists();
      }
    }
  }

  /** As of two containers that share the folder. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whatIsOutOfSightIsNotSweptButItsNameIsFree() throws IOException {
    String uri = "zproc+tcp://127.0.0.1:1";
    String here = ContextRecord.ofThisProcess(uri, "here", Map.of()).place();
    assertThat(here).contains("/pid:[", "/net:[");
    String apart = here.replace("pid:[", "pid:[0").replace("net:[", "net:[0");
    ContextRecord inAnother =
        new ContextRecord(uri, 1, "ticks:1", apart, "other", Instant.ofEpochMilli(1), Map.of());
    RuntimeFolder folder = RuntimeFolder.at(folder());
    RuntimeFolder.Published young = folder.publish(inAnother);
    RuntimeFolder.Published old = folder.publish(inAnother);
    folder.publish("bakery", inAnother);
    aged(old.file(), 31);

    folder.sweep();

    assertThat(young.file()).exists();
    assertThat(old.file()).doesNotExist();
    assertThat(folder.background("bakery")).isNull(); // which cannot be joined from here
    ContextRecord own = ContextRecord.ofThisProcess(NOBODY_THERE, "own", Map.of());
    folder.publish("bakery", own);
    assertThat(folder.background("bakery")).isEqualTo(own);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anothersServerAtTheAddressOfOneThatWasKilledIsNotTakenForIt() throws IOException {
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String uri = "zproc+tcp://127.0.0.1:" + stranger.getLocalPort();
      long pid = ProcessHandle.current().pid();
      String here = ContextRecord.ofThisProcess(uri, "bakery", Map.of()).place();
      String rebooted = "b7e3f1d2-0000-4000-8000-000000000000" + here.substring(36);
      RuntimeFolder folder = RuntimeFolder.at(folder());
      for (String place : List.of(here, rebooted)) {
        ContextRecord killed =
            new ContextRecord(
                uri, pid, "ticks:1", place, "killed", Instant.ofEpochMilli(1), Map.of());
        RuntimeFolder.Published file = folder.publish("bakery", killed);

        assertThat(folder.background("bakery")).isNull();
        assertThat(folder.told()).noneMatch(RuntimeFolder.Told::isOpen);
        folder.publish(ContextRecord.ofThisProcess(NOBODY_THERE, "later", Map.of())).remove();
        assertThat(file.file()).doesNotExist();
      }
    }
  }

  @Test
  @Timeout(20)
  void whoListensAndAcceptsNobodyHoldsNobodyUp() throws IOException {
    Path path = temporary.resolve("s");
    try (ServerSocketChannel tcp = ServerSocketChannel.open();
        ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      tcp.bind(new InetSocketAddress("127.0.0.1", 0), 1);
      unix.bind(UnixDomainSocketAddress.of(path), 1);
      for (String uri :
          List.of("zproc+tcp://127.0.0.1:" + tcp.socket().getLocalPort(), "zproc+unix://" + path)) {
        ContextRecord stopped =
            new ContextRecord(uri, 1, "ticks:1", "", "stopped", Instant.ofEpochMilli(1), Map.of());
        RuntimeFolder folder = RuntimeFolder.at(folder());
        folder.publish("bakery", stopped);

        for (int i = 0; i < 5; i++) { // more than may wait there
          assertThat(folder.background("bakery")).isEqualTo(stopped);
        }
        Files.delete(folder().resolve("background-bakery.context"));
      }
    }
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path target = Files.createDirectory(temporary.resolve("target"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(folder(), target);

    assertThatThrownBy(() -> RuntimeFolder.at(folder()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no folder, but a link");
    try (Stream<Path> inside = Files.list(target)) {
      assertThat(inside).isEmpty();
    }
  }

  @Test
  void aFolderThatOthersMayUseIsRefused() throws IOException {
    Files.createDirectory(folder());
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(() -> RuntimeFolder.at(folder()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rwxr-x---")
        .hasMessageContaining("chmod 700 " + folder());
  }

  @Test
  void credentialsAreMadeOnceAndReadBack() throws IOException {
    Path file = temporary.resolve("shop.key");
    Map<Role, Secret> made = CredentialFile.create(file);

    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(CredentialFile.read(file)).isEqualTo(made);
    assertThat(made).containsOnlyKeys(Role.READER, Role.OPERATOR, Role.CLIENT);
    assertThatThrownBy(() -> CredentialFile.create(file)).hasMessageContaining("there already");
  }

  @Test
  void credentialsThatOthersCanReadAreRefused() throws IOException {
    Path file = temporary.resolve("shop.key");
    CredentialFile.create(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> CredentialFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("others than its owner")
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void whatIsWrongWithCredentialsIsSaidAndNotWhatIsInThem() throws IOException {
    Path file = temporary.resolve("shop.key");
    assertThatThrownBy(() -> CredentialFile.read(file)).hasMessageContaining("there is no file");
    String secret = "ab".repeat(32);
    Map<String, String> contents =
        Map.of(
            "secret.client " + secret + "0",
            "line 1 has no 64 hexadecimal digits",
            "\n# x\nsecret.boss " + secret,
            "line 3 is for a role that there is not",
            "secret.client",
            "line 1 has no value",
            "",
            "there is no secret in");
    for (Map.Entry<String, String> each : contents.entrySet()) {
      Files.deleteIfExists(file);
      PrivateFiles.create(file, each.getKey().getBytes());
      assertThatThrownBy(() -> CredentialFile.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(each.getValue())
          .hasMessageNotContaining("abab");
    }
  }

  @Test
  void anInterruptedThreadMakesFilesAndSeesWhoListens() throws IOException {
    Path file = temporary.resolve("shop.key");
    boolean listening;
    boolean kept;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Thread.currentThread().interrupt();
      try {
        PrivateFiles.create(file, new byte[] {1, 2, 3});
        listening = ListenerProbe.isListening("zproc+tcp://127.0.0.1:" + listener.getLocalPort());
      } finally {
        kept = Thread.interrupted();
      }
    }
    assertThat(kept).isTrue();
    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(listening).isTrue();
  }
}
