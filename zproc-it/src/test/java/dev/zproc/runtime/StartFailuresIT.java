package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.testing.CalmTime;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

  @Test
  void argumentsAndResultsMayBeAsLongAsTheOptionSays() {
    String large = "x".repeat(40 << 20);
    try (ZProc zproc = ZProc.open(options -> options.maxMessageBytes(256 << 20))) {
      Child<String> child = zproc.spawn(KidsLauncher.echo(large), spawn -> spawn.heap("1g"));
      assertThat(child.join().equals(large)).isTrue();
    }
    try (ZProc zproc = ZProc.open(options -> options.maxMessageBytes(1 << 20))) {
      assertThatThrownBy(() -> zproc.spawn(KidsLauncher.echo(large)))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageMatching(
              "the arguments of .* take \\d+ bytes, more than the 1048576 of maxMessageBytes.*");
    }
  }

  @Test
  void aMachineWithoutALoopbackInterfaceIsFoundAtOnce() throws Exception {
    assumeTrue(
        !"UNIX".equals(System.getProperty("zproc.transport")),
        "Unix-domain sockets need no loopback interface");
    assumeTrue(
        new ProcessBuilder("unshare", "-n", "true").start().waitFor() == 0,
        "needs the right to make a network namespace (root, and util-linux's unshare)");
    long start = CalmTime.nanos();
    try (RootJvm root = RootJvm.of(StartFailuresIT.class).with("setsid", "unshare", "-n").start()) {
      assertThat(root.waitFor(60_000)).as(root.text()).isTrue();
      assertThat(root.text())
          .contains("this machine cannot connect to itself at 127.0.0.1", "ip link set lo up");
    }
    assertThat(CalmTime.nanos() - start).isLessThan(20_000_000_000L);
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

  /** Our class path where every user may read it. */
  private String readableClassPath() throws Exception {
    List<String> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Files.exists(Path.of(entry))) {
        Path copy = folder.resolve(copies.size() + "-" + Path.of(entry).getFileName());
        run("cp", "-rL", entry, copy.toString());
        copies.add(copy.toString());
      }
    }
    run("chmod", "-R", "a+rX", folder.toString());
    return String.join(File.pathSeparator, copies);
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  @Test
  void aLimitOnProcessesIsAStartFailureAndLeavesNothing() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name"))
            && Files.isExecutable(Path.of("/usr/bin/setpriv"))
            && Files.isExecutable(Path.of("/usr/bin/prlimit")),
        "needs root, setpriv and prlimit (Debian: util-linux) to limit another user's processes");
    int uid = 61_234; // nobody's, so that the limit counts ours alone
    try (RootJvm root =
        RootJvm.of(StartFailuresIT.class)
            .path("-cp", readableClassPath())
            .directory(folder)
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
