package dev.zproc.runtime.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaunchWordsTest {

  private static final String ID = "0123456789ab";

  @Test
  void takesOutWhatTheLauncherSaysHoweverItComes() throws IOException {
    String all = "a\n\0zproc " + ID + " up\nb\0\0zproc\n\0zproc " + ID + " exit 137\nend\0zpr";
    for (int seed = 0; seed < 50; seed++) {
      LaunchWords words = new LaunchWords(pieces(all, new Random(seed)), ID, () -> {}, () -> {});

      String plain = new String(words.readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(plain).isEqualTo("a\nb\0\0zproc\nend\0zpr");
      assertThat(words.isUp()).isTrue();
      assertThat(words.exitCode()).isEqualTo(137);
      assertThat(words.trouble()).isNull();
    }
  }

  @Test
  void anotherStartIsNotMeant() throws IOException {
    String other = "\0zproc ba9876543210 up\n\0zproc " + "x".repeat(200) + "\n";
    LaunchWords words = new LaunchWords(pieces(other, new Random(1)), ID, () -> {}, () -> {});

    assertThat(new String(words.readAllBytes(), StandardCharsets.ISO_8859_1)).isEqualTo(other);
    assertThat(words.isUp()).isFalse();
    assertThat(words.exitCode()).isEqualTo(-1);
  }

  @Test
  void whatKeepsTheJvmFromStartingIsOneWord() throws IOException {
    LaunchWords words =
        new LaunchWords(pieces("\0zproc " + ID + " gone\n", new Random(1)), ID, () -> {}, () -> {});

    assertThat(words.readAllBytes()).isEmpty();
    assertThat(words.trouble()).isEqualTo("gone");
  }

  /** A stream that gives some bytes at a time. */
  private static InputStream pieces(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
      @Override
      public synchronized int read(byte[] bytes, int from, int count) {
        return super.read(bytes, from, Math.min(count, 1 + random.nextInt(8)));
      }
    };
  }
}
