package dev.zproc.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the jars that users get, but for code that works: licences, and no foreign names. */
class ArtifactsIT {

  private static final Path REPOSITORY =
      Path.of(System.getProperty("consumer.repository"), "dev", "zproc");

  static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> !file.toString().endsWith("-tests.jar"))
          .filter(file -> !file.startsWith(REPOSITORY.resolve("zproc-consumers"))) // this module
          .sorted()
          .toList();
    }
  }

  /** Every module that is not kept from users. */
  private static List<String> modules() throws IOException {
    Matcher module =
        Pattern.compile("<module>(.*?)</module>")
            .matcher(Files.readString(Path.of("..", "pom.xml")));
    List<String> modules = new ArrayList<>();
    while (module.find()) {
      Path pom = Path.of("..", module.group(1), "pom.xml");
      if (!Files.readString(pom).contains("<maven.deploy.skip>true")) {
        modules.add(module.group(1));
      }
    }
    return modules;
  }

  @Test
  void noneIsMissing() throws IOException {
    assertThat(modules()).contains("zproc-runtime", "zproc-cli", "zproc-spring-boot-starter");
    assertThat(jars())
        .extracting(jar -> REPOSITORY.relativize(jar).getName(0).toString())
        .containsExactlyInAnyOrderElementsOf(modules());
  }

  @ParameterizedTest
  @MethodSource("jars")
  void hasItsLicence(Path jar) {
    String licence = jar.toString().contains("zproc-jeromq") ? "Mozilla Public License" : "MIT";

    assertThat(text(jar, "META-INF/LICENSE")).startsWith(licence);
  }

  /** A class of somebody else's under its own name would be there twice in many a program. */
  @ParameterizedTest
  @MethodSource("jars")
  void hasNoClassButOurs(Path jar) {
    assertThat(names(jar))
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("dev/zproc/") || name.equals("module-info.class"));
  }

  @Test
  void whatIsShadedIsNamedWithItsLicenceAndItsSource() {
    Path processor = jar("zproc-processor");
    assertThat(names(processor)).anyMatch(name -> name.contains("shaded/javapoet/"));
    assertThat(text(processor, "META-INF/licenses/javapoet/LICENSE")).contains("Apache License");
    assertThat(text(processor, "META-INF/licenses/javapoet/NOTICE")).contains("JavaPoet");

    Path jeromq = jar("zproc-jeromq");
    assertThat(text(jeromq, "META-INF/NOTICE"))
        .contains(System.getProperty("consumer.jeromq.version"))
        .contains("JNaCl", "Neil Alexander", "Redistribution and use");
    assertThat(names(jeromq))
        .filteredOn(name -> name.endsWith(".java"))
        .extracting(name -> name.substring(name.lastIndexOf('/') + 1))
        .contains("Signaler.java", "Poller.java");
  }

  private static Path jar(String artifact) {
    try {
      return jars().stream()
          .filter(jar -> jar.startsWith(REPOSITORY.resolve(artifact)))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path jar, String entry) {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry found = file.getEntry(entry);
      assertThat(found).as("%s in %s", entry, jar.getFileName()).isNotNull();
      try (InputStream in = file.getInputStream(found)) {
        return new String(in.readAllBytes(), UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
