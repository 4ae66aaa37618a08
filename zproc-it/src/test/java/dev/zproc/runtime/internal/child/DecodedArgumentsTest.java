package dev.zproc.runtime.internal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.BadValueException;
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
  void whatIsNoArgumentIsToldWithItsPlace() {
    byte[] bomb = {'K', -1, -1, -1, -1, 7};
    assertThatThrownBy(() -> DecodedArguments.values(bake, List.of(encoded.get(0), bomb)))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("argument 2 of a.Kitchen.bake: these bytes are no ");
    assertThatThrownBy(() -> DecodedArguments.values(bake, List.of(encoded.get(0))))
        .isInstanceOf(BadValueException.class)
        .hasMessage("a.Kitchen.bake takes 2 arguments, and 1 have come");
    assertThatThrownBy(() -> DecodedArguments.result(bake, "a.Kitchen.bake(7)", bomb))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("the result of a.Kitchen.bake(7): ");
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

  /** Each type is known to both, and yet their lists are not the same. */
  @Test
  void listsOfTheSameTypesInAnotherOrderAreShownSideBySide() {
    assertSides(
        List.of("int=", "long=", "java.lang.Void="),
        List.of("long=", "int=", "java.lang.Void="),
        "the parent has (int, long), the child has (long, int).");
  }

  @Test
  void aTypeMoreAndAnotherResultAreShownInTheirLists() {
    assertSides(
        List.of("int=", "java.lang.Void="),
        List.of("java.lang.Void="),
        "the parent has (int), the child has ().");
    assertSides(
        List.of("int=", "java.lang.Void="),
        List.of("int=", "int="),
        "the parent has (int), the child has (int) and returns int.");
    assertSides(
        List.of("a.A=a.A(n:int)", "a.B=a.B(n:int)", "int="),
        List.of("a.A=a.A(n:int)", "int="),
        "the parent has (a.A, a.B) and returns int, the child has (a.A) and returns int.");
  }

  /** The new part of a record comes first in the text, and only one side has it. */
  @Test
  void theTypeThatBothKnowIsShownRatherThanItsNewPart() {
    assertSides(
        List.of("a.Order=a.Order(n:int)", "int="),
        List.of("a.Order=a.Item(n:int);a.Order(n:int,item:a.Item)", "int="),
        "the parent has a.Order(n:int), the child has a.Order(n:int,item:a.Item).");
  }

  private void assertSides(List<String> parent, List<String> child, String told) {
    assertThatThrownBy(
            () -> DecodedArguments.requireSame("a.Kitchen.bake", lines(parent), lines(child)))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining(told);
  }

  private static String lines(List<String> types) {
    return String.join("\n", types);
  }
}
