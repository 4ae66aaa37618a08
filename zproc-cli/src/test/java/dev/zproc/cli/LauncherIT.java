package dev.zproc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.zproc.runtime.testing.Fixtures;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is installed from the build. */
class LauncherIT {

  @TempDir Path temporary;

  @Test
  void runsFromWhereItWasInstalled() throws Exception {
    Path folder = temporary.resolve("a place of one's own");
    Path run = temporary.resolve("run");
    Path root = Path.of("..").toAbsolutePath().normalize();

    Path stale = Files.createFile(Path.of("target", "libraries", "picocli-0.0.1.jar"));
    try {
      Ran refused =
          run(run, root.resolve("install-zproc").toString(), "--no-build", folder.toString());
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("several versions of: picocli", "Build it anew");
      assertThat(folder.resolve("lib")).doesNotExist();
    } finally {
      Files.delete(stale);
    }
    try (Running shop = new Running(run, "control")) {
      Ran installed =
          run(run, root.resolve("install-zproc").toString(), "--no-build", folder.toString());
      assertThat(installed.code()).as(installed.err()).isZero();
      shop.awaitReady();
      Path link = Files.createSymbolicLink(temporary.resolve("z"), folder.resolve("bin/zproc"));

      Ran ps = run(run, link.toString(), "ps", "--json");
      assertThat(ps.code()).as(ps.err()).isZero();
      assertThat(JsonParser.parseString(ps.out()).getAsJsonObject().get("context").getAsString())
          .isEqualTo(shop.id());
      Ran unknown = run(run, link.toString(), "state", "get", "shop.cookeis");
      assertThat(unknown.code()).isEqualTo(ExitCode.BAD_KEY);
      assertThat(unknown.err()).startsWith("zproc: namespace 'shop' has no key 'cookeis'");
      Ran full = run(run, "sh", "-c", "\"$0\" ps --json >/dev/full", link.toString());
      assertThat(full.code()).isEqualTo(ExitCode.FAILED);
      assertThat(full.err()).matches("zproc: cannot write to stdout: No space left.*\n");
      Ran unread = run(run, "sh", "-c", "{ \"$0\" ps; echo $? >&2; } | :", link.toString());
      assertThat(unread.err()).as("who reads may have read enough").isEqualTo("0\n");
    }
    Path completion = folder.resolve("share/bash-completion/completions/zproc");
    assertThat(completion).content().contains("_complete_zproc", "waits", "events", "kill");
    assertThat(run(run, "bash", "-n", completion.toString()).code()).isZero();
    assertThat(licences(folder.resolve("lib/zproc"))).isEmpty();
    Path texts = folder.resolve("lib/zproc/licenses");
    Matcher named = Pattern.compile("\\w[\\w.-]*\\.txt").matcher(read(texts, "LIBRARIES.md"));
    while (named.find()) {
      assertThat(texts.resolve(named.group())).isNotEmptyFile();
    }
    assertThat(read(texts, "ReflectASM.txt")).startsWith("Copyright (c) 2008, Nathan Sweet");
  }

  private static String read(Path folder, String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** The jars whose licence nothing is said of. */
  private static List<String> licences(Path lib) throws IOException {
    String said = Files.readString(lib.resolve("licenses/LIBRARIES.md"));
    try (Stream<Path> files = Files.list(lib)) {
      List<String> jars =
          files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".jar")).toList();
      assertThat(jars).hasSizeGreaterThan(8);
      return jars.stream()
          .map(jar -> jar.replaceFirst("-\\d.*", ""))
          .filter(name -> !said.contains("`" + name + "`"))
          .toList();
    }
  }

  private Ran run(Path runtimeFolder, String... words) throws Exception {
    File out = Files.createTempFile(temporary, "out", null).toFile();
    File err = Files.createTempFile(temporary, "err", null).toFile();
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(words)));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ZPROC_JAVA_OPTIONS", "-Dzproc.runtime.folder=" + runtimeFolder);
    int code = Fixtures.start(builder.redirectOutput(out).redirectError(err)).waitFor();
    return new Ran(code, Files.readString(out.toPath()), Files.readString(err.toPath()));
  }
}
