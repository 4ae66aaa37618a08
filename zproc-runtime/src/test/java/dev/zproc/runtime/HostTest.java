package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
        .hasMessage("keepAlive must be 3 s or more, not PT2S");
    assertThatThrownBy(() -> host.connectTimeout(Duration.ZERO))
        .hasMessageContaining("connectTimeout must be more than 0");
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
