package dev.zproc.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.Durability;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.testing.Fixtures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM finds, and leaves, when it opens a state. */
class OpeningIT {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("state");
  }

  private static Process start(Path temporary, Class<?> main, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(Fixtures.java(main, arguments));
    command.add(1, "-Djava.io.tmpdir=" + temporary);
    return Fixtures.start(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /** Opens a state with no folder for SQLite's library, and again, and then with one. */
  static final class Opener {
    public static void main(String[] args) {
      for (int times = 1; times <= 3; times++) {
        if (times == 3) {
          System.setProperty("org.sqlite.tmpdir", args[1]);
        }
        try (ZProc zproc = ZProc.open(o -> o.durable(Path.of(args[0]), Durability.PROCESS))) {
          System.out.println("a = " + zproc.dictionary("x").get("a"));
        } catch (StorageException refused) {
          System.out.println(refused.getMessage());
        }
      }
    }
  }

  @Test
  void whereSqliteCannotBeUnpackedThatIsSaidAndTheStateIsLeftAlone() throws Exception {
    try (ZProc zproc = ZProc.open(o -> o.durable(file(), Durability.PROCESS))) {
      zproc.dictionary("x").put("a", 1);
    }
    Process process =
        start(folder.resolve("nowhere"), Opener.class, file().toString(), folder.toString());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    List<String> lines = said.lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.subList(0, 2))
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("the state '" + file() + "' cannot be opened: SQLite's library")
                    .contains("'" + folder.resolve("nowhere") + "'", "-Dorg.sqlite.tmpdir="));
    assertThat(lines.get(2)).isEqualTo("a = 1");
  }

  /** Two megabytes at each start, of a service that is always killed, would fill a disk. */
  @Test
  void nothingIsLeftInTheTemporaryFolder() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process process = start(temporary, Writer.class, file().toString(), "PROCESS");
    try {
      assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("found 0");
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(temporary).isDirectoryNotContaining(path -> path.toString().contains("sqlite"));
  }

  /** Reading a large state takes a while, in which the one before is not to be named. */
  @Test
  void whoHasLockedAStateIsKnownBeforeItIsRead() throws Exception {
    Process process = start(folder, Writer.class, file().toString(), "PROCESS");
    try {
      assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("found 0");
      assertThat(holder()).isEqualTo(process.pid());
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    byte[] before = Files.readAllBytes(LockFile.beside(file()));
    try (LockFile lock = LockFile.take(file(), Durable.Level.PROCESS.ordinal())) {
      assertThat(lock.read().number()).isEqualTo(ByteBuffer.wrap(before).getLong(24));
      assertThat(holder()).isEqualTo(ProcessHandle.current().pid());
    }
  }

  private long holder() throws Exception {
    return ByteBuffer.wrap(Files.readAllBytes(LockFile.beside(file()))).getLong(8);
  }
}
