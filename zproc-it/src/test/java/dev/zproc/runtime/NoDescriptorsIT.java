package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.child.ChildStatus;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A program that has no file descriptor left, and so cannot list processes either. */
@EnabledOnOs(OS.LINUX)
class NoDescriptorsIT {

  private static final String[] FEW = {"setsid", "sh", "-c", "ulimit -n 200; exec \"$@\"", "sh"};

  @Test
  void endsAChildThatIsOverdueAllTheSame() throws Exception {
    try (RootJvm root = RootJvm.of(NoDescriptorsIT.class).with(FEW).start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> root.lines().contains("full") || root.waitFor(0));
      assertThat(root.pids()).as(root.text()).hasSize(1);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(RootJvm.isRunning(root.pids().get(0))).as(root.text()).isFalse());
      assertThat(RootJvm.isRunning(root.pid())).as(root.text()).isTrue();
    }
  }

  /** The program: takes all descriptors before its child is overdue, and keeps them. */
  public static void main(String[] args) throws Exception {
    List<InputStream> taken = new ArrayList<>();
    try (ZProc zproc = ZProc.open(options -> options.standby(0))) {
      // Once before, so that all classes are there that it takes.
      overdue(zproc, Duration.ofMillis(100)).onExit().join();
      Child<Void> child = overdue(zproc, Duration.ofSeconds(5));
      await().until(() -> child.status() == ChildStatus.RUNNING);
      System.out.println("pid " + child.pid());
      takeAll(taken);
      takeAll(taken); // and what has been given back meanwhile
      System.out.println("full");
      int unused = System.in.read(); // until it is killed: its end would be its child's, too
    }
  }

  private static Child<Void> overdue(ZProc zproc, Duration timeout) {
    return zproc.spawn(KidsLauncher.stay("forever"), spawn -> spawn.timeout(timeout));
  }

  private static void takeAll(List<InputStream> taken) {
    try {
      while (true) {
        taken.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException none) {
      // That is all.
    }
  }
}
