package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalSenderIT {

  @Test
  void sendsNothingToAProcessThatIsNoChildOfOurs() throws Exception {
    Process parent =
        Forker.fork(List.of("/bin/sh", "-c", "sleep 600 & echo $!; wait"), false, Map.of(), null);
    try (BufferedReader out = parent.inputReader()) {
      ProcessHandle stranger = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();

      assertThat(SignalSender.send("KILL", stranger).awaitSent()).isFalse();
      assertThat(stranger.isAlive()).isTrue();

      assertThat(SignalSender.send("KILL", parent.toHandle()).awaitSent()).isTrue();
      assertThat(parent.waitFor()).isEqualTo(137);
      stranger.destroyForcibly();
      stranger.onExit().join();
      assertThat(SignalSender.send("KILL", stranger).awaitSent()).isFalse();
    } finally {
      parent.descendants().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  @Test
  void saysWhatTheSystemSays() throws Exception {
    Process sleeper = Forker.fork(List.of("sleep", "600"), false, Map.of(), null);
    try {
      SignalSender sender = SignalSender.send("NONSENSE", sleeper.toHandle());

      assertThatThrownBy(sender::awaitSent)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("SIGNONSENSE could not be sent: ")
          .hasMessageContaining("NONSENSE");
      assertThat(sleeper.isAlive()).isTrue();
    } finally {
      sleeper.destroyForcibly();
    }
  }
}
