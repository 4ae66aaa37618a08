package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.internal.server.StateServer;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every text of docs/guide/failures.md is what a real process that ended so comes to. {@code
 * -Dzproc.goldens=update} writes the page anew.
 */
@ExtendWith(NoOrphans.class)
class FailuresGuideIT {

  private static final Path PAGE = Path.of("..", "docs", "guide", "failures.md");
  private static final boolean UPDATES =
      "update".equals(System.getProperty("zproc.goldens")) && System.getenv("CI") == null;

  private final Map<String, Child<Void>> children = new LinkedHashMap<>();

  @Test
  void showsWhatUsersSee(@TempDir Path folder) throws Exception {
    try (ZProc lost = ZProc.open(options -> options.output(Output.file(folder.resolve("lost"))));
        ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD))) {
      start(lost, "ServerGone", "ask the server", spawn -> {});
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> child("ServerGone").status() == ChildStatus.RUNNING);
      serverOf(lost).close();
      start(zproc, "Threw", "throw", spawn -> {});
      start(zproc, "Exited", "exit 3", spawn -> {});
      start(zproc, "Exited, on purpose", "process-exit 3", spawn -> {});
      start(zproc, "Signalled", "a long text", spawn -> {});
      start(zproc, "OutOfMemory", "fill heap", spawn -> spawn.heap("16m"));
      start(zproc, "Crashed", "crash", spawn -> spawn.jvmArgs("-XX:-CreateCoredumpOnCrash"));
      start(zproc, "TimedOut", "slowly", spawn -> spawn.timeout(Duration.ofMillis(1_500)));
      start(zproc, "StartFailed", "this", spawn -> spawn.jvmArgs("-Xmxmuch"));
      start(zproc, "StartFailed, no JVM", "this", spawn -> spawn.javaHome(folder));
      start(zproc, "Stopped", "a text without end", spawn -> {});
      start(zproc, "ParentGone", "this", spawn -> spawn.javaHome(wrapped(folder)));
      start(zproc, "Faulted", "halt 70", spawn -> {});
      start(
          zproc,
          "Given up",
          "process-exit 3",
          spawn ->
              spawn.restart(
                  RestartPolicy.ON_FAILURE, 2, Duration.ofMinutes(1), Duration.ofMillis(10)));
      for (String running : new String[] {"Signalled", "Stopped"}) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> child(running).status() == ChildStatus.RUNNING);
      }
      RootJvm.signal("KILL", child("Signalled").pid());
      child("Stopped").stop();

      String page = Files.readString(PAGE);
      String shown = page;
      for (Map.Entry<String, Child<Void>> entry : children.entrySet()) {
        ChildFailedException failure =
            catchThrowableOfType(ChildFailedException.class, entry.getValue()::join);
        assertThat(failure.end().getClass().getSimpleName())
            .isEqualTo(entry.getKey().equals("Given up") ? "Exited" : kind(entry.getKey()));
        shown = with(shown, entry.getKey(), normal(failure.getMessage(), folder));
        if (failure.end() instanceof ChildEnd.Crashed crashed && crashed.report() != null) {
          Files.delete(crashed.report());
        }
      }
      if (UPDATES) {
        Files.writeString(PAGE, shown);
      } else {
        assertThat(page).isEqualTo(shown);
      }
    }
  }

  @Test
  void leavesNoEndOut() throws IOException {
    String page = Files.readString(PAGE);

    for (Class<?> end : ChildEnd.class.getPermittedSubclasses()) {
      assertThat(page).contains("`" + end.getSimpleName() + "`");
      if (end != ChildEnd.Returned.class) {
        assertThat(page).contains("\n### " + end.getSimpleName() + "\n");
      }
    }
  }

  private static String kind(String title) {
    return title.replaceFirst(",.*", "");
  }

  private Child<Void> child(String title) {
    return children.get(title);
  }

  private void start(ZProc zproc, String title, String how, Consumer<SpawnOptions> options) {
    children.put(title, Parser.start(zproc, how, options));
  }

  /** A Java installation whose {@code java} is a script that does not exec the real one. */
  private static Path wrapped(Path folder) {
    try {
      Path bin = Files.createDirectories(folder.resolve("wrapped").resolve("bin"));
      Path java =
          Files.writeString(
              bin.resolve("java"),
              "#!/bin/sh\n" + System.getProperty("java.home") + "/bin/java \"$@\"\nexit $?\n");
      Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
      return bin.getParent();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StateServer serverOf(ZProc zproc) throws ReflectiveOperationException {
    Field home = ZProc.class.getDeclaredField("home");
    home.setAccessible(true);
    return ((EmbeddedHome) home.get(zproc)).server();
  }

  /** The page with {@code text} in the block behind the heading {@code title}. */
  private static String with(String page, String title, String text) {
    Matcher block =
        Pattern.compile(
                "(\n### " + Pattern.quote(title) + "\n.*?\n```text\n)(.*?)(\n```\n)",
                Pattern.DOTALL)
            .matcher(page);
    assertThat(block.find()).as("a block for %s in the page", title).isTrue();
    return page.substring(0, block.end(1)) + text + page.substring(block.start(3));
  }

  /** Without what differs from run to run, from machine to machine and from JDK to JDK. */
  private static String normal(String message, Path folder) {
    StringBuilder normal = new StringBuilder();
    String text =
        message
            .replace("dev.zproc.runtime.Parser", "com.acme.Parser")
            .replaceAll("'parse#\\d+'", "'parse'")
            .replaceAll("zproc:\\d+(@3)?:parse(#\\d+)?", "zproc:4242@3:parse")
            .replaceAll("zproc-\\w+/hs_err", "zproc-ann/hs_err")
            .replaceAll("(pid[ =]?)\\d+", "$14711")
            .replaceAll("pc=0x[0-9a-f]+", "pc=0x00007f…")
            .replaceAll("tid=\\d+", "tid=4712")
            .replaceAll("\\((\\w+\\.java):\\d+\\)", "($1)")
            .replaceAll("Exec failed, error: (\\d+) \\(([^)]*)\\) ", "error=$1, $2")
            .replaceAll("(?m)^WARNING: .*\n", "")
            .replace("--- the end of its stderr ---\n--- ", "--- ")
            .replaceAll("\\.\\.\\. \\d+ more", "... n more")
            // A server that ends says goodbye, but does not wait until everybody has heard it.
            .replaceAll("the state server at \\S+ has been away .*", "the state server was closed")
            .replaceAll("\"[^\"]*/bin/java\"|[^ \"]*/bin/java\\b", "/usr/lib/jvm/java/bin/java")
            .replaceAll("(?m)bin/java .* -cp .* com\\.acme\\.", "bin/java -Xmx… -cp … com.acme.")
            .replace(System.getProperty("java.io.tmpdir") + File.separator, "/tmp/")
            .replace(folder.toString(), "/opt/java");
    String section = "";
    int lines = 0;
    for (String line : text.lines().toList()) {
      boolean title = line.startsWith("--- ");
      section = title ? line : section;
      boolean frame = line.strip().startsWith("at ") || line.strip().startsWith("... ");
      lines = title || !frame && !section.contains("stderr") ? 0 : lines + 1;
      int most = section.contains("stderr") ? 4 : 1;
      if (lines <= most) {
        normal.append(line).append('\n');
      } else if (lines == most + 1) {
        normal.append(line.startsWith("\t\t") ? "\t\t…\n" : frame ? "\t…\n" : "…\n");
      }
    }
    return normal.toString().stripTrailing();
  }
}
