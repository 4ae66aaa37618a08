package dev.zproc.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project of {@code src/it} in a folder of its own, built by the Maven that builds us.
 *
 * <p>It has a repository that holds zproc and nothing else. What else it needs comes from the
 * repository of the outer build as if that were the network, so nothing is downloaded twice, and
 * nothing of ours gets there.
 *
 * <p>Threads: several may be built at once, after one has been built alone.
 */
final class Consumer {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final Path folder;

  private Consumer(Path folder) {
    this.folder = folder;
  }

  /** Copies the project {@code name} into a new folder that is called {@code folderName}. */
  static Consumer copy(String name, String folderName) {
    Path from = Path.of("src", "it", name);
    Path to = TARGET.resolve("projects").resolve(folderName);
    try {
      delete(to);
      try (Stream<Path> files = Files.walk(from)) {
        for (Path each : (Iterable<Path>) files::iterator) {
          Path copy = to.resolve(from.relativize(each).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(each, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Consumer(to);
  }

  /**
   * Makes a project of files, by their paths, in a new folder that is called {@code folderName}.
   */
  static Consumer of(String folderName, Map<String, String> files) {
    Path to = TARGET.resolve("projects").resolve(folderName);
    try {
      delete(to);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = to.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Consumer(to);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path each : (Iterable<Path>) old.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(each);
        }
      }
    }
  }

  /** What Surefire says of a test class that it has run. */
  String report(String testClass) throws IOException {
    return Files.readString(
        folder.resolve(Path.of("target", "surefire-reports", testClass + ".txt")));
  }

  /** Runs {@code mvn phase}, which must succeed without a warning. */
  Consumer build(String phase) {
    Run maven = maven(phase, dependencyPlugin() + ":build-classpath");
    assertThat(maven.exitCode()).as(() -> String.join("\n", maven.lines())).isZero();
    assertThat(maven.lines()).noneMatch(line -> line.startsWith("[WARNING]"));
    return this;
  }

  /** Runs {@code mvn goals} and returns what it printed. */
  Run maven(String... goals) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> command = new ArrayList<>();
    command.add(Path.of(property("maven"), "bin", windows ? "mvn.cmd" : "mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-s", settings(), "-gs", settings()));
    command.add("-Dmaven.repo.local=" + property("repository"));
    command.add("-Dmdep.outputFile=target/class-path.txt");
    for (String version :
        List.of(
            "zproc",
            "jeromq",
            "junit",
            "maven-compiler",
            "maven-jar",
            "maven-resources",
            "maven-surefire")) {
      command.add("-D" + version + ".version=" + property(version + ".version"));
    }
    command.addAll(List.of(goals));
    return Run.of(folder, command);
  }

  /** Runs a class of {@code module}, which is empty for the project itself, on the class path. */
  Run java(String module, String mainClass) {
    return java(module, List.of("-cp", path(module), mainClass));
  }

  /** Runs a class on the module path. */
  Run javaModule(String module, String main) {
    return java(module, List.of("--module-path", path(module), "-m", main));
  }

  private Run java(String module, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    Run run = Run.of(folder.resolve(module), command);
    assertNothingLeft();
    return run;
  }

  /** No process that mentions this project lives. */
  private void assertNothingLeft() {
    assertThat(ProcessHandle.allProcesses())
        .filteredOn(
            process ->
                process.info().commandLine().orElse("").contains(folder.toString())
                    && process.isAlive())
        .as("processes left over")
        .isEmpty();
  }

  private String path(String module) {
    Path target = folder.resolve(module).resolve("target");
    try {
      return target.resolve("classes")
          + System.getProperty("path.separator")
          + Files.readString(target.resolve("class-path.txt")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String dependencyPlugin() {
    return "org.apache.maven.plugins:maven-dependency-plugin:"
        + property("maven-dependency.version");
  }

  /** Settings that know the outer build's repository, and no network. */
  private static String settings() {
    String outer = Path.of(property("outerRepository")).toUri().toString();
    // A local repository keeps no checksums.
    String repository =
        "<id>central</id><url>"
            + outer
            + "</url><releases><checksumPolicy>ignore</checksumPolicy></releases>"
            + "<snapshots><enabled>false</enabled></snapshots>";
    String text =
        """
        <settings>
          <profiles>
            <profile>
              <id>outer</id>
              <repositories><repository>%1$s</repository></repositories>
              <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles><activeProfile>outer</activeProfile></activeProfiles>
        </settings>
        """
            .formatted(repository);
    Path file = TARGET.resolve("settings.xml");
    try {
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        Files.writeString(file, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString();
  }

  private static String property(String name) {
    String value = System.getProperty("consumer." + name);
    if (value == null) {
      throw new IllegalStateException("Run this with Maven: 'consumer." + name + "' is not set.");
    }
    return value;
  }
}
