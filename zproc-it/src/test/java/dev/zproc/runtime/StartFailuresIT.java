package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.ChildFailedException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a process from starting is said, and nothing of it is left. */
class StartFailuresIT {

  @TempDir private Path folder;

  @Test
  void whatAFileOrFolderWasForAndWhatToDo() {
    try (ZProc zproc = ZProc.open()) {
      Path missing = folder.resolve("none").resolve("out.log");
      assertThatThrownBy(
              () ->
                  zproc
                      .spawn(KidsLauncher.add(1, 2), spawn -> spawn.output(Output.file(missing)))
                      .join())
          .hasMessageContaining("its output file " + missing + " cannot be opened")
          .hasMessageContaining("there is no folder " + missing.getParent());
      assertThatThrownBy(
              () ->
                  zproc
                      .spawn(KidsLauncher.add(1, 2), spawn -> spawn.output(Output.file(folder)))
                      .join())
          .hasMessageContaining("that is a folder; name a file");
      assertThatThrownBy(
              () ->
                  zproc
                      .spawn(
                          KidsLauncher.add(1, 2), spawn -> spawn.directory(folder.resolve("gone")))
                      .join())
          .hasMessageContaining("its working directory " + folder.resolve("gone"));
    }
  }

  /** The end is noticed although the common pool is busy and somebody else holds its stdout. */
  @Test
  void anEndIsNoticedHoweverPoolAndPipesAre() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    IntStream.range(0, ForkJoinPool.getCommonPoolParallelism() + 2)
        .forEach(
            i ->
                ForkJoinPool.commonPool()
                    .execute(
                        () -> {
                          try {
                            over.await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        }));
    try (ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD))) {
      Child<Void> child = zproc.spawn(KidsLauncher.leaveDaemon(20));
      child.join(Duration.ofSeconds(15));
    } finally {
      over.countDown();
    }
  }

  /** The program of the next test: spawns until the system refuses. */
  public static void main(String[] args) {
    int refused = 0;
    try (ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD))) {
      for (int i = 0; i < 200 && refused < 3; i++) {
        try {
          Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
          if (!child.isAlive()) {
            try {
              child.join();
            } catch (ChildFailedException e) {
              refused++;
              System.out.println(
                  "refused " + (e.end() instanceof ChildEnd.StartFailed) + " " + e.end());
            }
          }
        } catch (Throwable e) {
          refused++;
          System.out.println("thrown " + e);
        }
      }
      System.out.println("alive " + zproc.children().size());
    }
    System.out.println("closed");
  }

  private static boolean mayReadClassPath(int uid) throws Exception {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      int code =
          new ProcessBuilder("setpriv", "--reuid=" + uid, "--clear-groups", "test", "-r", entry)
              .start()
              .waitFor();
      if (code != 0 && Files.exists(Path.of(entry))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aLimitOnProcessesIsAStartFailureAndLeavesNothing() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name"))
            && Files.isExecutable(Path.of("/usr/bin/setpriv"))
            && Files.isExecutable(Path.of("/usr/bin/prlimit")),
        "needs root, setpriv and prlimit (Debian: util-linux) to limit another user's processes");
    int uid = 61_234; // nobody's, so that the limit counts ours alone
    assumeTrue(mayReadClassPath(uid), "needs a class path that other users may read");
    try (RootJvm root =
        RootJvm.of(StartFailuresIT.class)
            .jvm("-XX:CICompilerCount=2", "-XX:-UsePerfData", "-Duser.home=/tmp")
            .with(
                "setsid",
                "setpriv",
                "--reuid=" + uid,
                "--regid=" + uid,
                "--clear-groups",
                "prlimit",
                "--nproc=60")
            .start()) {
      assertThat(root.waitFor(120_000)).as(root.text()).isTrue();
      List<String> lines = root.lines();
      assertThat(lines).anyMatch(line -> line.startsWith("refused true"));
      assertThat(lines).contains("closed").noneMatch(line -> line.contains("A bug in zproc"));
      assertThat(root.descendants()).isEmpty();
    }
  }
}
