package dev.zproc.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.testing.Fixtures;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A debugger attaches to one child; it speaks as much of its protocol as it takes. */
@ExtendWith(NoOrphans.class)
class DebugIT {

  private static final String HANDSHAKE = "JDWP-Handshake";
  private static final Duration UP = Duration.ofSeconds(30);

  private final ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD));

  private final ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));

  DebugIT() throws IOException {}

  @AfterEach
  void close() throws IOException {
    zproc.close();
    taken.close();
  }

  @Test
  void attachesToAChildAtItsOwnPortWhileItRuns(@TempDir Path folder) throws Exception {
    Path printed = folder.resolve("out");
    Child<Void> one =
        zproc.spawn(
            KidsLauncher.stay("forever"), spawn -> spawn.debug().output(Output.file(printed)));
    Child<Void> other = zproc.spawn(KidsLauncher.stay("forever"), SpawnOptions::debug);
    Child<Void> without = zproc.spawn(KidsLauncher.stay("forever"));
    for (Child<Void> child : List.of(one, other, without)) {
      await().atMost(UP).until(() -> child.status() == ChildStatus.RUNNING);
    }

    assertThat(without.debugAddress()).isEmpty();
    assertThat(one.debugAddress()).isNotEqualTo(other.debugAddress());
    for (Child<Void> child : List.of(one, other)) {
      try (Socket debugger = attach(child)) {
        assertThat(debugger.isConnected()).isTrue();
      }
    }
    await()
        .untilAsserted(
            () -> assertThat(printed).hasContent("here " + one.pid() + System.lineSeparator()));
  }

  @Test
  void letsASuspendedChildGoOn() throws Exception {
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"), SpawnOptions::debugSuspended);

    try (Socket debugger = attach(child)) {
      assertThat(child.status()).isEqualTo(ChildStatus.STARTING);

      resume(debugger);

      await().atMost(UP).until(() -> child.status() == ChildStatus.RUNNING);
    }
  }

  @Test
  void findsAnotherPortAfterARestart(@TempDir Path folder) {
    Child<Integer> child =
        zproc.spawn(
            KidsLauncher.count(folder.resolve("count"), 2),
            spawn ->
                spawn
                    .debug()
                    .restart(
                        RestartPolicy.ON_FAILURE, 3, Duration.ofMinutes(1), Duration.ofMillis(10)));

    assertThat(child.join()).isEqualTo(2);
    assertThat(child.restarts()).isEqualTo(1);
  }

  @Test
  void triesAnotherPortIfItsOwnIsTakenMeanwhile(@TempDir Path folder) throws IOException {
    Path java = findsItsPortTaken(folder, 2);

    Child<Integer> child =
        zproc.spawn(KidsLauncher.add(1, 2), spawn -> spawn.debug().javaHome(java));

    assertThat(child.join()).isEqualTo(3);
    assertThat(child.restarts()).isZero();
  }

  @Test
  void doesNotTryOtherPortsForEver(@TempDir Path folder) throws IOException {
    Path java = findsItsPortTaken(folder, 3);

    Child<Integer> child =
        zproc.spawn(KidsLauncher.add(1, 2), spawn -> spawn.debug().javaHome(java));

    assertThatThrownBy(child::join)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("bind failed");
    assertThat(child.end()).isInstanceOf(ChildEnd.StartFailed.class);
  }

  /** A JVM whose port is another's the first times that it starts. */
  private Path findsItsPortTaken(Path folder, int times) throws IOException {
    Path home = Fixtures.javaHome(folder);
    Path java = home.resolve("bin").resolve("java");
    String debugged =
        "-agentlib:jdwp=transport=dt_socket,server=y,address=127.0.0.1:" + taken.getLocalPort();
    String exec = Files.readString(java).lines().skip(1).findFirst().orElseThrow();
    List<String> script = new ArrayList<>(List.of("#!/bin/sh"));
    for (int i = 0; i < times; i++) {
      String first = "mkdir '" + folder.resolve("started" + i) + "' 2>/dev/null && ";
      script.add(first + exec.replace("\"$@\"", debugged + " -version"));
    }
    script.add(exec);
    Files.write(java, script);
    return home;
  }

  @Test
  void doesNotKeepASuspendedChildFromBeingStopped() {
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"), SpawnOptions::debugSuspended);
    retry(() -> attach(child).close());

    child.stop(Duration.ofMillis(100));

    assertThat(child.isAlive()).isFalse();
  }

  private static Socket attach(Child<?> child) throws IOException {
    InetSocketAddress address = child.debugAddress().orElseThrow();
    Socket[] attached = new Socket[1];
    retry(
        () -> {
          Socket socket = new Socket();
          socket.connect(address);
          socket.getOutputStream().write(HANDSHAKE.getBytes(US_ASCII)); // in one piece
          byte[] answer = new DataInputStream(socket.getInputStream()).readNBytes(14);
          assertThat(new String(answer, US_ASCII)).isEqualTo(HANDSHAKE);
          attached[0] = socket;
        });
    return attached[0];
  }

  private static void retry(ThrowingRunnable action) {
    await().atMost(UP).ignoreExceptions().untilAsserted(action);
  }

  /** VirtualMachine.Resume: length, id, flags, command set 1, command 9. */
  private static void resume(Socket debugger) throws IOException {
    DataOutputStream out = new DataOutputStream(debugger.getOutputStream());
    out.writeInt(11);
    out.writeInt(1);
    out.writeByte(0);
    out.writeByte(1);
    out.writeByte(9);
    out.flush();
  }
}
