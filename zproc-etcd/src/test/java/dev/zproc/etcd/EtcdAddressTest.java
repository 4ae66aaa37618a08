package dev.zproc.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdAddressTest {

  @TempDir Path folder;

  @Test
  void aShortOneIsEnough() {
    Etcd etcd = Etcd.parse("etcd+http://a:2379");
    assertThat(etcd.endpoints).containsExactly(URI.create("http://a:2379"));
    assertThat(etcd.prefix).isEqualTo("zproc");
    assertThat(etcd.reads).isEqualTo(Reads.LINEARIZABLE);
    assertThat(Etcd.parse("etcd+http://a:2379/").prefix).isEqualTo("zproc");
  }

  @Test
  void allCanBeSaid() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "a+b c\nno\n");
    Etcd etcd =
        Etcd.parse(
            "etcd+https://a:2379,b:2380/sh%20op/x?user=me&password-file="
                + secret
                + "&trust=ca.pem&certificate=c+d.pem&key=k.pem&reads=local&timeout=500ms");
    assertThat(etcd.endpoints)
        .containsExactly(URI.create("https://a:2379"), URI.create("https://b:2380"));
    assertThat(etcd.prefix).isEqualTo("sh op/x");
    assertThat(etcd.user).isEqualTo("me");
    assertThat(etcd.password).isEqualTo("a+b c");
    assertThat(etcd.trust).isEqualTo(Path.of("ca.pem").toAbsolutePath());
    assertThat(etcd.certificate).isEqualTo(Path.of("c+d.pem").toAbsolutePath());
    assertThat(etcd.key).isEqualTo(Path.of("k.pem").toAbsolutePath());
    assertThat(etcd.reads).isEqualTo(Reads.LOCAL);
    assertThat(etcd.timeout).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aFileWithoutAPasswordIsSaid() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'c', 'a', 'f', (byte) 0xe9});
    isSaid(empty, "it is empty");
    isSaid(latin, "no text in UTF-8");
    isSaid(folder.resolve("none"), "NoSuchFile");
  }

  private static void isSaid(Path file, String message) {
    assertThatThrownBy(
            () ->
                Etcd.parse("etcd+http://a:2379/x?user=me&password-file=" + file.toUri().getPath()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + file + "', the file with the password, ")
        .hasMessageContaining(message)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aTimeoutThatIsNoneIsSaid() {
    assertThatThrownBy(() -> Etcd.at("http://a:2379").timeout(ChronoUnit.FOREVER.getDuration()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 100 ms to 1 h");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "etcd+ftp://a:2379 | etcd+http://HOST:PORT",
        "etcd+http:// | etcd+http://HOST:PORT",
        "etcd+http://a | 'http://a' is no endpoint",
        "etcd+http://a:2379,/x | 'http://' is no endpoint",
        "etcd+http://a:2379/x/ | no prefix",
        "etcd+http://a:2379/x?reads | NAME=VALUE",
        "etcd+http://a:2379/x?reads=some | linearizable or local",
        "etcd+http://a:2379/x?reads=local&reads=local | twice",
        "etcd+http://a:2379/x?timeout=10 | 500ms or 10s",
        "etcd+http://a:2379/x?timeout=1ms | from 100 ms",
        "etcd+http://a:2379/x?user=me | go together",
        "etcd+http://a:2379/x?key=k | go together",
        "etcd+http://a:2379/x?user=me&password-file=/not/there | cannot be read",
        "etcd+http://a:2379/x?colour=red | password-file, trust",
      })
  void whatMakesNoSenseIsSaid(String address, String message) {
    assertThatThrownBy(() -> Etcd.parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
