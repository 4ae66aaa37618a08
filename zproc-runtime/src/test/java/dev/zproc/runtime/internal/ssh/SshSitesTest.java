package dev.zproc.runtime.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of hosts. */
class SshSitesTest {

  private static final String LOOK =
      "printf 'zproc: %s\\n' 'folder /cache' 'home /java' 'release 21' done";

  @TempDir Path folder;

  private final AtomicInteger looks = new AtomicInteger();

  private static SshHost host(String target) {
    Duration time = Duration.ofSeconds(4);
    return new SshHost(target, "ssh", List.of(), null, time, time, 1 << 20);
  }

  private SshSite prepare(int release) throws Exception {
    Path jar = folder.resolve("a.jar");
    Files.writeString(jar, "a");
    return SshSites.prepare(
        host("forgotten"),
        jar.toString(),
        release,
        "Main",
        command -> {
          looks.incrementAndGet();
          return Fixtures.start(new ProcessBuilder("/bin/sh", "-c", LOOK));
        });
  }

  /** It is the same site for classes of any release. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsForgottenIsForgottenForAll() throws Exception {
    SshSite site = prepare(17);
    assertThat(prepare(21)).isEqualTo(site);
    assertThat(prepare(17)).isSameAs(site);
    assertThat(looks).hasValue(2);

    SshSites.forget(site);
    prepare(17);
    prepare(21);

    assertThat(looks).hasValue(4);
  }

  /** Accidents of days would sum up, where one child runs for as long. */
  @Test
  void aStartBetweenMakesRefusedPortsAnAccident() throws IOException {
    String refused = "Error: remote port forwarding failed for listen port 1";
    SshLaunch launch = launch();
    for (int i = 0; i < 4; i++) {
      assertThat(launch.isToBeTriedAgain(255, refused)).isTrue();
    }
    up(launch());

    assertThat(launch.isToBeTriedAgain(255, refused)).isTrue();
    assertThat(launch.isToBeTriedAgain(255, "Connection refused")).isFalse();
  }

  private static SshLaunch launch() {
    return SshLaunch.begin(
        new SshSite(host("refusing"), "/cache", "/java", List.of(), null), "unix:/x");
  }

  private static void up(SshLaunch launch) throws IOException {
    String id = launch.endpoint().replaceAll(".*/|\\.sock", "");
    String said = "\0zproc " + id + " up\n";
    try (InputStream words =
        launch.output(
            new ByteArrayInputStream(said.getBytes(StandardCharsets.US_ASCII)),
            () -> {},
            () -> {})) {
      words.readAllBytes();
    }
    assertThat(launch.isUp()).isTrue();
  }
}
