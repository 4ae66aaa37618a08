package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dictionary tells a type by the name of its class, so it takes what that name tells. */
class RegistryTest {

  private static final ValueType<Object> DYNAMIC = new ValueType<>(Codecs.dynamic());

  /** Nobody else keeps them. */
  private final List<ValueType<?>> loaded = new ArrayList<>();

  private record Pair<A, B>(A left, B right) {}

  private static final class NeverAsked extends Serializer<Pair<?, ?>> {
    @Override
    public void write(Kryo kryo, Output output, Pair<?, ?> value) {
      throw new AssertionError("asked to write " + value);
    }

    @Override
    public Pair<?, ?> read(Kryo kryo, Input input, Class<? extends Pair<?, ?>> type) {
      throw new AssertionError("asked to read a " + type);
    }
  }

  // As generated code has them: one class for all uses.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private void loadPair(String arguments) {
    loaded.add(ValueTypes.structured((Class) Pair.class, "Pair<" + arguments, new NeverAsked()));
  }

  @Test
  void doesNotKnowGenericRecords() {
    loadPair("Integer,Integer>");
    loadPair("Float,Float>");

    assertThatThrownBy(() -> DYNAMIC.encode(new Pair<>(1, 2)))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("a " + Pair.class.getName() + " is generic");
    assertThatThrownBy(() -> DYNAMIC.decode(tagged(Pair.class.getName())))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("a value of " + Pair.class.getName() + " is generic");
  }

  private static byte[] tagged(String name) {
    Output output = new Output(500);
    output.writeByte(CodecType.KRYO);
    output.writeString(name);
    output.writeInt(1);
    return output.toBytes();
  }

  private static final class Money {}

  private static final class Nothing implements dev.zproc.Serializer<Money, Long> {
    @Override
    public Long serialize(Money value) {
      return 0L;
    }

    @Override
    public Money deserialize(Long form) {
      return new Money();
    }
  }

  private void loadMoney(String serializer) {
    loaded.add(
        ValueTypes.serialized(
            Money.class, "Money=long@" + serializer, Nothing::new, () -> ValueTypes.LONG));
  }

  @Test
  void doesNotKnowAClassWithTwoSerializers() {
    loadMoney("Cents");
    loadMoney("Cents");
    byte[] bytes = DYNAMIC.encode(new Money());
    assertThat(DYNAMIC.decode(bytes)).isInstanceOf(Money.class);

    loadMoney("Pounds");
    assertThatThrownBy(() -> DYNAMIC.encode(new Money()))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("a " + Money.class.getName() + " is written in two ways");

    loadMoney("Cents");
    loadMoney("Cents");
    assertThatThrownBy(() -> DYNAMIC.decode(bytes))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("is written in two ways");
    assertThat(loaded).hasSize(5); // none was collected
  }
}
