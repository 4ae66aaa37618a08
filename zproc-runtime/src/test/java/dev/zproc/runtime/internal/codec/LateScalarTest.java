package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.LateScalar;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LateScalarTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(ValueTypes.INT, Integer.MIN_VALUE),
        Arguments.of(ValueTypes.INT, 258),
        Arguments.of(ValueTypes.LONG, Long.MAX_VALUE - 1),
        Arguments.of(ValueTypes.DOUBLE, -0.0),
        Arguments.of(ValueTypes.DOUBLE, Double.NaN),
        Arguments.of(ValueTypes.DOUBLE, Double.longBitsToDouble(0x7ff8_0000_0000_0001L)),
        Arguments.of(ValueTypes.BOOLEAN, true),
        Arguments.of(ValueTypes.BOOLEAN, false),
        Arguments.of(ValueTypes.SHORT, (short) -2),
        Arguments.of(ValueTypes.CHAR, 'ß'),
        Arguments.of(ValueTypes.FLOAT, 1.5f),
        Arguments.of(ValueTypes.STRING, "Größe"));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void aMessageHasTheSameBytesAsIfItHadBeenEncodedAtOnce(ValueType<T> type, T value) {
    byte[] encoded = type.encode(value);
    Object late = type.codec().late(value);
    WireWriter out = new WireWriter().u8(7);
    LateScalar.write(out, late);
    byte[] expected = new WireWriter().u8(7).bytes(Bytes.wrap(encoded)).toByteArray();
    assertThat(out.toByteArray()).isEqualTo(expected);
    assertThat(LateScalar.size(late)).isEqualTo(encoded.length);
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void isDecodedWhereItLies(ValueType<T> type, T value) {
    byte[] encoded = type.encode(value);
    byte[] message = new WireWriter().u8(7).raw(encoded).u8(8).toByteArray();
    assertThat(type.codec().decode(message, 1, 1 + encoded.length)).isEqualTo(value);
    assertThatThrownBy(() -> type.codec().decode(message, 1, 1))
        .isInstanceOf(BadValueException.class);
    assertThatThrownBy(() -> type.codec().decode(message, 0, encoded.length))
        .isInstanceOf(BadValueException.class);
  }

  @Test
  void whatCannotChangeIsKeptAsItIs() {
    Integer number = 1_000;
    assertThat(ValueTypes.INT.codec().late(number)).isSameAs(number);
    assertThat(ValueTypes.STRING.codec().late("text")).isInstanceOf(byte[].class);
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // which generated code never does
  void whatIsOfAnotherTypeIsRefusedAtOnce() {
    ValueType raw = ValueTypes.INT;
    assertThatThrownBy(() -> raw.codec().late(1L)).isInstanceOf(BadValueException.class);
  }

  @Test
  void aReaderLeavesOutNoMoreThanIsThere() {
    WireReader in = new WireReader(new byte[] {1, 2, 3});
    in.skip(2);
    assertThat(in.position()).isEqualTo(2);
    assertThatThrownBy(() -> in.skip(2)).isInstanceOf(RuntimeException.class);
  }
}
