package dev.zproc.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compiles {@link Sources} as a user does: {@code mvn compile} in a project of one module, with our
 * processor or without. Maven is offline, so what it needs must be in the local repository, as it
 * is after this project's own build.
 *
 * <p>Threads: used by the main thread only.
 */
final class Maven implements Contender {

  /** The version of the compiler plugin; set by the script that starts us. */
  static final String COMPILER = "zproc.mavenCompiler";

  /** The version of the resources plugin; set by the script that starts us. */
  static final String RESOURCES = "zproc.mavenResources";

  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId>
        <artifactId>big</artifactId>
        <version>1.0.0</version>
        <properties>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
      %s  </dependencies>
        <build>
          <plugins>
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>%s</version>
              <configuration>
                <release>17</release>
                <compilerArgs>
      %s          </compilerArgs>
              </configuration>
            </plugin>
            <plugin>
              <artifactId>maven-resources-plugin</artifactId>
              <version>%s</version>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  private static final String DEPENDENCY =
      """
          <dependency>
            <groupId>library</groupId>
            <artifactId>library%d</artifactId>
            <version>1</version>
            <scope>system</scope>
            <systemPath>%s</systemPath>
          </dependency>
      """;

  private final String name;
  private final int methods;
  private final @Nullable Processor processor;
  private Path folder = Path.of("");

  /** Compiles so many methods with the processor, or without one if it is null. */
  Maven(String name, int methods, @Nullable Processor processor) {
    this.name = name;
    this.methods = methods;
    this.processor = processor;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open() throws IOException {
    if (processor != null) {
      processor.check();
    }
    folder = Files.createTempDirectory("zproc-maven");
    Sources.write(Files.createDirectories(folder.resolve("src/main/java/com/acme/big")), methods);
    List<String> arguments =
        processor != null ? List.of("-processorpath", processor.jar()) : List.of("-proc:none");
    StringBuilder passed = new StringBuilder();
    arguments.forEach(text -> passed.append("            <arg>" + text + "</arg>\n"));
    StringBuilder libraries = new StringBuilder();
    String classPath = processor != null ? processor.classPath() : Processor.currentClassPath();
    String[] jars = classPath.split(File.pathSeparator);
    for (int i = 0; i < jars.length; i++) {
      if (jars[i].endsWith(".jar")) {
        libraries.append(DEPENDENCY.formatted(i, Path.of(jars[i]).toAbsolutePath()));
      }
    }
    Files.writeString(
        folder.resolve("pom.xml"),
        POM.formatted(libraries, version(COMPILER), passed, version(RESOURCES)));
  }

  private static String version(String property) {
    return Objects.requireNonNull(
        System.getProperty(property), () -> "-D" + property + " must name a version");
  }

  @Override
  public double sample() throws IOException, InterruptedException {
    Path target = folder.resolve("target");
    if (Files.exists(target)) {
      Folders.delete(target);
    }
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder("mvn", "-o", "-q", "-B", "compile")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said;
    try (var output = process.getInputStream()) {
      said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
    int code = process.waitFor();
    double millis = (System.nanoTime() - start) / 1e6;
    boolean generated = Files.exists(target.resolve("classes/com/acme/big/Kitchen0Launcher.class"));
    if (code != 0 || generated != (processor != null)) {
      throw new IllegalStateException("'" + name + "' exited with " + code + " and said: " + said);
    }
    return millis;
  }

  @Override
  public void close() {
    try {
      if (Files.exists(folder.resolve("pom.xml"))) {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
