package dev.zproc.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceTest {

  private static Bytes bytes(int... values) {
    byte[] all = new byte[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) values[i];
    }
    return Bytes.wrap(all);
  }

  private static List<Bytes> elements(Bytes sequence) {
    List<Bytes> all = new ArrayList<>();
    byte[] bytes = sequence.shared();
    int count =
        Sequence.forEach(
            bytes,
            (start, from, length) ->
                all.add(Bytes.wrap(java.util.Arrays.copyOfRange(bytes, from, from + length))));
    assertThat(count).isEqualTo(all.size());
    return all;
  }

  @Test
  void theFormIsThatOfTheProtocol() {
    Bytes one = Sequence.append(Sequence.EMPTY, bytes(7, 8), 10);
    assertThat(one).isEqualTo(bytes('L', 2, 7, 8));
    assertThat(Sequence.append(one, Bytes.EMPTY, 10)).isEqualTo(bytes('L', 2, 7, 8, 0));
  }

  @Test
  void elementsOfAnyLengthComeBack() {
    for (int length : List.of(0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152)) {
      byte[] large = new byte[length];
      new Random(length).nextBytes(large);
      Bytes element = Bytes.wrap(large);
      Bytes sequence = Sequence.append(Sequence.append(Sequence.EMPTY, element, 2), bytes(1), 2);
      assertThat(elements(sequence)).containsExactly(element, bytes(1));
      assertThat(elements(Sequence.append(sequence, bytes(2), 2)))
          .containsExactly(bytes(1), bytes(2));
    }
  }

  @Test
  void theOldestGoFirst() {
    Bytes sequence = Sequence.EMPTY;
    for (int i = 0; i < 5; i++) {
      sequence = Sequence.append(sequence, bytes(i), 3);
    }
    assertThat(elements(sequence)).containsExactly(bytes(2), bytes(3), bytes(4));
    assertThat(elements(Sequence.append(sequence, bytes(9), 1))).containsExactly(bytes(9));
  }

  @Test
  void whatIsNoSequenceIsRefused() {
    for (Bytes bad :
        List.of(
            Bytes.EMPTY,
            Scalar.of(1),
            bytes('L', 1),
            bytes('L', 5, 1),
            bytes('L', 0x80),
            bytes('L', 0xff, 0xff, 0xff, 0xff, 0x7f),
            bytes('L', 0x80, 0x80, 0x80, 0x80, 0x80, 0x01),
            bytes('L', 0xff, 0xff, 0xff, 0xff, 0x0f))) {
      assertThatThrownBy(() -> Sequence.append(bad, bytes(1), 3))
          .as("%s", bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
