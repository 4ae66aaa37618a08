package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.testing.Engines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, a small one of its own where the user may mount one. */
class FullDiskTest {

  @TempDir Path folder;

  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
    assumeTrue(mounted, "only root may mount a disk");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", disk.toString());
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  @Test
  void readsGoOnWritesFailAndThenNotAnyMore() throws IOException {
    Path file = disk.resolve("state");
    // It is in the file three times: as an entry, and in the history before and after.
    byte[] large = new byte[100_000];
    long stored = 0;
    try (Engines engines = new Engines(DurableOptions.of(file, Durable.Level.PROCESS))) {
      Path other = disk.resolve("other");
      Files.write(other, new byte[6_000_000]);
      try {
        for (int i = 0; i < 100; i++) {
          large[0] = (byte) i;
          put(engines.root, "large", Scalar.of(large));
          stored = i;
        }
        assertThat(false).as("a disk of 2 MB took 30").isTrue();
      } catch (EngineException.NotStored full) {
        assertThat(full).hasMessageContaining(file.toString()).hasMessageContaining("full");
      }
      large[0] = (byte) stored;
      assertThat(get(engines.child().read(key("large"))).entry().value())
          .isEqualTo(Scalar.of(large));
      Commit look = new Commit(List.of(new Compare.Revision(key("large"), 0)), List.of());
      assertThat(get(engines.child().commit(look)).current().get(0).value())
          .isEqualTo(Scalar.of(large));
      assertThatThrownBy(() -> put(engines.child(), "large", Scalar.of(new byte[100_000])))
          .isInstanceOf(EngineException.NotStored.class);
      Files.delete(other);
      put(engines.child(), "small", 1);
      put(engines.root, "large", Scalar.of(large));
    }
    try (Engines engines = new Engines(DurableOptions.of(file, Durable.Level.PROCESS))) {
      assertThat(get(engines.root.read(key("small"))).entry().value()).isEqualTo(Scalar.of(1L));
      assertThat(get(engines.root.ping()).revision()).isEqualTo(stored + 4);
    }
  }

  @Test
  void openingSaysThatThereIsNoRoomAndLeavesTheFileAsItIs() throws IOException {
    Path file = disk.resolve("state");
    Path fresh = disk.resolve("fresh");
    try (Engines engines = new Engines(DurableOptions.of(file, Durable.Level.PROCESS))) {
      put(engines.root, "there", 1);
    }
    Path other = disk.resolve("other");
    fill(other);
    for (Path each : List.of(file, fresh)) {
      assertThatThrownBy(() -> new Engines(DurableOptions.of(each, Durable.Level.PROCESS)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(each.toString())
          .hasMessageContaining("is full")
          .hasMessageContaining("Make room");
    }
    Files.delete(other);
    try (Engines engines = new Engines(DurableOptions.of(file, Durable.Level.PROCESS))) {
      assertThat(get(engines.root.read(key("there"))).entry().value()).isEqualTo(Scalar.of(1L));
    }
    try (Engines engines = new Engines(DurableOptions.of(fresh, Durable.Level.PROCESS))) {
      assertThat(put(engines.root, "new", 1)).isEqualTo(2);
    }
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException full) {
      assertThat(Files.size(file)).isPositive();
    }
  }
}
