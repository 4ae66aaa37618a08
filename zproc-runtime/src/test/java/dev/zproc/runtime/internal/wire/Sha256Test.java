package dev.zproc.runtime.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {

  @Test
  void isThatOfTheStandard() {
    assertThat(HexFormat.of().formatHex(digest("abc".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void isThatOfTheJdkForEveryLength() throws Exception {
    Random random = new Random(20261128);
    for (int length = 0; length < 300; length++) {
      byte[] message = new byte[length];
      random.nextBytes(message);
      assertThat(digest(message))
          .as("of %s bytes", length)
          .isEqualTo(MessageDigest.getInstance("SHA-256").digest(message));
    }
  }

  @Test
  void comesInPieces() {
    byte[] message = new byte[200];
    new Random(7).nextBytes(message);
    for (int cut = 0; cut <= message.length; cut++) {
      byte[] pieces =
          new Sha256()
              .update(Arrays.copyOf(message, cut))
              .update(Arrays.copyOfRange(message, cut, message.length))
              .digest();
      assertThat(pieces).isEqualTo(digest(message));
    }
  }

  private static byte[] digest(byte[] message) {
    return new Sha256().update(message).digest();
  }
}
