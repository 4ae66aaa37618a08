package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.testing.CalmTime;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that dies between a caller and its child: an {@code sshd} behind a cable of its own.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "zproc.full", matches = "true")
class OtherHostNetworkIT {

  private static final Duration UP = Duration.ofSeconds(60);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

  /** Beats and looks are a second apart, or a little more. */
  private static final Duration GONE = KEEP_ALIVE.plusSeconds(2);

  @TempDir Path folder;

  @Test
  void aDeadNetworkEndsTheChildAndTellsItsCaller() throws Exception {
    try (CutNetwork network = CutNetwork.open();
        Sshd sshd = Sshd.startIn(network, folder);
        ZProc zproc = ZProc.open(o -> o.transport(Transport.UNIX))) {
      Host host = sshd.host().keepAlive(KEEP_ALIVE);
      Child<Void> child = zproc.spawn(KidsLauncher.stay("deaf"), s -> s.on(host));
      await().atMost(UP).until(() -> child.status() == ChildStatus.RUNNING);
      assertThat(sshd.jvms()).hasSize(1);

      network.cut();

      assertThat(CalmTime.within(GONE, () -> child.onExit().isDone() && sshd.jvms().isEmpty()))
          .isTrue();
      ChildFailedException told = catchThrowableOfType(ChildFailedException.class, child::join);
      assertThat(told).hasMessageContaining("on forge");
      assertThat(told.host()).isEqualTo("forge");
      assertThat(told.end()).isInstanceOf(ChildEnd.Disconnected.class);
      await().until(() -> sshd.sessions().isEmpty() && sshd.clients().isEmpty());
    }
  }
}
