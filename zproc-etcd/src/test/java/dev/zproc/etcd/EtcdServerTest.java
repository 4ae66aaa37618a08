package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.Credentials;
import dev.zproc.runtime.Server;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Servers that run alone, and have their state on etcd. */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class EtcdServerTest {

  private static final String READY = "zproc server ready at ";

  @TempDir Path folder;

  /** A server, and what it has said when it was ready. */
  private record Running(Process process, String uri) implements AutoCloseable {
    @Override
    public void close() {
      process.destroy(); // SIGTERM
      assertThat(process.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue()).isZero();
    }
  }

  private Process process(String name, String engine) throws IOException {
    return Fixtures.start(
        new ProcessBuilder(
                Fixtures.java(
                    Server.class,
                    "--listen",
                    "zproc+unix://" + folder.resolve(name),
                    "--credentials",
                    folder.resolve("key").toString(),
                    "--create",
                    "--engine",
                    engine))
            .redirectErrorStream(true));
  }

  private static String firstLine(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private Running start(String name, String engine) throws IOException {
    Process process = process(name, engine);
    String line = firstLine(process);
    assertThat(line).startsWith(READY);
    return new Running(process, line.substring(READY.length()));
  }

  @Test
  void serversAndContextsShareAState() throws Exception {
    EtcdServers servers = EtcdServers.shared();
    Etcd etcd = servers.etcd();
    String engine = "etcd+" + servers.endpoint(0) + "/" + etcd.prefix;
    try (Running one = start("one", engine);
        Running two = start("two", engine + "?reads=linearizable")) {
      Credentials credentials = Credentials.read(folder.resolve("key"));
      try (ZProc here = ZProc.connect(one.uri(), credentials);
          ZProc there = ZProc.connect(two.uri(), credentials);
          ZProc root = ZProc.open(o -> o.engine(etcd))) {
        here.dictionary("prices").put("bread", 3);
        assertThat(there.dictionary("prices").get("bread")).isEqualTo(3);
        assertThat(root.dictionary("prices").get("bread")).isEqualTo(3);
        root.dictionary("prices").put("bread", 4);
        assertThat(here.dictionary("prices").get("bread")).isEqualTo(4);
      }
    }
    try (Running next = start("next", engine);
        ZProc zproc = ZProc.connect(next.uri(), Credentials.read(folder.resolve("key")))) {
      assertThat(zproc.dictionary("prices").get("bread")).isEqualTo(4);
    }
  }

  @Test
  void whatIsWrongIsSaidInALine() throws Exception {
    Process wrong = process("wrong", "etcd:x");
    assertThat(firstLine(wrong)).startsWith("zproc server: nobody knows the engine etcd:x");
    assertThat(wrong.waitFor()).isEqualTo(2);
    Process locked = process("locked", "etcd+http://127.0.0.1:1?user=me&password-file=/not/there");
    assertThat(firstLine(locked)).startsWith("zproc server: '/not/there', the file with the pass");
    assertThat(locked.waitFor()).isEqualTo(1);
    Process away = process("away", "etcd+http://127.0.0.1:1?timeout=300ms");
    assertThat(firstLine(away)).startsWith("zproc server: ").contains("check the endpoints");
    assertThat(away.waitFor()).isEqualTo(1);
  }
}
