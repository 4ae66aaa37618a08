package dev.zproc.runtime.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What could not be decoded once is not tried again. */
class KnownBadTest {

  private record Box(int value) {}

  private final AtomicInteger reads = new AtomicInteger();

  /** What each use of the serializer throws. */
  private @Nullable Throwable thrown;

  private final ValueType<Box> type =
      ValueTypes.structured(
          Box.class,
          "Box(value:int)",
          new Serializer<>() {
            @Override
            public void write(Kryo kryo, Output output, Box box) {
              if (thrown instanceof Error error) {
                throw error;
              }
              output.writeInt(box.value());
            }

            @Override
            public Box read(Kryo kryo, Input input, Class<? extends Box> ignored) {
              reads.incrementAndGet();
              Throwable now = thrown;
              if (now instanceof Error error) {
                throw error;
              } else if (now != null) {
                throw (RuntimeException) now;
              }
              return new Box(input.readInt());
            }
          });

  private final Slot<Box> slot = new Slot<>("shelf", KeySpec.nullable("box", type), type, null);

  private static Bytes bad(int number) {
    return Bytes.wrap(new byte[] {'K', (byte) number});
  }

  private void assertBad(Bytes bytes, long revision) {
    assertThatThrownBy(() -> slot.decode(bytes, revision))
        .isInstanceOfSatisfying(
            BadValueException.class,
            e -> {
              assertThat(e.key()).isEqualTo("shelf.box");
              assertThat(e.revision()).isEqualTo(revision);
            });
  }

  @Test
  void badBytesAreReadOnceAndGoodOnesAsOftenAsWanted() {
    for (int i = 0; i < 5; i++) {
      assertBad(bad(1), 4 + i);
      assertBad(Bytes.wrap(new byte[] {'K', 1}), 4 + i);
    }
    assertThat(reads).hasValue(1);

    Bytes good = Bytes.wrap(type.encode(new Box(5)));
    assertThat(slot.decode(good, 9)).isEqualTo(new Box(5));
    assertThat(slot.decode(good, 9)).isEqualTo(new Box(5));
    assertThat(reads).hasValue(3);
  }

  @Test
  void whatIsRememberedIsBounded() {
    for (int i = 0; i < 100; i++) {
      assertBad(bad(i), 2);
    }
    assertBad(bad(99), 2);
    assertThat(reads).hasValue(100);
    assertBad(bad(0), 2);
    assertThat(reads).hasValue(101);
    byte[] large = new byte[2 << 20];
    large[0] = 'K';
    assertBad(Bytes.wrap(large), 2);
    assertBad(Bytes.wrap(large.clone()), 2);
    assertThat(reads).hasValue(103);
  }

  @Test
  void whatMayBeOfTheMomentIsTriedAgain() {
    Bytes good = Bytes.wrap(type.encode(new Box(5)));
    List<Throwable> ofTheMoment =
        List.of(
            new StackOverflowError(),
            new NoClassDefFoundError("of a test"),
            new IllegalStateException("of a test"),
            new KryoException("of a test", new StackOverflowError()));
    for (Throwable each : ofTheMoment) {
      thrown = each;
      assertBad(good, 3);
      thrown = null;
      assertThat(slot.decode(good, 3)).as(each.toString()).isEqualTo(new Box(5));
    }
  }

  @Test
  void aFullStackDoesNotMakeItTheValueOfAnotherType() {
    thrown = new StackOverflowError();
    assertThatThrownBy(() -> slot.bytesOrNull(new Box(5))).isInstanceOf(BadValueException.class);
    thrown = null;
    assertThat(slot.bytesOrNull("no box")).isNull();
    assertThat(slot.bytesOrNull(new Box(5))).isNotNull();
  }
}
