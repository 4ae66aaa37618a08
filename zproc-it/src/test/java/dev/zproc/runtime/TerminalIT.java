package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.testing.CalmTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A root process at a real pseudo-terminal: what its children print there, and what Ctrl-C does,
 * which the terminal sends to every process of the foreground group.
 */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class TerminalIT {

  private static final String CTRL_C = "\u0003";

  private static final Duration UP = Duration.ofSeconds(30);

  @BeforeAll
  static void needScript() throws Exception {
    String version = "";
    try {
      Process process = new ProcessBuilder("script", "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      version = new String(process.getInputStream().readAllBytes());
    } catch (java.io.IOException e) {
      // then there is none
    }
    Assumptions.assumeTrue(
        version.contains("util-linux"),
        "needs a pseudo-terminal, which the program \"script\" of util-linux makes");
  }

  @Test
  void stopsChildrenInOrderOnCtrlC() throws Exception {
    try (RootJvm root = RootJvm.of(Trees.class).atTerminal().start("stay", "2", "1", "wait")) {
      await().atMost(UP).until(() -> root.pids().size() == 2);
      List<Long> children = root.pids();

      root.type(CTRL_C);

      assertThat(root.exitCode()).isEqualTo(130);
      assertThat(root.text())
          .as("children end by being stopped")
          .contains("stopped " + children.get(0), "stopped " + children.get(1));
      assertThat(CalmTime.within(Duration.ofSeconds(2), () -> root.descendants().isEmpty()))
          .isTrue();
    }
  }

  @Test
  void endsAtOnceOnASecondCtrlC() throws Exception {
    try (RootJvm root = RootJvm.of(Trees.class).atTerminal().start("stay", "1", "1", "hold")) {
      await().atMost(UP).until(() -> root.pids().size() == 1);
      root.type(CTRL_C);
      await().atMost(UP).until(() -> root.text().contains("holding"));

      root.type(CTRL_C);

      assertThat(root.exitCode()).isEqualTo(130);
      assertThat(CalmTime.within(Duration.ofSeconds(2), () -> root.descendants().isEmpty()))
          .isTrue();
    }
  }

  @Test
  void endsAllWhenTheTerminalIsLost() throws Exception {
    try (RootJvm root = RootJvm.of(Trees.class).atTerminal().start("stay", "2", "1", "wait")) {
      await().atMost(UP).until(() -> root.pids().size() == 2);

      root.kill(); // the terminal's other end closes, and the kernel sends SIGHUP to the group

      await().atMost(Duration.ofSeconds(15)).until(() -> root.descendants().isEmpty());
    }
  }

  @Test
  void coloursThePrefix() throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(Printers.class).atTerminal().env("NO_COLOR", null).env("TERM", "xterm");

    try (RootJvm root = launch.start("unicode", "1", "prefixed")) {
      assertThat(root.exitCode()).as("%s", root.text()).isZero();
      assertThat(root.text())
          .containsPattern("\u001b\\[\\d+m\\[a\\]\u001b\\[0m žluť 🐎 ½ ü\r?\n")
          .containsPattern("\u001b\\[\\d+m\\[b\\]\u001b\\[0m žluť 🐎 ½ ü\r?\n");
    }
  }

  @Test
  void coloursNothingForWhoWantsNoColours() throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(Printers.class).atTerminal().env("NO_COLOR", "1").env("TERM", "xterm");

    try (RootJvm root = launch.start("unicode", "1", "prefixed")) {
      assertThat(root.exitCode()).as("%s", root.text()).isZero();
      assertThat(root.text()).contains("[a] žluť 🐎 ½ ü").doesNotContain("\u001b");
    }
  }
}
