package com.acme;

import com.acme.foreign.Matrix;
import com.acme.foreign.MatrixSerializer;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateValues;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.ListCell;
import dev.zproc.runtime.state.StateMap;
import dev.zproc.runtime.state.StateSpace;
import java.util.List;
import java.util.regex.Pattern;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Shared state declared by {@link Shop.Till}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Shop_TillState extends Accessor<Shop.Till, Shop_TillState.Draft, Shop_TillState> {
  /**
   * For generated code: the keys of {@link Shop.Till}.
   */
  public static final StateSchema<Shop.Till> SCHEMA = new Schema();

  private Shop_TillState(StateSpace<Shop.Till> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link Shop.Till} names.
   */
  public static Shop_TillState of(ZProc zproc) {
    return new Shop_TillState(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static Shop_TillState of(ZProc zproc, String namespace) {
    return new Shop_TillState(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link Shop.Till#total}.
   */
  public Cell<@Nullable Money> total() {
    return space().cell(0);
  }

  /**
   * The key {@link Shop.Till#change}.
   */
  public Cell<Money> change() {
    return space().cell(1);
  }

  /**
   * The key {@link Shop.Till#matrices}.
   */
  public ListCell<Matrix> matrices() {
    return space().listCell(2);
  }

  /**
   * The key {@link Shop.Till#orders}.
   */
  public StateMap<Money, Order> orders() {
    return space().map(3);
  }

  @Override
  protected Shop_TillState newAccessor(StateSpace<Shop.Till> space) {
    return new Shop_TillState(space);
  }

  @Override
  protected Draft draft(DraftView view) {
    return new Draft(view);
  }

  /**
   * Many keys in one transaction; reads see what it has written.
   */
  public static final class Draft extends Snapshot {
    private Draft(DraftView view) {
      super(view);
    }

    /**
     * Sets the key {@link Shop.Till#total}.
     */
    public void total(@Nullable Money value) {
      set(0, value);
    }

    /**
     * Sets the key {@link Shop.Till#change}.
     */
    public void change(Money value) {
      set(1, value);
    }

    /**
     * Sets the key {@link Shop.Till#matrices}.
     */
    public void matrices(List<Matrix> value) {
      set(2, value);
    }
  }

  private static final class Schema extends StateSchema<Shop.Till> {
    Schema() {
      super(
          Shop.Till.class,
          "com.acme.Shop$Till",
          nullable("total", Types.MONEY),
          initial("change", Types.MONEY),
          zero("matrices", Types.LIST_OF_MATRIX),
          map("orders", Types.MONEY, Types.ORDER));
    }

    @Override
    public Shop.Till snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements Shop.Till {
    private final StateView view;

    private Snapshot(StateView view) {
      super(Shop_TillState.SCHEMA, view);
      this.view = view;
    }

    @Override
    public @Nullable Money total() {
      return view.<Money>get(0);
    }

    @Override
    public Money change() {
      return view.<Money>get(1);
    }

    @Override
    public List<Matrix> matrices() {
      return view.<List<Matrix>>get(2);
    }

    @Override
    public StateMap<Money, Order> orders() {
      return view.<StateMap<Money, Order>>get(3);
    }

    @Override
    protected @Nullable Object initial(StateSchema<?> schema, int index) {
      return switch (index) {
        case 1 -> Shop.Till.super.change();
        default -> super.initial(schema, index);
      };
    }
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Money> MONEY = ValueTypes.serialized(
        Money.class,
        "com.acme.Money=java.lang.Long@com.acme.Money$Cents",
        Money.Cents::new,
        () -> ValueTypes.LONG);

    static final ValueType<MatrixSerializer.Form> FORM = ValueTypes.structured(
        MatrixSerializer.Form.class,
        "com.acme.foreign.MatrixSerializer$Form(cells:double[])",
        new FormSerializer());

    static final ValueType<Matrix> MATRIX = ValueTypes.serialized(
        Matrix.class,
        "com.acme.foreign.Matrix=com.acme.foreign.MatrixSerializer$Form@com.acme.foreign.MatrixSerializer;"
            + "com.acme.foreign.MatrixSerializer$Form(cells:double[])",
        MatrixSerializer::new,
        () -> Types.FORM);

    static final ValueType<Pattern> PATTERN = ValueTypes.serialized(
        Pattern.class,
        "java.util.regex.Pattern=java.lang.String@com.acme.PatternSerializer",
        PatternSerializer::new,
        () -> ValueTypes.STRING);

    static final ValueType<Payment.Card> CARD = ValueTypes.structured(
        Payment.Card.class,
        "com.acme.Payment$Card(number:java.lang.String)",
        new CardSerializer());

    static final ValueType<Payment.Cash> CASH = ValueTypes.serialized(
        Payment.Cash.class,
        "com.acme.Payment$Cash=java.util.List<com.acme.Payment$Cash>@com.acme.Payment$CashSerializer",
        Payment.CashSerializer::new,
        () -> Types.LIST_OF_CASH);

    static final ValueType<Payment> PAYMENT = ValueTypes.structured(
        Payment.class,
        "com.acme.Payment$Card(number:java.lang.String);"
            + "com.acme.Payment$Cash=java.util.List<com.acme.Payment$Cash>@com.acme.Payment$CashSerializer;"
            + "com.acme.Payment[com.acme.Payment$Card,com.acme.Payment$Cash]",
        new PaymentSerializer());

    static final ValueType<Order> ORDER = ValueTypes.structured(
        Order.class,
        "com.acme.Money=java.lang.Long@com.acme.Money$Cents;"
            + "com.acme.Order(prices:java.util.List<com.acme.Money>,filter:java.util.regex.Pattern,payment:com.acme.Payment);"
            + "com.acme.Payment$Card(number:java.lang.String);"
            + "com.acme.Payment$Cash=java.util.List<com.acme.Payment$Cash>@com.acme.Payment$CashSerializer;"
            + "com.acme.Payment[com.acme.Payment$Card,com.acme.Payment$Cash];"
            + "java.util.regex.Pattern=java.lang.String@com.acme.PatternSerializer",
        new OrderSerializer());

    static final ValueType<double[]> DOUBLE_ARRAY = ValueTypes.array(
        double[].class,
        ValueTypes.DOUBLE);

    static final ValueType<List<Matrix>> LIST_OF_MATRIX = ValueTypes.list(MATRIX);

    static final ValueType<List<Money>> LIST_OF_MONEY = ValueTypes.list(MONEY);

    static final ValueType<List<Payment.Cash>> LIST_OF_CASH = ValueTypes.list(CASH);

    private Types() {
    }
  }

  /**
   * Writes and reads {@link MatrixSerializer.Form}.
   */
  static final class FormSerializer extends Serializer<MatrixSerializer.Form> {
    @Override
    public void write(Kryo kryo, Output output, MatrixSerializer.Form value) {
      kryo.writeObjectOrNull(output, value.cells(), Types.DOUBLE_ARRAY.serializer());
    }

    @Override
    public MatrixSerializer.Form read(Kryo kryo, Input input,
        Class<? extends MatrixSerializer.Form> type) {
      double[] cells =
          kryo.readObjectOrNull(input, double[].class, Types.DOUBLE_ARRAY.serializer());
      return new MatrixSerializer.Form(cells);
    }
  }

  /**
   * Writes and reads {@link Payment.Card}.
   */
  static final class CardSerializer extends Serializer<Payment.Card> {
    @Override
    public void write(Kryo kryo, Output output, Payment.Card value) {
      output.writeString(value.number());
    }

    @Override
    public Payment.Card read(Kryo kryo, Input input, Class<? extends Payment.Card> type) {
      String number = input.readString();
      return new Payment.Card(number);
    }
  }

  /**
   * Writes and reads {@link Payment}.
   */
  static final class PaymentSerializer extends Serializer<Payment> {
    @Override
    public void write(Kryo kryo, Output output, Payment value) {
      if (value instanceof Payment.Card) {
        output.writeLong(0xb380f30a85e8cd14L);
        kryo.writeObject(output, value, Types.CARD.serializer());
      } else if (value instanceof Payment.Cash) {
        output.writeLong(0x7030f5edc20c096L);
        kryo.writeObject(output, value, Types.CASH.serializer());
      } else {
        throw new KryoException("com.acme.Payment does not permit " + value.getClass().getName());
      }
    }

    @Override
    public Payment read(Kryo kryo, Input input, Class<? extends Payment> type) {
      long id = input.readLong();
      if (id == 0xb380f30a85e8cd14L) {
        return kryo.readObject(input, Payment.Card.class, Types.CARD.serializer());
      }
      if (id == 0x7030f5edc20c096L) {
        return kryo.readObject(input, Payment.Cash.class, Types.CASH.serializer());
      }
      throw new KryoException(
          "com.acme.Payment does not permit the type with the id " + Long.toHexString(id));
    }
  }

  /**
   * Writes and reads {@link Order}.
   */
  static final class OrderSerializer extends Serializer<Order> {
    @Override
    public void write(Kryo kryo, Output output, Order value) {
      kryo.writeObjectOrNull(output, value.prices(), Types.LIST_OF_MONEY.serializer());
      kryo.writeObjectOrNull(output, value.filter(), Types.PATTERN.serializer());
      kryo.writeObjectOrNull(output, value.payment(), Types.PAYMENT.serializer());
    }

    @Override
    public Order read(Kryo kryo, Input input, Class<? extends Order> type) {
      List<Money> prices =
          kryo.readObjectOrNull(input, List.class, Types.LIST_OF_MONEY.serializer());
      Pattern filter = kryo.readObjectOrNull(input, Pattern.class, Types.PATTERN.serializer());
      Payment payment = kryo.readObjectOrNull(input, Payment.class, Types.PAYMENT.serializer());
      return new Order(prices, filter, payment);
    }
  }
}
