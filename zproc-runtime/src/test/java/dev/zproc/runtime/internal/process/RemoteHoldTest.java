package dev.zproc.runtime.internal.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.ssh.SshHost;
import dev.zproc.runtime.internal.ssh.SshLaunch;
import dev.zproc.runtime.internal.ssh.SshSite;
import dev.zproc.runtime.testing.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of another host, run here: a shell in the place of ssh, another in the JVM's. */
@DisabledOnOs(OS.WINDOWS)
class RemoteHoldTest {

  private static final String MARKER = "zproc:0@3/4 child";
  private static final Duration KEEP_ALIVE = Duration.ofHours(1);

  @TempDir Path folder;

  private Process ssh;

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("a.jar"), "");
  }

  @AfterEach
  void end() throws InterruptedException {
    ssh.destroyForcibly().waitFor();
  }

  private RemoteHold start(String name, String jvm) throws IOException {
    SshHost host = new SshHost("forge", "ssh", List.of(), null, KEEP_ALIVE, KEEP_ALIVE, 1);
    List<String> jars = List.of(folder + "/a.jar");
    SshLaunch launch =
        SshLaunch.begin(new SshSite(host, folder.toString(), "/", jars, null), "unix:/x");
    List<String> words =
        launch.command(List.of("/bin/sh", "-c", jvm, MARKER), MARKER, Map.of(), null, 1);
    ssh = Fixtures.start(new ProcessBuilder("/bin/sh", "-c", words.get(words.size() - 1)));
    RemoteHold hold = new RemoteHold(host, launch, ssh, "jvm");
    Thread errors = new Thread(() -> drain(hold.stderr()), "stderr");
    errors.setDaemon(true);
    errors.start();
    hold.begin(launch.stdin("f".getBytes(UTF_8)), name);
    return hold;
  }

  private static void drain(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // That is the end.
    }
  }

  @Test
  void aSignalThatIsTooEarlyIsNotLost() throws Exception {
    RemoteHold hold = start("early", "exec sleep 60");
    hold.signal("TERM");

    assertThat(ssh.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(ssh.exitValue()).isEqualTo(143);
  }

  /** A beat may be hours away. */
  @Test
  void nobodyWaitsForTheNextBeatOfWhatHasEnded() throws Exception {
    RemoteHold hold = start("ended", "exit 0");
    assertThat(ssh.waitFor(30, TimeUnit.SECONDS)).isTrue();
    hold.report(0, "");

    await().until(() -> !thread("zproc-ssh[ended]"));
  }

  private static boolean thread(String name) {
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(name));
  }
}
