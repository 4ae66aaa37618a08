package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How a child's JVM is set up, and how a generated main behaves that nobody spawned. */
@ExtendWith(NoOrphans.class)
class LaunchIT {

  private static ZProc zproc;

  @BeforeAll
  static void open() {
    zproc = ZProc.open();
  }

  @AfterAll
  static void close() {
    zproc.close();
  }

  @Test
  void setsSystemPropertiesAndOptions() {
    Child<String> property =
        zproc.spawn(
            KidsLauncher.look("answer"), spawn -> spawn.systemProperty("answer", "a \"b\" ü"));
    Child<String> option =
        zproc.spawn(KidsLauncher.look("option"), spawn -> spawn.jvmArgs("-Doption=on"));

    assertThat(property.join()).isEqualTo("a \"b\" ü");
    assertThat(option.join()).isEqualTo("on");
  }

  @Test
  void setsAndTakesAwayVariables() {
    Child<String> set =
        zproc.spawn(KidsLauncher.look("$ZPROC_X"), spawn -> spawn.env("ZPROC_X", "here"));
    Child<String> removed =
        zproc.spawn(KidsLauncher.look("$PATH"), spawn -> spawn.env("PATH", null));

    assertThat(set.join()).isEqualTo("here");
    assertThat(removed.join()).isEqualTo("null");
  }

  @Test
  void runsInAnotherDirectory(@TempDir Path folder) throws Exception {
    Child<String> child =
        zproc.spawn(KidsLauncher.look("user.dir"), spawn -> spawn.directory(folder));

    assertThat(Path.of(child.join())).isEqualTo(folder.toRealPath());
  }

  @Test
  void takesACommandLineThatIsTooLongForTheSystem() {
    String long150k = "x\\y\"z ".repeat(25_000);

    Child<String> child =
        zproc.spawn(KidsLauncher.look("long"), spawn -> spawn.systemProperty("long", long150k));

    assertThat(child.join()).isEqualTo(long150k);
  }

  @Test
  void namesChildrenAfterTheirMethodOrAsAsked() {
    Child<String> named = zproc.spawn(KidsLauncher.look("x"), spawn -> spawn.name("lookout"));
    Child<String> again = zproc.spawn(KidsLauncher.look("x"), spawn -> spawn.name("lookout"));

    assertThat(named.name()).isEqualTo("lookout");
    assertThat(again.name()).isEqualTo("lookout#2");
    named.join();
    again.join();
  }

  @Test
  void encodesArgumentsWhenTheCallIsMade() {
    assertThat(KidsLauncher.add(1, 2))
        .isEqualTo(KidsLauncher.add(1, 2))
        .hasSameHashCodeAs(KidsLauncher.add(1, 2))
        .isNotEqualTo(KidsLauncher.add(2, 1))
        .hasToString("dev.zproc.runtime.Kids.add(1, 2)");
    assertThatThrownBy(() -> Call.of(new Kids_EchoMain(), new Object[] {null}))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("Argument 1 of dev.zproc.runtime.Kids.echo is null");
  }

  @Test
  void startedByHandAGeneratedMainSaysWhatToDoInstead() throws Exception {
    Process process = java(Kids_AddMain.class.getName());

    String text = text(process);

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue(); // though stdin is open
    assertThat(process.exitValue()).isEqualTo(77);
    assertThat(text)
        .contains("dev.zproc.runtime.Kids_AddMain")
        .contains("ZProc.spawn")
        .contains("launcher");
  }

  @Test
  void startedByHandWithTheArgumentOfAChildItEndsAtOnce() throws Exception {
    Process process = java(Kids_AddMain.class.getName(), "zproc:1:add");

    assertThat(text(process)).isEmpty();
    assertThat(process.waitFor()).isEqualTo(76);
  }

  @Test
  void refusesWhatIsNoBootFrame() throws Exception {
    Process process =
        java(Kids_AddMain.class.getName(), "zproc:" + ProcessHandle.current().pid() + ":add");
    process.getOutputStream().write("hello, is anybody there?".getBytes());
    process.getOutputStream().flush();

    assertThat(text(process)).contains("no boot frame");
    assertThat(process.waitFor()).isEqualTo(77);
  }

  @Test
  void endsQuietlyIfItsParentIsGoneBeforeTheBootFrame() throws Exception {
    Process process =
        java(Kids_AddMain.class.getName(), "zproc:" + ProcessHandle.current().pid() + ":add");
    process.getOutputStream().close();

    assertThat(text(process)).isEmpty();
    assertThat(process.waitFor()).isEqualTo(76);
  }

  private static Process java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return Fixtures.start(new ProcessBuilder(command).redirectErrorStream(true));
  }

  private static String text(Process process) throws Exception {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return reader.lines().collect(Collectors.joining("\n"));
    }
  }
}
