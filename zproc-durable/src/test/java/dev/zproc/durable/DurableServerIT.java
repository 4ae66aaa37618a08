package dev.zproc.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.Credentials;
import dev.zproc.runtime.Server;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that runs on its own and keeps its state in a file. */
class DurableServerIT {

  @TempDir Path folder;

  private Process start(String... more) throws Exception {
    List<String> command = new ArrayList<>(Fixtures.java(Server.class));
    command.addAll(List.of("--listen", "zproc+tcp://127.0.0.1:0", "--create"));
    command.addAll(List.of("--credentials", folder.resolve("key").toString()));
    command.addAll(List.of(more));
    return Fixtures.start(new ProcessBuilder(command));
  }

  private Process durable() throws Exception {
    return start("--durable", folder.resolve("state").toString());
  }

  private ZProc connect(Process server) throws Exception {
    String line = server.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(line).startsWith("zproc server ready at ");
    String uri = line.substring(line.lastIndexOf(' ') + 1);
    return ZProc.connect(uri, Credentials.read(folder.resolve("key")));
  }

  private static void end(Process server) throws Exception {
    server.toHandle().destroyForcibly();
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void goesOnAfterItWasKilledWithWhatItHasAcknowledged() throws Exception {
    Process first = durable();
    try (ZProc zproc = connect(first)) {
      for (int i = 1; i <= 50; i++) {
        zproc.dictionary("till").put("sold", i);
      }
      end(first);
    } finally {
      end(first);
    }
    Process second = durable();
    try (ZProc zproc = connect(second)) {
      assertThat(zproc.dictionary("till").get("sold")).isEqualTo(50);
      assertThat(zproc.dictionary("till").put("sold", 51)).isEqualTo(50);
    } finally {
      end(second);
    }
  }

  @Test
  void saysWhyItCannotTakeUpAFile() throws Exception {
    Files.writeString(folder.resolve("state"), "no database at all, but long enough for a header");
    assertThat(said(durable())).contains(folder.resolve("state").toString());
    assertThat(said(start("--level", "disk"))).contains("--level", "--durable FILE");
    assertThat(said(start("--durable", "x", "--level", "paper"))).contains("'paper' is no level");
  }

  private static String said(Process server) throws Exception {
    StringBuilder said = new StringBuilder();
    try (BufferedReader err = server.errorReader(StandardCharsets.UTF_8)) {
      err.lines().forEach(line -> said.append(line).append('\n'));
    }
    assertThat(server.waitFor()).isBetween(1, 2);
    return said.toString();
  }
}
