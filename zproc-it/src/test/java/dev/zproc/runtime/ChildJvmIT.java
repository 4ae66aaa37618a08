package dev.zproc.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.testing.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What JVM a child gets, from a root process of its own that was started in one of many ways. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class ChildJvmIT {

  /** Ours, of which there may be less than Maven says: this module has no classes but tests. */
  private static final String CLASS_PATH =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> Files.exists(Path.of(entry)))
          .collect(Collectors.joining(File.pathSeparator));

  private static final String AGENT =
      """
      public class Agent {
        public static void premain(String options) {
          System.setProperty("agent", System.getProperty("agent", "") + options);
        }
      }
      """;

  private static final String NOT_ASCII =
      """
      package acme;

      import dev.zproc.runtime.*;
      import dev.zproc.runtime.failure.*;
      import dev.zproc.runtime.spi.*;

      class Root {
        public static void main(String[] args) {
          try (ZProc zproc = ZProc.open()) {
            System.out.println(zproc.spawn(Call.of(new Größe_Main())).join());
            zproc.spawn(
                Call.of(new Größe_Main()), spawn -> spawn.systemProperty("größe", "5")).join();
          } catch (ChildFailedException e) {
            System.out.println(e.getMessage());
          }
        }
      }

      class Größe_Main extends ChildEntry<String> {
        Größe_Main() {
          super("acme.Root", "size", ValueTypes.STRING);
        }

        public static void main(String[] args) {
          Bootstrap.run(new Größe_Main(), args);
        }

        @Override
        public String run(Invocation in) {
          return "it runs";
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void hasAClassPathThatIsTooLongForTheSystem() throws Exception {
    String path = CLASS_PATH + (File.pathSeparator + "/nowhere/of/that/name.jar").repeat(6_000);
    assertThat(path).hasSizeGreaterThan(128 << 10);

    assertThat(answers(RootJvm.of(Inspects.class).path(argumentFile(path)), "property user.dir"))
        .contains("child: " + folder.toRealPath(), "grandchild: " + Path.of("").toRealPath());
  }

  @Test
  void hasAClassPathWithSpacesAndMoreThanAscii() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("ein Weg, \"ž\" 🐎"));
    StringBuilder path = new StringBuilder();
    for (String entry : CLASS_PATH.split(File.pathSeparator)) {
      Path link = odd.resolve(path.length() + "-" + Path.of(entry).getFileName());
      Files.createSymbolicLink(link, Path.of(entry).toAbsolutePath());
      path.append(path.length() == 0 ? "" : File.pathSeparator).append(link);
    }

    assertThat(
            answers(
                RootJvm.of(Inspects.class).env("LC_ALL", "C.UTF-8").path(argumentFile("" + path)),
                "property user.dir"))
        .contains("child: " + folder.toRealPath(), "grandchild: " + Path.of("").toRealPath());
  }

  @Test
  void findsTheClassesOfAJarWhoseManifestNamesThemInAnotherDirectoryToo() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path library = Files.createDirectory(home.resolve("lib"));
    StringBuilder entries = new StringBuilder();
    for (String entry : CLASS_PATH.split(File.pathSeparator)) {
      Path target = Path.of(entry).toAbsolutePath();
      Path link = library.resolve(entries.length() + "-" + target.getFileName());
      Files.createSymbolicLink(link, target);
      entries.append("lib/").append(link.getFileName());
      entries.append(Files.isDirectory(target) ? "/ " : " ");
    }
    Jars.empty(
        home.resolve("app.jar"),
        Map.of(
            "Main-Class",
            Inspects.class.getName(),
            "Class-Path",
            entries.toString().trim(),
            "Add-Opens",
            "java.base/java.lang"));

    assertThat(
            answers(
                RootJvm.of(Inspects.class).directory(home).path("-jar", "app.jar"),
                "opens java.lang"))
        .contains("root: true", "child: true", "grandchild: true");
  }

  @Test
  void runsAMainClassWhoseNameTheLocaleLacksAndSaysWhatItCannotPassOn() throws Exception {
    Path jar = Jars.compile(folder.resolve("acme.jar"), "Root.java", NOT_ASCII, Map.of());
    RootJvm.Launch launch =
        RootJvm.of("acme.Root")
            .env("LC_ALL", "C")
            .path("-cp", jar + File.pathSeparator + CLASS_PATH);

    try (RootJvm root = launch.start()) {
      root.exitCode();
      assertThat(root.lines()).contains("it runs");
      assertThat(root.text()).contains("could not start", "LC_ALL=C.UTF-8");
    }
  }

  @Test
  void hasTheAgentsOfTheEnvironmentAtAnyDepthAndSaysNothingOfThem() throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(Inspects.class)
            .env("JAVA_TOOL_OPTIONS", "-javaagent:" + agent() + "=x -Dtool='a b'");

    List<String> lines = answers(launch, "property agent");

    assertThat(lines).contains("root: x", "child: x", "grandchild: x");
    assertThat(lines).filteredOn(line -> line.contains("Picked up")).hasSize(1); // by the root
  }

  @Test
  void hasNoAgentOfTheRootAlone() throws Exception {
    RootJvm.Launch launch = RootJvm.of(Inspects.class).jvm("-javaagent:" + agent() + "=x");

    assertThat(answers(launch, "property agent"))
        .contains("root: x", "child: null", "grandchild: null");
  }

  @Test
  void hasNoDebuggerOfTheRootWhichListensAtAPortOfItsOwn() throws Exception {
    String debugger =
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:";
    RootJvm.Launch fromEnvironment =
        RootJvm.of(Inspects.class).env("JAVA_TOOL_OPTIONS", debugger + Ports.free() + " -Dt=1");
    RootJvm.Launch fromCommandLine = RootJvm.of(Inspects.class).jvm(debugger + Ports.free());

    assertThat(answers(fromEnvironment, "property t")).contains("child: 1", "grandchild: 1");
    assertThat(answers(fromCommandLine, "property t")).contains("child: null");
  }

  @Test
  void hasWhatItsClassesNeedOfTheRootsCommandLine() throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(Inspects.class)
            .jvm("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-ea", "-Dours=1");

    assertThat(answers(launch, "opens java.lang")).contains("child: true", "grandchild: true");
    assertThat(answers(launch, "asserts")).contains("child: true", "grandchild: true");
    assertThat(answers(launch, "property ours")).contains("child: null", "grandchild: null");
  }

  @Test
  void isCoveredByJacoco() throws Exception {
    String jacoco =
        Arrays.stream(CLASS_PATH.split(File.pathSeparator))
            .filter(entry -> entry.contains("org.jacoco.agent"))
            .findFirst()
            .orElseThrow();
    Path home = Files.createDirectory(folder.resolve("home"));
    RootJvm.Launch launch =
        RootJvm.of(Inspects.class)
            .directory(home)
            .jvm("-javaagent:" + jacoco + "=destfile=coverage.exec,includes=dev.zproc.runtime.*");

    assertThat(answers(launch, "property user.dir")).contains("child: " + folder.toRealPath());

    assertThat(Files.readString(home.resolve("coverage.exec"), StandardCharsets.ISO_8859_1))
        .contains("dev/zproc/runtime/Inspects$OnlyInAChild");
    assertThat(folder.resolve("coverage.exec")).doesNotExist();
  }

  @Test
  void runsOnAnotherJavaInstallation() throws Exception {
    Optional<Path> other = otherJava();
    assumeTrue(other.isPresent(), "needs another JDK beside this one");

    try (ZProc zproc = ZProc.open()) {
      Child<String> child =
          zproc.spawn(KidsLauncher.look("java.home"), spawn -> spawn.javaHome(other.orElseThrow()));

      assertThat(Path.of(child.join()).toRealPath()).isEqualTo(other.orElseThrow().toRealPath());
    }
  }

  private List<String> answers(RootJvm.Launch launch, String question) throws Exception {
    try (RootJvm root = launch.start(folder.toString(), question)) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      return root.lines();
    }
  }

  private String argumentFile(String classPath) throws IOException {
    String quoted = classPath.replace("\\", "\\\\").replace("\"", "\\\"");
    return "@" + Files.writeString(folder.resolve("options"), "-cp \"" + quoted + "\"", UTF_8);
  }

  private Path agent() throws IOException {
    return Jars.compile(
        folder.resolve("agent.jar"), "Agent.java", AGENT, Map.of("Premain-Class", "Agent"));
  }

  private static Optional<Path> otherJava() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> beside = Files.list(own.getParent())) {
      return beside
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> !isSame(home, own))
          .findFirst();
    }
  }

  private static boolean isSame(Path home, Path own) {
    try {
      return home.toRealPath().equals(own);
    } catch (IOException e) {
      return true;
    }
  }
}
