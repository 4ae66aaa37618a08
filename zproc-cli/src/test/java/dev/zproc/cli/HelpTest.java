package dev.zproc.cli;

import static dev.zproc.cli.Ran.zproc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.zproc.runtime.internal.access.RuntimeFolder;
import java.nio.file.Path;
import java.util.ArrayList;
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
  void saysWhyAndWhoseHelpTellsMore() {
    assertWrong("--json stands behind the command: zproc state get --json", "state get", "--json");
    assertWrong("-c stands behind the command: zproc ping -c", "ping", "-c", "Main");
    assertWrong("Unknown option: '--jsno'", "ping", "--jsno");
    assertThat(zproc("--json").err()).contains("zproc COMMAND --json", "see 'zproc --help'");
    Ran kill = zproc("kill", "--signal", "FOO", "bake");
    assertThat(kill.code()).isEqualTo(ExitCode.USAGE);
    assertThat(kill.err().lines())
        .hasSize(2)
        .contains("see 'zproc kill --help'")
        .first(STRING)
        .startsWith("zproc: there is no signal 'FOO'; there are ");
    assertThat(zproc("sp").err())
        .startsWith("zproc: there is no command 'zproc sp'; there are ps,");
    assertThat(zproc("state", "gett").err())
        .startsWith("zproc: there is no command 'zproc state gett'; did you mean ")
        .contains("see 'zproc state --help'");
    assertThat(zproc("ping", "--jsn").err()).contains("did you mean --json?");
    assertThat(zproc().err()).contains("which command? There are ps, ping,", "see 'zproc --help'");
    assertThat(zproc("state").err()).contains("There are get,", "see 'zproc state --help'");
  }

  /** The words {@code before} the command are wrong, and that is said. */
  private static void assertWrong(String why, String command, String... before) {
    List<String> words = new ArrayList<>(List.of(before));
    words.addAll(List.of(command.split(" ")));
    Ran ran = zproc(words.toArray(new String[0]));
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .hasSize(2)
        .contains("see 'zproc " + command + " --help'")
        .first(STRING)
        .startsWith("zproc: " + why);
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
