package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A swarm whose workers are on two other hosts. */
@EnabledOnOs(OS.LINUX)
class OtherHostSwarmIT {

  private static final Duration UP = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static Sshd one;
  private static Sshd two;

  @BeforeAll
  static void start() throws Exception {
    one = Sshd.start(Files.createDirectories(folder.resolve("1")));
    two = Sshd.start(Files.createDirectories(folder.resolve("2")));
  }

  @AfterAll
  static void end() {
    if (one != null) {
      one.close();
    }
    if (two != null) {
      two.close();
    }
  }

  @Test
  void doesItsTasksThereThoughOneIsLost() throws Exception {
    try (ZProc zproc = ZProc.open(o -> o.transport(Transport.UNIX))) {
      try (Swarm swarm =
          zproc.swarm(s -> s.on(List.of(one.host(), two.host())).workers(2).attempts(1))) {
        await().atMost(UP).until(() -> one.jvms().size() == 1 && two.jvms().size() == 1);
        List<Integer> items = IntStream.range(0, 500).boxed().toList();
        assertThat(swarm.map(items, i -> KidsLauncher.add(i, 1)))
            .isEqualTo(IntStream.rangeClosed(1, 500).boxed().toList());

        List<CompletableFuture<String>> homes =
            IntStream.range(0, 4).mapToObj(i -> swarm.submit(KidsLauncher.look("$HOME"))).toList();
        assertThat(homes.stream().map(CompletableFuture::join))
            .isSubsetOf(one.home().toString(), two.home().toString());

        losesNothing(swarm);
      }
      await().atMost(UP).until(() -> one.sessions().isEmpty() && two.sessions().isEmpty());
    }
  }

  /** A task whose worker is lost with its connection is done elsewhere, and no attempt is lost. */
  private static void losesNothing(Swarm swarm) throws Exception {
    Path begun = Files.createFile(folder.resolve("begun"));
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    List<CompletableFuture<Void>> held =
        List.of(
            swarm.submit(KidsLauncher.hold(begun, pipe)),
            swarm.submit(KidsLauncher.hold(begun, pipe)));
    await().atMost(UP).until(() -> Files.size(begun) == 2);

    RootJvm.signal("KILL", one.clients().get(0));

    await().atMost(UP).until(() -> Files.size(begun) == 3 || failed(held));
    try (RandomAccessFile goOn = new RandomAccessFile(pipe.toFile(), "rw")) {
      goOn.write(new byte[3]); // if the one that is lost should still be there, too
      held.forEach(CompletableFuture::join);
    }
  }

  private static boolean failed(List<CompletableFuture<Void>> tasks) {
    return tasks.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
  }

  /** Neither is the task's time, nor has the worker nothing to say. */
  @Test
  void waitsForLongArgumentsAndResultsOnASlowLine() throws Exception {
    Duration shorter = Duration.ofSeconds(5);
    int length = 1 << 20;
    Path slow = Files.createDirectories(folder.resolve("slow"));
    try (Sshd sshd = Sshd.start(slow);
        SlowLine line = sshd.slowLine();
        ZProc zproc = ZProc.open(o -> o.transport(Transport.UNIX));
        Swarm swarm =
            zproc.swarm(
                s ->
                    s.on(sshd.host())
                        .workers(1)
                        .attempts(1)
                        .taskTimeout(shorter)
                        .unresponsiveAfter(shorter))) {
      assertThat(swarm.submit(TasksLauncher.square(2)).join()).isEqualTo(4);
      line.slow(length / 8); // 8 s each way
      assertThat(swarm.submit(TasksLauncher.length(new byte[length])).join()).isEqualTo(length);
      assertThat(swarm.submit(TasksLauncher.bytes(length)).join()).hasSize(length);
      assertThat(swarm.report().deaths()).isZero();
      line.slow(0);
    }
  }
}
