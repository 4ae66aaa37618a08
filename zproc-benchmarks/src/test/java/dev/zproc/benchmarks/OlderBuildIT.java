package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This build stands for an older one. */
class OlderBuildIT {

  private static final Path SOURCES = Path.of("src/main/java");

  private static String thisBuild() {
    return System.getProperty("java.class.path") + File.pathSeparator + Processor.current().jar();
  }

  @Test
  void playsWithTheCodeThatItGeneratesItself() throws Exception {
    try (OlderBuild older = new OlderBuild(thisBuild(), SOURCES)) {
      Ours compiled = older.compile();

      assertThat(compiled.unable()).isEmpty();
      Contender contender =
          new Players(List.of(compiled), Place.ALL, 5, 1)
              .ours("RoundTrips", "get", 1)
              .toList()
              .get(0);
      assertThat(contender.name()).isEqualTo("zproc before");
      assertThat(contender.missing()).isNull();
      try (contender) {
        contender.open();
        assertThat(contender.take().operations()).isPositive();
      }
    }
  }

  @Test
  void whatItHasNoApiForIsLeftOut(@TempDir Path sources) throws Exception {
    Path plays = Files.createDirectories(sources.resolve(Ours.PLAYS.replace('.', '/')));
    try (Stream<Path> files = Files.list(SOURCES.resolve(Ours.PLAYS.replace('.', '/')))) {
      for (Path file : files.toList()) {
        Files.copy(file, plays.resolve(file.getFileName()));
      }
    }
    Files.writeString(
        plays.resolve("Future.java"),
        """
        package dev.zproc.benchmarks.play.zproc;

        public final class Future {
          dev.zproc.runtime.WillBe something;
        }
        """);
    try (OlderBuild older = new OlderBuild(thisBuild(), sources)) {
      Ours compiled = older.compile();

      assertThat(compiled.unable()).containsOnlyKeys("Future");
      assertThat(compiled.missing("Future")).contains("it cannot do this", "cannot find symbol");
      assertThat(compiled.missing("RoundTrips")).isNull();
    }
  }

  @Test
  void aCheckoutThatIsNotBuiltSaysWhatToDo(@TempDir Path checkout) throws Exception {
    Files.createFile(checkout.resolve("pom.xml"));

    assertThatThrownBy(() -> new OlderBuild(checkout.toString(), SOURCES).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run mvn");
  }
}
