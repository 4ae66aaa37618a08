package dev.zproc.runtime.internal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.SchemaMismatchException;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.fixtures.Types;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call whose two sides were built from different sources. */
class DecodedArgumentsTest {

  private static final class Bake extends ChildEntry<Void> {
    Bake() {
      super("a.Kitchen", "bake", ValueTypes.VOID, ValueTypes.INT, Types.ORDER);
    }

    @Override
    public Void run(Invocation in) {
      throw new IllegalStateException("not run here");
    }
  }

  private final Bake bake = new Bake();
  private final Order order = new Order("Ann", 2, List.of(), Size.BIG);
  private final List<byte[]> encoded = List.of(ValueTypes.INT.encode(7), Types.ORDER.encode(order));

  @Test
  void argumentsOfTheSameTypesAreDecoded() {
    DecodedArguments arguments =
        DecodedArguments.of(bake, encoded, DecodedArguments.closure(new Bake()));

    assertThat(arguments.<Integer>argument(0)).isEqualTo(7);
    assertThat(arguments.<Order>argument(1)).isEqualTo(order);
  }

  @Test
  void theTypeThatDiffersIsNamedBothWays() {
    String closure = DecodedArguments.closure(bake).replace("Size{SMALL,BIG}", "Size{SMALL}");

    assertThatThrownBy(() -> DecodedArguments.of(bake, encoded, closure))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(
            "Parent and child mean different things by the types of a.Kitchen.bake: the parent has"
                + " dev.zproc.runtime.fixtures.Size{SMALL}, the child has"
                + " dev.zproc.runtime.fixtures.Size{SMALL,BIG}. Build both from the same sources.");
  }
}
