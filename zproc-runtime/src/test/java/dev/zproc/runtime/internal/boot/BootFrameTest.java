package dev.zproc.runtime.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.testing.Goldens;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootFrameTest {

  private static final BootFrame FRAME =
      new BootFrame(
          "1.0",
          4711,
          "bäke#2",
          3,
          -5,
          Long.MAX_VALUE,
          "tcp://127.0.0.1:5",
          new byte[] {1, 2, 3},
          "com.acme.Main",
          "",
          new byte[] {4, 5},
          true,
          List.of(new byte[0], new byte[] {9}));

  @Test
  void theBytesAreThoseOfTheProtocol() {
    Goldens.check("boot-frame", FRAME.encode());
  }

  @Test
  void comesBackAsItWas() throws IOException {
    BootFrame back = read(FRAME.encode());

    assertThat(back).usingRecursiveComparison().isEqualTo(FRAME);
  }

  @Test
  void leavesWhatFollowsInTheStream() throws IOException {
    byte[] frame = FRAME.encode();
    ByteArrayInputStream stream =
        new ByteArrayInputStream(ByteBuffer.allocate(frame.length + 1).put(frame).array());

    BootFrame.read(stream);

    assertThat(stream.available()).isEqualTo(1);
  }

  @Test
  void tellsAnEmptyStreamFromABrokenFrame() {
    assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read("GET / HTTP/1.1\r\n\r\n".getBytes()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no boot frame");
  }

  @Test
  void refusesAnotherVersionNamingBoth() {
    byte[] frame = FRAME.encode();
    frame[7] = 9;

    assertThatThrownBy(() -> read(frame)).hasMessageContaining("9").hasMessageContaining("3");
  }

  @Test
  void refusesEveryTruncationWithAnIoException() {
    byte[] frame = FRAME.encode();
    for (int length = 0; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void takesNoMoreMemoryForBadBytesThanTheyHave() {
    byte[] frame = FRAME.encode();
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bad = frame.clone();
      int at = 12 + random.nextInt(bad.length - 12);
      bad[at] = (byte) random.nextInt();
      try {
        read(bad);
      } catch (IOException e) {
        // as it should be; anything else fails the test
      }
    }
  }

  @Test
  void doesNotShowTheSecret() {
    assertThat(FRAME.toString()).isEqualTo("BootFrame[bäke#2, attempt 3]");
  }

  private static BootFrame read(byte[] bytes) throws IOException {
    return BootFrame.read(new ByteArrayInputStream(bytes));
  }
}
