package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.HostFailedException;
import dev.zproc.runtime.failure.LimitExceededException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a child cannot be had on another host, with what its user reads then. */
@EnabledOnOs(OS.LINUX)
class OtherHostFailuresIT {

  @TempDir Path folder;

  private Sshd sshd;
  private ZProc zproc;

  @BeforeEach
  void open() throws Exception {
    sshd = Sshd.start(folder);
    zproc = ZProc.open(o -> o.transport(Transport.UNIX));
  }

  @AfterEach
  void close() {
    if (zproc != null) {
      zproc.close();
    }
    if (sshd != null) {
      sshd.close();
    }
  }

  private HostFailedException failure(Host host) {
    HostFailedException thrown =
        catchThrowableOfType(
            HostFailedException.class, () -> zproc.spawn(KidsLauncher.add(1, 1), s -> s.on(host)));
    assertThat(thrown).isNotNull();
    assertThat(thrown.host()).isEqualTo("forge");
    assertThat(thrown).hasMessageStartingWith("forge: ");
    assertThat(zproc.children()).isEmpty();
    return thrown;
  }

  @Test
  void noSshHere() {
    assertThat(failure(sshd.host().program("no-such-ssh")))
        .hasMessageContaining("\"no-such-ssh\" cannot be run on this machine")
        .hasMessageContaining("install the client of OpenSSH");
  }

  @Test
  void noKeyNobodyThereAnotherHost() throws IOException {
    Files.writeString(folder.resolve("authorized_keys"), "");
    assertThat(failure(sshd.host()))
        .hasMessageContaining("Permission denied")
        .hasMessageContaining("see that a key for it is in your agent or your ssh config");

    Files.writeString(folder.resolve("known_hosts"), "");
    assertThat(failure(sshd.host()))
        .hasMessageContaining("Host key verification failed")
        .hasMessageContaining("connect once by hand, with \"ssh forge\"");

    sshd.close();
    assertThat(failure(sshd.host()))
        .hasMessageContaining("Connection refused")
        .hasMessageContaining("see whether \"ssh forge true\" works");
  }

  @Test
  void oneThatDoesNotAnswer() throws IOException {
    Path slow = Sshd.program(folder.resolve("bin/slow-ssh"), "exec sleep 60");
    assertThat(failure(sshd.host().program(slow.toString()).connectTimeout(Duration.ofMillis(300))))
        .hasMessageContaining("it has not answered within 600 ms");
  }

  @Test
  void noJavaOrAnother() throws IOException {
    assertThat(failure(sshd.bareHost().java("/no/such/java")))
        .hasMessageContaining("it has no Java at /no/such/java");

    Path none = Sshd.program(folder.resolve("bin/true"), "exit 0");
    assertThat(failure(sshd.bareHost().java(none.toString())))
        .hasMessageContaining("bin/true does not say what it is, as a Java does");

    Path old =
        Sshd.program(
            folder.resolve("old/bin/java"),
            "echo '    java.home = /opt/old' >&2;"
                + " echo '    java.specification.version = 1.8' >&2");
    assertThat(failure(sshd.bareHost().java(old.getParent().getParent().toString())))
        .hasMessageContaining(
            "its Java at /opt/old is release 1.8, and zproc needs 17 or newer; choose another with"
                + " java(…) of the host");
  }

  @Test
  void noRoomAndNoPlaceForTheClassPath() throws IOException {
    Files.createDirectories(sshd.home().resolve(".cache"));
    Files.writeString(sshd.home().resolve(".cache/zproc"), "in the way");
    assertThat(failure(sshd.host()))
        .hasMessageContaining("the cache of zproc there (~/.cache/zproc) cannot be made");
    Files.delete(sshd.home().resolve(".cache/zproc"));

    Path full = Files.createDirectories(folder.resolve("full"));
    Sshd.program(
        full.resolve("tar"), "echo 'tar: Cannot write: No space left on device' >&2; exit 2");
    assertThat(failure(withPath(full)))
        .hasMessageContaining("the class path could not be stored in")
        .hasMessageContaining("No space left on device; make room there");
    assertThat(sshd.cache().resolve("new")).isEmptyDirectory();
    assertThat(sshd.cache().resolve("jars")).isEmptyDirectory();
  }

  /** A host whose programs are looked for in another folder first. */
  private Host withPath(Path first) throws IOException {
    Path ssh =
        Sshd.program(
            folder.resolve("bin/ssh-with-path"),
            "for last; do :; done\n"
                + "n=$(($# - 1)); i=0; set -- \"$@\"\n"
                + "while [ $i -lt $n ]; do a=$1; shift; set -- \"$@\" \"$a\"; i=$((i + 1)); done\n"
                + "shift\n"
                + "exec ssh \"$@\" \"PATH="
                + first
                + ":\\$PATH $last\"");
    return sshd.host().program(ssh.toString());
  }

