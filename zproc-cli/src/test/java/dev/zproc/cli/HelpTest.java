package dev.zproc.cli;

import static dev.zproc.cli.Ran.zproc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.access.RuntimeFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no context. */
class HelpTest {

  @Test
  void helpsWithEachCommand() {
    List<String> commands =
        List.of(
            "ps",
            "ping",
            "waits",
            "tree",
            "top",
            "events",
            "kill",
            "state",
            "dump",
            "shutdown",
            "topology",
            "server",
            "generate-completion");
    assertThat(zproc("--help").out())
        .contains(commands)
        .contains("Exit codes:", "opened for control");
    for (String command : commands) {
      Ran ran = zproc(command, "--help");
      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains("Usage: zproc " + command);
    }
    assertThat(zproc("--version").out()).startsWith("zproc ");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(zproc().code()).isEqualTo(ExitCode.USAGE);
    assertThat(zproc("sp").err()).contains("ps");
    assertThat(zproc("sp").code()).isEqualTo(ExitCode.USAGE);
    assertThat(zproc("state").code()).isEqualTo(ExitCode.USAGE);
    assertThat(zproc("ping", "--timeout", "soon").err()).contains("'soon' is no time");
    assertThat(zproc("ping", "--timeout", "0s").code()).isEqualTo(ExitCode.USAGE);
    assertThat(zproc("ping", "--uri", "zproc+unix:///nowhere").code()).isEqualTo(ExitCode.USAGE);
    assertThat(zproc("ping", "--uri", "nowhere", "--credentials", "f").err())
        .contains("'nowhere' is no address");
    assertThat(zproc("state", "set", "shop.cookies", "3", "--forc").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void saysThatNothingIsThere(@TempDir Path temporary) {
    System.setProperty(RuntimeFolder.PROPERTY, temporary.resolve("empty").toString());
    try {
      assertThat(zproc("ps").code()).isZero();
      assertThat(zproc("ps").out()).isEmpty();
      assertThat(zproc("ps").err()).contains("no context of this user is open");
      assertThat(zproc("ps", "--json")).isEqualTo(new Ran(0, "", ""));
      assertThat(zproc("ping").code()).isEqualTo(ExitCode.NO_CONTEXT);
      assertThat(zproc("shutdown", "bakery").code()).isEqualTo(ExitCode.NO_CONTEXT);
      assertThat(zproc("ping", "--uri", "zproc+tcp://127.0.0.1:1", "--credentials", "none").code())
          .isEqualTo(ExitCode.DENIED);
      System.setProperty(RuntimeFolder.PROPERTY, "/proc/none");
      assertThat(zproc("ps").code()).isEqualTo(ExitCode.NO_CONTEXT);
      assertThat(zproc("ps").err()).contains("there is no folder that tells of contexts");
    } finally {
      System.clearProperty(RuntimeFolder.PROPERTY);
    }
  }
}
