package dev.zproc.runtime.internal.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that would run on another host, run here, with a shell in the place of the JVM. */
@DisabledOnOs(OS.WINDOWS)
class LaunchScriptTest {

  private static final String MARKER = "zproc:0@3/4 child";
  private static final String FRAME = "the frame\n";

  private static final Runnable NOTHING = () -> {};

  @TempDir Path folder;

  private Process process;
  private LaunchWords words;

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("a.jar"), "");
  }

  @AfterEach
  void end() throws Exception {
    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  /** Starts {@code jvm}, whose lifeline is at 3. */
  private BufferedReader start(String jvm, Map<String, Optional<String>> environment, String... set)
      throws IOException {
    SshHost host =
        new SshHost(
            "forge", "ssh", List.of(), null, Duration.ofSeconds(4), Duration.ofSeconds(4), 1);
    List<String> jars = List.of(folder + "/a.jar");
    SshLaunch launch =
        SshLaunch.begin(new SshSite(host, folder.toString(), "/", jars, null), "unix:/x");
    List<String> java = List.of("/bin/sh", "-c", jvm, "sh", jars.get(0), MARKER);
    List<String> ssh = launch.command(java, MARKER, environment, null, FRAME.length());
    ProcessBuilder there = new ProcessBuilder("/bin/sh", "-c", ssh.get(ssh.size() - 1));
    for (String variable : set) {
      there.environment().put(variable, "mine");
    }
    process = Fixtures.start(there);
    words = (LaunchWords) launch.output(process.getErrorStream(), () -> {}, () -> {});
    Thread errors = new Thread(() -> drain(words), "stderr");
    errors.setDaemon(true);
    errors.start();
    send(launch.stdin(FRAME.getBytes(UTF_8)));
    return process.inputReader(UTF_8);
  }

  private static void drain(InputStream in) {
    try {
      in.transferTo(System.err);
    } catch (IOException e) {
      // That is the end.
    }
  }

  private void send(byte[] bytes) throws IOException {
    OutputStream stdin = process.getOutputStream();
    stdin.write(bytes);
    stdin.flush();
  }

  /** Or a JVM to which somebody sends signals all the time would hear of nobody, and end. */
  @Test
  void aSignalIsAsGoodAsABeat() throws IOException {
    BufferedReader out =
        start("while IFS= read -r line <&3; do echo \"heard $line\"; done", Map.of());
    send(".\n+CONT\n".getBytes(UTF_8));
    process.getOutputStream().close();

    assertThat(out.readLine()).isEqualTo("heard the frame");
    assertThat(out.readLine()).isEqualTo("heard .");
    assertThat(out.readLine()).isEqualTo("heard .");
  }

  @Test
  void whateverVariablesAreCalledTheyAreTheJvms() throws IOException {
    String[] names = {"run", "cp", "inner", "folder", "id", "frame", "t", "s", "word", "code"};
    BufferedReader out =
        start(
            "echo \"$1\"; env",
            Map.of("cp", Optional.of("a"), "run", Optional.of("b"), "inner", Optional.of("c")),
            names);

    assertThat(out.readLine()).isEqualTo(folder + "/a.jar");
    assertThat(out.lines())
        .contains("cp=a", "run=b", "inner=c", "folder=mine", "id=mine", "frame=mine", "t=mine")
        .contains("s=mine", "word=mine", "code=mine")
        .noneMatch(line -> line.startsWith("zproc"));
  }

  @Test
  void aFolderThatLooksLikeAPatternIsNone() throws Exception {
    Path like = Files.createDirectories(folder.resolve("a"));
    Files.writeString(like.resolve("a.jar"), "");
    folder = folder.resolve("[a]");
    make();
    Path jar = folder.resolve("a.jar");
    FileTime old = FileTime.fromMillis(0);
    Files.setLastModifiedTime(jar, old);

    assertThat(start("echo started", Map.of()).readLine()).isEqualTo("started");
    assertThat(Files.getLastModifiedTime(jar)).isGreaterThan(old);
  }

  @Test
  void aSignalFindsWhatIsUp() throws Exception {
    start("while :; do sleep 1; done", Map.of());
    await().pollInterval(Duration.ofMillis(1)).until(() -> words.isUp());
    send("+TERM\n".getBytes(UTF_8));

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    await().untilAsserted(() -> assertThat(words.exitCode()).isEqualTo(143));
  }

  /** A disk may be full, say. */
  @Test
  void whatSignalsWouldNotFindIsNotStarted() throws Exception {
    Files.delete(folder.resolve("run"));
    BufferedReader out = start("echo started", Map.of());

    assertThat(out.readLine()).isNull();
    await().until(() -> "nojvm".equals(words.trouble()));
    assertThat(words.isUp()).isFalse();
    Files.createDirectories(folder.resolve("run"));
  }
}
