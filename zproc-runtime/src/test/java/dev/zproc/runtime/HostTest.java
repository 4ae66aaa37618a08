package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-oProxyCommand=evil", "a b", "a\nb"})
  void refusesWhatIsNoHost(String target) {
    assertThatThrownBy(() -> Host.ssh(target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no host for ssh; write it as in user@host");
  }

  @Test
  void refusesTimesThatMakeNoSense() {
    Host host = Host.ssh("me@forge");

    assertThatThrownBy(() -> host.keepAlive(Duration.ofSeconds(2)))
        .hasMessage("keepAlive must be from 3 s to 24 h, not 2 s");
    assertThatThrownBy(() -> host.connectTimeout(Duration.ZERO))
        .hasMessage("connectTimeout must be from 1 ms to 24 h, not 0 s");
  }

  /** No number that ssh takes can say that. */
  @Test
  void refusesForEver() {
    Host host = Host.ssh("me@forge");
    Duration forEver = ChronoUnit.FOREVER.getDuration();

    assertThatThrownBy(() -> host.keepAlive(forEver))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("keepAlive must be from 3 s to 24 h, not ");
    assertThatThrownBy(() -> host.connectTimeout(forEver))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("connectTimeout must be from 1 ms to 24 h, not ");
    assertThat(host.keepAlive(Duration.ofDays(1)).connectTimeout(Duration.ofDays(1))).isNotNull();
  }

  @Test
  void isAValue() {
    Host host = Host.ssh("me@forge");

    assertThat(host.java("/opt/java")).isEqualTo(Host.ssh("me@forge").java("/opt/java"));
    assertThat(host.java("/opt/java")).isNotEqualTo(host);
    assertThat(host.sshArgs("-p", "22").sshArgs("-4").ssh().arguments())
        .containsExactly("-p", "22", "-4");
    assertThat(host).hasToString("me@forge");
  }
}
