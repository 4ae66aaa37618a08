package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ArgumentFileTest {

  private final ParentJvm host = new ParentJvm(name -> null, Map.of(), List.of(), List.of());

  @Test
  void leavesAShortCommandAsItIs() throws IOException {
    List<String> command = List.of("java", "-cp", "x".repeat(90_000), "Main", "marker");

    ArgumentFile line = ArgumentFile.shorten(command, host, null);

    assertThat(line.words()).isEqualTo(command);
    assertThat(line.file()).isNull();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void movesALongOneIntoAPrivateFile() throws IOException {
    List<String> command = List.of("java", "-cp", "x".repeat(200_000), "Main", "marker");

    ArgumentFile line = ArgumentFile.shorten(command, host, null);

    Path file = Objects.requireNonNull(line.file());
    assertThat(line.words()).containsExactly("java", "@" + file, "marker");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).startsWith("\"-cp\"\n\"xxx").endsWith("\"Main\"\n");

    line.delete();
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesWhatTheLocaleCannotSay() {
    ParentJvm ascii =
        new ParentJvm(
            name -> name.equals("sun.jnu.encoding") ? "US-ASCII" : null,
            Map.of(),
            List.of(),
            List.of());

    assertThatThrownBy(() -> ArgumentFile.shorten(List.of("java", "-Dx=ü", "Main"), ascii, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("\"-Dx=ü\"")
        .hasMessageContaining("LC_ALL=C.UTF-8");
  }

  @Test
  void quotesWhatTheLauncherWouldTakeApart() {
    assertThat(ArgumentFile.text(List.of("a b", "c\\d\"e", "#f", "g\nh\t")))
        .isEqualTo("\"a b\"\n\"c\\\\d\\\"e\"\n\"#f\"\n\"g\\nh\\t\"\n");
  }
}