  @Test
  void tooLargeAClassPath() {
    assertThatThrownBy(
            () -> zproc.spawn(KidsLauncher.add(1, 1), s -> s.on(sshd.host().maxClassPath(1 << 20))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith("forge: the class path has ")
        .hasMessageContaining("allow more with maxClassPath(…) of the host");
  }

  @Test
  void whatCannotBeHadThere() {
    assertThatThrownBy(() -> zproc.spawn(KidsLauncher.add(1, 1), s -> s.on(sshd.host()).debug()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("on(forge): a debugger cannot attach to it; leave debug() out");
    assertThatThrownBy(
            () -> zproc.spawn(KidsLauncher.add(1, 1), s -> s.on(sshd.host()).javaHome(folder)))
        .hasMessageContaining("name that of the other with java(…) of the host");
    for (String name : List.of("spring.profiles.active", "IFS")) {
      assertThatThrownBy(
              () -> zproc.spawn(KidsLauncher.add(1, 1), s -> s.on(sshd.host()).env(name, "x")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "on(forge): no shell there passes the variable '" + name + "' on; leave it out");
    }
    assertThatThrownBy(() -> Host.ssh("-oProxyCommand=x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aThreadIsHere() {
    try (ZProc threads = ZProc.open(o -> o.threads(ChildThreads.free()))) {
      String refusal = "on(forge): the children of this context are threads of this process";
      Call<Integer> call = KidsLauncher.add(1, 1);
      assertThatThrownBy(() -> threads.spawn(call, s -> s.on(sshd.host())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(refusal);
      assertThatThrownBy(() -> threads.group("g", g -> g.child(call, m -> m.on(sshd.host()))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(refusal);
    }
  }

  /** A port is chosen by chance, and so may be taken. */
  @Test
  void aPortThatIsTaken() throws IOException {
    Path count = folder.resolve("count");
    Path ssh =
        Sshd.program(
            folder.resolve("bin/taken-ssh"),
            "case \"$*\" in *\" -R \"*) echo >>"
                + count
                + "; if [ $(wc -l <"
                + count
                + ") -le $TAKEN ]; then"
                + " echo 'Error: remote port forwarding failed for listen port 1' >&2; exit 255;"
                + " fi;; esac; exec ssh \"$@\"");
    Path twice =
        Sshd.program(folder.resolve("bin/twice"), "export TAKEN=2; exec " + ssh + " \"$@\"");
    Path always =
        Sshd.program(folder.resolve("bin/always"), "export TAKEN=99; exec " + ssh + " \"$@\"");
    try (ZProc tcp = ZProc.open(o -> o.transport(Transport.ZEROMQ))) {
      Host host = sshd.host().program(twice.toString());
      assertThat(tcp.spawn(KidsLauncher.add(1, 1), s -> s.on(host)).join()).isEqualTo(2);
      assertThat(count).hasContent("\n\n\n");

      Host never = sshd.host().program(always.toString());
      assertThatThrownBy(() -> tcp.spawn(KidsLauncher.add(1, 1), s -> s.on(never)).join())
          .hasMessageContaining("on forge")
          .hasMessageContaining("its sshd must allow forwarding");
    }
  }

  /** The host was ready when it was looked at, and is no more when the child is to start. */
  @Test
  void lostBetweenTheLookAndTheStart() throws IOException {
    assertThat(zproc.spawn(KidsLauncher.add(1, 1), s -> s.on(sshd.host())).join()).isEqualTo(2);

    ChildFailedException elsewhere =
        catchThrowableOfType(
            ChildFailedException.class,
            () ->
                zproc
                    .spawn(
                        KidsLauncher.add(1, 1),
                        s -> s.on(sshd.host()).directory(Path.of("/no/such/place")))
                    .join());
    assertThat(elsewhere.end()).isInstanceOf(ChildEnd.StartFailed.class);
    assertThat(elsewhere).hasMessageContaining("its working directory is not there");

    ChildFailedException options =
        catchThrowableOfType(
            ChildFailedException.class,
            () ->
                zproc
                    .spawn(KidsLauncher.add(1, 1), s -> s.on(sshd.host()).jvmArgs("-Xmx0"))
                    .join());
    assertThat(options.end()).isInstanceOf(ChildEnd.StartFailed.class);
    assertThat(options).hasMessageContaining("Invalid maximum heap size");

    try (var jars = Files.list(sshd.cache().resolve("jars"))) {
      for (Path jar : jars.toList()) {
        Files.delete(jar);
      }
    }
    assertThatThrownBy(() -> zproc.spawn(KidsLauncher.add(1, 1), s -> s.on(sshd.host())).join())
        .hasMessageContaining("its class path is not in the cache there any more");
    assertThat(zproc.spawn(KidsLauncher.add(1, 1), s -> s.on(sshd.host())).join()).isEqualTo(2);

    sshd.close();
    ChildFailedException away =
        catchThrowableOfType(
            ChildFailedException.class,
            () -> zproc.spawn(KidsLauncher.add(1, 1), s -> s.on(sshd.host())).join());
    assertThat(away.end()).isInstanceOf(ChildEnd.StartFailed.class);
    assertThat(away)
        .hasMessageContaining("on forge")
        .hasMessageContaining("ssh could not connect")
        .hasMessageContaining("Connection refused");
  }
}
