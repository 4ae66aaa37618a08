package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of the server. */
class ServerArgumentsTest {

  @Test
  void isRead() {
    ServerArguments read =
        ServerArguments.parse(
            new String[] {
              "--create", "--credentials", "a.key", "--listen", "zproc+tcp://127.0.0.1:0"
            });

    assertThat(read.listen()).isEqualTo("zproc+tcp://127.0.0.1:0");
    assertThat(read.credentials()).isEqualTo(Path.of("a.key"));
    assertThat(read.create()).isTrue();
    assertThat(read.engine()).isNull();
    assertThat(ServerArguments.parse(new String[] {"--help"}).help()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--port 5 | '--port' is no option",
        "--credentials a.key | --listen URI is missing",
        "--listen zproc+tcp://127.0.0.1:0 | --credentials FILE is missing",
        "--listen --credentials a.key | --listen has no value",
        "--credentials a.key --listen | --listen has no value",
        "--credentials a.key --credentials b.key | --credentials is there twice",
        "--listen zproc+tcp://127.0.0.1:0 --credentials a --engine e --durable f | leave one out",
        "--credentials a.key --listen zproc+tcp://10.0.0.1:1 | does not encrypt",
      })
  void whatIsWrongIsNamed(String line, String why) {
    assertThatThrownBy(() -> ServerArguments.parse(line.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
