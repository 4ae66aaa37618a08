package dev.zproc.runtime.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How addresses are written, and what is said of those that are none. */
class ServerUriTest {

  @Test
  void isReadAndWritten() {
    assertThat(ServerUri.endpoint("zproc+unix:///run/my shop/s")).isEqualTo("unix:/run/my shop/s");
    assertThat(ServerUri.of("unix:/run/my shop/s")).isEqualTo("zproc+unix:///run/my shop/s");
    assertThat(ServerUri.endpoint("zproc+tcp://127.0.0.1:4711")).isEqualTo("tcp://127.0.0.1:4711");
    assertThat(ServerUri.endpoint("zproc+tcp://localhost:1")).isEqualTo("tcp://127.0.0.1:1");
    assertThat(ServerUri.of("tcp://127.0.0.1:4711")).isEqualTo("zproc+tcp://127.0.0.1:4711");
    assertThat(ServerUri.address("zproc+tcp://127.0.0.1:0")).isEqualTo("tcp://127.0.0.1:*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tcp://127.0.0.1:4711 | neither zproc+unix:// nor zproc+tcp://",
        "zproc+unix://run/s | 'run/s' is not absolute",
        "zproc+unix:///0123456789012345678901234567890123456789012345678901234567890123456789"
            + "0123456789012345678901234567890123 | bytes",
        "zproc+tcp://127.0.0.1 | has no port",
        "zproc+tcp://127.0.0.1:x | 'x' is no port",
        "zproc+tcp://127.0.0.1:70000 | '70000' is no port",
        "zproc+tcp://127.0.0.1:0 | '0' is no port",
        "zproc+tcp://0.0.0.0:4711 | does not encrypt",
        "zproc+tcp://example.org:4711 | 'example.org' is not this machine's loopback address",
      })
  void whatIsWrongIsNamed(String uri, String why) {
    assertThatThrownBy(() -> ServerUri.endpoint(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + uri + "' is no address of a zproc server")
        .hasMessageContaining(why);
  }
}
