package dev.zproc.runtime.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The log of a background context, which has a bound. */
@EnabledOnOs(OS.LINUX)
class BackgroundLogTest {

  @TempDir Path temporary;

  @Test
  void itsEndIsKeptAndWhoeverWritesGoesOn() throws IOException {
    Path file = temporary.resolve("background-bakery.log");
    Path earlier = temporary.resolve("background-bakery.log.1");
    BackgroundLog log = new BackgroundLog(file, 10);
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write("0123456789".getBytes());
      log.bound();
      assertThat(earlier).doesNotExist();

      out.write("abcde".getBytes());
      log.bound();
      assertThat(file).isEmptyFile();
      assertThat(earlier).hasContent("56789abcde");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(earlier)))
          .isEqualTo("rw-------");

      out.write("the next dozen".getBytes());
      assertThat(file).hasContent("the next dozen");
      log.bound();
      assertThat(earlier).hasContent("next dozen");
    }
    log.remove();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
    log.bound(); // does not mind
  }

  @Test
  void whereNothingCanBeKeptItIsBoundedAllTheSame() throws IOException {
    Path file = temporary.resolve("background-bakery.log");
    Files.writeString(file, "more than ten bytes");
    Path inTheWay = Files.createDirectory(temporary.resolve("background-bakery.log.1"));
    Files.createFile(inTheWay.resolve("stays"));

    new BackgroundLog(file, 10).bound();

    assertThat(file).isEmptyFile();
  }
}
