package dev.zproc.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FileSizeLimit;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A write that fails otherwise than for want of room on the disk, as with a quota: here a limit on
 * the size of files, which to SQLite is the same.
 */
@EnabledOnOs(OS.LINUX)
class WriteErrorIT {

  @TempDir Path folder;

  @Test
  void failsAloneAndIsOverWhenThereIsRoom() throws Exception {
    FileSizeLimit.assumeCanBeSet();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -S -f 8192; exec \"$@\"", "sh"));
    command.addAll(Fixtures.java(Main.class, folder.resolve("state").toString()));
    Process process =
        Fixtures.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)) {
      assertThat(out.readLine())
          .contains(folder.resolve("state").toString())
          .contains("was not done")
          .contains("quota");
      assertThat(out.readLine()).isEqualTo("read what was stored");
      FileSizeLimit.set(process.pid(), "unlimited:unlimited");
      in.println("there is room");
      assertThat(out.readLine()).isEqualTo("stored");
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Writes until it cannot, and again when it is told to. */
  static final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      byte[] large = new byte[50_000];
      byte stored = 0;
      try (Engines engines =
          new Engines(DurableOptions.of(Path.of(args[0]), Durable.Level.PROCESS))) {
        try {
          for (byte i = 1; i < 100; i++) {
            large[0] = i;
            Engines.put(engines.root, "large", Scalar.of(large));
            stored = i;
          }
        } catch (EngineException.NotStored failed) {
          System.out.println(failed.getMessage());
        }
        large[0] = stored;
        var found = Engines.get(engines.child().read(Engines.key("large"))).entry();
        boolean same = stored > 0 && found.value().equals(Scalar.of(large));
        System.out.println("read what was " + (same ? "stored" : "not stored"));
        in.readLine();
        Engines.put(engines.child(), "large", Scalar.of(large));
      }
      try (Engines engines =
          new Engines(DurableOptions.of(Path.of(args[0]), Durable.Level.PROCESS))) {
        var found = Engines.get(engines.root.read(Engines.key("large"))).entry();
        boolean same = found.modRevision() == stored + 2L && found.value().equals(Scalar.of(large));
        System.out.println(same ? "stored" : "found another value");
      }
    }
  }
}
