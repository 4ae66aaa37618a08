package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.testing.Fixtures;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program's stdout and stderr are its own, whatever happens to its children. */
class QuietIT {

  @TempDir private Path folder;

  /** The program: children that end in many ways, and four lines of its own. */
  public static void main(String[] args) {
    System.out.println("user: begins");
    System.err.println("user: complains");
    try (ZProc zproc = ZProc.open()) {
      if (args.length == 0) {
        List<Child<Void>> children = new ArrayList<>();
        for (String how :
            List.of(
                "return",
                "throw",
                "exit 3",
                "halt 4",
                "process-exit 5",
                "kill 9",
                "kill 15",
                "mutter")) {
          children.add(zproc.spawn(KidsLauncher.end(how)));
        }
        children.add(
            zproc.spawn(
                KidsLauncher.end("throw"),
                spawn ->
                    spawn.restart(
                        RestartPolicy.ON_FAILURE, 1, Duration.ofMinutes(1), Duration.ofMillis(5))));
        children.add(
            zproc.spawn(
                KidsLauncher.stay("forever"), spawn -> spawn.timeout(Duration.ofSeconds(1))));
        children.add(zproc.spawn(TreesLauncher.grow(2, "wait")));
        Child<Void> tree = children.get(children.size() - 1);
        while (tree.status() != ChildStatus.RUNNING) {
          Thread.onSpinWait();
        }
        children.subList(0, children.size() - 1).forEach(child -> child.onExit().join());
        tree.stop();
      }
    }
    System.out.println("user: ends");
  }

  @Test
  void printsWhatTheUserPrintsAndNothingElse() throws Exception {
    int code = run();

    assertThat(code).as(() -> lines("err").toString()).isZero();
    assertThat(lines("out"))
        .filteredOn(line -> !line.matches("(here|pid|stopped) \\d+")) // what children print
        .containsExactly("user: begins", "user: ends");
    assertThat(lines("err")).containsExactlyInAnyOrder("user: complains", "last words");
  }

  @Test
  void makesNoLoggerWhereNothingIsToBeSaid() throws Exception {
    Path classes = folder.resolve("classes");

    int code = run("-Xlog:class+load:file=" + classes, "without children");

    assertThat(code).isZero();
    assertThat(Files.readString(classes))
        .contains("dev.zproc.runtime.ZProc")
        .doesNotContain("java.util.logging.Logger", "jdk.jfr.Event ", "LazyLoggers");
  }

  @Test
  void makesNoLoggerAndStartsNoRecorderInAChild() throws Exception {
    Path classes = folder.resolve("classes");
    // From JDK 25 on, what is in an archive is loaded whether it is needed or not.
    try (ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD).archive(false))) {
      int sum =
          zproc
              .spawn(
                  KidsLauncher.add(1, 2),
                  spawn -> spawn.jvmArgs("-Xlog:class+load:file=" + classes))
              .join();
      assertThat(sum).isEqualTo(3);
    }

    assertThat(Files.readString(classes))
        .contains("dev.zproc.runtime.ZProc")
        .doesNotContain("java.util.logging.", "jdk.jfr.", "LazyLoggers");
  }

  /** Runs the program, with options that begin with a dash, in a JVM without a logging bridge. */
  private int run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Arrays.stream(arguments).filter(a -> a.startsWith("-")).forEach(command::add);
    command.add("-cp");
    command.add(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("slf4j"))
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(QuietIT.class.getName());
    Arrays.stream(arguments).filter(a -> !a.startsWith("-")).forEach(command::add);
    return Fixtures.start(
            new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile()))
        .waitFor();
  }

  private List<String> lines(String stream) {
    try {
      return Files.readAllLines(folder.resolve(stream));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
