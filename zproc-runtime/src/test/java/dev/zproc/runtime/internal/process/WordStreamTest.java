package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.boot.StandbyWord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordStreamTest {

  @Test
  void takesTheWordsOutOfWhatIsShown() throws IOException {
    WordStream stream = stream("a warning\n", StandbyWord.READY, StandbyWord.TAKEN, "the call's\n");

    assertThat(stream.awaitReady()).isTrue();
    assertThat(stream.isTaken()).isFalse();
    assertThat(all(stream)).isEqualTo("a warning\nthe call's\n");
    assertThat(stream.isTaken()).isTrue();
    assertThat(stream.isUntaken()).isFalse();
  }

  @Test
  void keepsWhatComesWhileItWaits() throws IOException {
    WordStream stream = stream(StandbyWord.READY, "an agent\n", StandbyWord.TAKEN, "x");

    assertThat(stream.awaitReady()).isTrue();
    assertThat(all(stream)).isEqualTo("an agent\nx");
  }

  @Test
  void takesNothingForAWordThatIsNone() throws IOException {
    String half = new String(StandbyWord.TAKEN.bytes(), StandardCharsets.US_ASCII).substring(0, 9);
    WordStream stream = stream(StandbyWord.READY, "\0" + half + half, StandbyWord.TAKEN, half);

    assertThat(stream.awaitReady()).isTrue();
    assertThat(all(stream)).isEqualTo("\0" + half + half + half);
    assertThat(stream.isTaken()).isTrue();
  }

  @Test
  void showsASecondWordThatTheCallItselfPrints() throws IOException {
    String word = new String(StandbyWord.TAKEN.bytes(), StandardCharsets.US_ASCII);
    WordStream stream = stream(StandbyWord.READY, StandbyWord.TAKEN, word);

    assertThat(stream.awaitReady()).isTrue();
    assertThat(all(stream)).isEqualTo(word);
  }

  @Test
  void tellsThatTheJvmEndedBeforeItWasReadyAndWhatItSaid() throws IOException {
    WordStream stream = stream("Invalid maximum heap size\n");

    assertThat(stream.awaitReady()).isFalse();
    assertThat(stream.text()).isEqualTo("Invalid maximum heap size");
  }

  @Test
  void tellsThatTheJvmEndedBeforeItHadItsCall() throws IOException {
    WordStream stream = stream(StandbyWord.READY, "\0zproc stand");

    assertThat(stream.awaitReady()).isTrue();
    assertThat(stream.isUntaken()).isFalse();
    assertThat(all(stream)).isEqualTo("\0zproc stand");
    assertThat(stream.isTaken()).isFalse();
    assertThat(stream.isUntaken()).isTrue();
  }

  @Test
  void keepsTheEndOfWhatIsTooMuch() throws IOException {
    WordStream stream = stream("x".repeat(1 << 20), "the end", StandbyWord.READY);

    assertThat(stream.awaitReady()).isTrue();
    assertThat(stream.text()).endsWith("xthe end").hasSizeLessThanOrEqualTo(64 << 10);
  }

  private static WordStream stream(Object... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Object part : parts) {
      bytes.write(
          part instanceof StandbyWord word
              ? word.bytes()
              : part.toString().getBytes(StandardCharsets.US_ASCII));
    }
    return new WordStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static String all(WordStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
  }
}
