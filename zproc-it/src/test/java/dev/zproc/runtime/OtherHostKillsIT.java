package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.testing.CalmTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of whatever stands between a caller and its child on another host: nobody is left
 * there, and every caller is told, with the host's name. With {@code -Pfull} 100 spawns and 50
 * kills, else a tenth of that.
 */
@EnabledOnOs(OS.LINUX)
class OtherHostKillsIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");
  private static final int SPAWNS = FULL ? 100 : 10;
  private static final int KILLS = FULL ? 50 : 5;

  /** How many run at once. */
  private static final int CROWD = 5;

  private static final Duration UP = Duration.ofSeconds(60);
  private static final Duration GONE = Duration.ofSeconds(3);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

  private enum Victim {
    SSH,
    SESSION,
    CHILD,
    PARENT
  }

  @TempDir static Path folder;

  private static Sshd sshd;

  @BeforeAll
  static void start() throws Exception {
    sshd = Sshd.start(folder);
  }

  @AfterAll
  static void end() {
    if (sshd != null) {
      sshd.close();
    }
  }

  @AfterEach
  void nobodyIsLeft() {
    await().atMost(Duration.ofSeconds(10)).until(() -> sshd.sessions().isEmpty());
    await().until(() -> sshd.clients().isEmpty());
  }

  @Test
  void manyEndAsTheyShould() {
    try (ZProc zproc = ZProc.open(o -> o.transport(Transport.UNIX))) {
      for (int done = 0; done < SPAWNS; done += CROWD) {
        List<Child<Integer>> children = new ArrayList<>();
        for (int i = done; i < Math.min(SPAWNS, done + CROWD); i++) {
          children.add(zproc.spawn(KidsLauncher.add(i, 1), s -> s.on(sshd.host())));
        }
        assertThat(children.stream().map(Child::join))
            .containsExactlyElementsOf(
                IntStream.rangeClosed(done + 1, Math.min(SPAWNS, done + CROWD)).boxed().toList());
      }
    }
    assertThat(sshd.cache().resolve("run")).isEmptyDirectory();
  }

  @Test
  void aKillLeavesNobodyAndEveryCallerIsTold() throws Exception {
    try (ZProc zproc = ZProc.open(o -> o.transport(Transport.UNIX))) {
      for (int i = 0; i < KILLS; i++) {
        Victim victim = Victim.values()[i % Victim.values().length];
        if (victim == Victim.PARENT) {
          killParent();
        } else {
          kill(zproc, victim);
        }
      }
    }
  }

  private void killParent() throws Exception {
    try (RootJvm root = new RootJvm(OtherHostRoot.class, sshd.config().toString())) {
      await().atMost(UP).until(() -> root.text().contains("here "));

      root.kill();

      gone("the parent");
    }
  }

  private void kill(ZProc zproc, Victim victim) throws Exception {
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"), s -> s.on(sshd.host()));
    await().atMost(UP).until(() -> child.status() == ChildStatus.RUNNING);
    long jvm = sshd.jvms().get(0);

    RootJvm.signal(
        "KILL",
        switch (victim) {
          case SSH -> sshd.clients().get(0);
          case SESSION -> session(jvm);
          default -> jvm;
        });

    ChildFailedException told = catchThrowableOfType(ChildFailedException.class, child::join);
    assertThat(told).as("of " + victim).hasMessageContaining("on forge");
    assertThat(told.host()).isEqualTo("forge");
    if (victim == Victim.CHILD) {
      assertThat(told.end()).isEqualTo(new ChildEnd.Signalled(9, "SIGKILL"));
    } else {
      assertThat(told.end()).isInstanceOf(ChildEnd.Disconnected.class);
    }
    gone(victim.toString());
  }

  private static void gone(String killed) throws Exception {
    assertThat(CalmTime.within(GONE, () -> sshd.jvms().isEmpty())).as(killed).isTrue();
  }

  /** A sshd that stands still is like a network that is dead: neither side hears of the other. */
  @Test
  void aDeadNetworkIsNoticedOnBothSides() throws Exception {
    try (ZProc zproc = ZProc.open(o -> o.transport(Transport.UNIX))) {
      Child<Void> child =
          zproc.spawn(KidsLauncher.stay("deaf"), s -> s.on(sshd.host().keepAlive(KEEP_ALIVE)));
      await().atMost(UP).until(() -> child.status() == ChildStatus.RUNNING);
      long session = session(sshd.jvms().get(0));

      RootJvm.signal("STOP", session);
      try {
        assertThat(CalmTime.within(KEEP_ALIVE.multipliedBy(2), () -> sshd.jvms().isEmpty()))
            .isTrue();
        ChildFailedException told = catchThrowableOfType(ChildFailedException.class, child::join);
        assertThat(told).hasMessageContaining("on forge");
        assertThat(told.end()).isInstanceOf(ChildEnd.Disconnected.class);
      } finally {
        RootJvm.signal("CONT", session);
      }
    }
  }

  /** The process of sshd that serves the login of a child. */
  private static long session(long jvm) throws IOException {
    long process = jvm;
    while (!Files.readString(Path.of("/proc", "" + process, "comm")).startsWith("sshd")) {
      String stat = Files.readString(Path.of("/proc", "" + process, "stat"));
      process = Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[1]);
    }
    assertThat(process).isNotEqualTo(sshd.pid());
    return process;
  }
}
