package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.testing.Fixtures;
import dev.zproc.runtime.testing.LockProbe;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

  @TempDir private Path temporary;

  @Test
  void keepsItsLockWhenAnotherClassLoaderOfThisProcessSweeps() throws Exception {
    PrivateFolder folder = PrivateFolder.in(temporary);
    Path file = folder.newFile(".args");

    Path other = byAnotherClassLoader();

    assertThat(other.getParent()).isEqualTo(folder.path());
    assertThat(files(".lock")).hasSize(2).allSatisfy(PrivateFolderTest::isLocked);
    Path next = byAnotherProcess(); // which sweeps, too
    assertThat(file).exists();
    assertThat(other).exists();
    assertThat(next.getParent()).isEqualTo(folder.path());
  }

  @Test
  void sweepsWhatAKilledProcessHasLeft() throws Exception {
    Path left = byAnotherProcess();
    assertThat(left).exists();

    Path file = PrivateFolder.in(temporary).newFile(".args");

    assertThat(left).doesNotExist();
    assertThat(files(".args")).containsExactly(file);
    assertThat(files(".lock")).hasSize(1);
  }

  private static void isLocked(Path lock) throws IOException {
    assertThat(LockProbe.isLocked(lock)).as("%s", lock).isTrue();
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private Path byAnotherClassLoader() throws Exception {
    URL[] ours = {PrivateFolder.class.getProtectionDomain().getCodeSource().getLocation()};
    try (URLClassLoader loader = new URLClassLoader(ours, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass(PrivateFolder.class.getName());
      Method in = type.getDeclaredMethod("in", Path.class);
      Method newFile = type.getDeclaredMethod("newFile", String.class);
      in.setAccessible(true);
      newFile.setAccessible(true);
      return (Path) newFile.invoke(in.invoke(null, temporary), ".args");
    }
  }

  /** A process that makes a file, and is killed. */
  private Path byAnotherProcess() throws Exception {
    Process process =
        Fixtures.start(
            new ProcessBuilder(Fixtures.java(Main.class, temporary.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      Path made = Path.of(out.readLine());
      process.destroyForcibly().waitFor();
      return made;
    }
  }

  /** Makes a file and waits to be killed. */
  static final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
      System.out.println(PrivateFolder.in(Path.of(args[0])).newFile(".args"));
      int unused = System.in.read();
    }
  }

  @Test
  void anInterruptedThreadMakesFilesAsAnyOther() throws Exception {
    Thread.currentThread().interrupt();
    Path file;
    boolean kept;
    try {
      file = PrivateFolder.in(temporary).newFile(".args");
    } finally {
      kept = Thread.interrupted();
    }
    assertThat(kept).isTrue();
    assertThat(file).exists();
    assertThat(files(".lock")).hasSize(1).allSatisfy(PrivateFolderTest::isLocked);
  }

  @Test
  void leavesNoFileThatItCouldNotLock() throws Exception {
    Path file = temporary.resolve("one.lock");
    AtomicReference<FileChannel> opened = new AtomicReference<>();

    assertThatThrownBy(
            () ->
                PrivateFolder.locked(
                    file,
                    channel -> {
                      opened.set(channel);
                      throw new IOException("No locks available");
                    }))
        .hasMessage("No locks available");

    assertThat(opened.get().isOpen()).isFalse();
    assertThat(file).doesNotExist();
    PrivateFolder.locked(file, FileChannel::lock).close();
  }
}
