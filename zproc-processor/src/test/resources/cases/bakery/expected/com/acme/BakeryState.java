package com.acme;

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
import dev.zproc.runtime.state.IntCell;
import dev.zproc.runtime.state.ListCell;
import dev.zproc.runtime.state.StateMap;
import dev.zproc.runtime.state.StateSpace;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Shared state declared by {@link Bakery}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class BakeryState extends Accessor<Bakery, BakeryState.Draft, BakeryState> {
  /**
   * For generated code: the keys of {@link Bakery}.
   */
  public static final StateSchema<Bakery> SCHEMA = new Schema();

  private BakeryState(StateSpace<Bakery> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link Bakery} names.
   */
  public static BakeryState of(ZProc zproc) {
    return new BakeryState(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static BakeryState of(ZProc zproc, String namespace) {
    return new BakeryState(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link Bakery#cookies}.
   */
  public IntCell cookies() {
    return space().intCell(0);
  }

  /**
   * The key {@link Bakery#price}.
   */
  public IntCell price() {
    return space().intCell(1);
  }

  /**
   * The key {@link Bakery#names}.
   */
  public ListCell<String> names() {
    return space().listCell(2);
  }

  /**
   * The key {@link Bakery#last}.
   */
  public Cell<@Nullable Order> last() {
    return space().cell(3);
  }

  /**
   * The key {@link Bakery#orders}.
   */
  public StateMap<String, Order> orders() {
    return space().map(4);
  }

  @Override
  protected BakeryState newAccessor(StateSpace<Bakery> space) {
    return new BakeryState(space);
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
     * Sets the key {@link Bakery#cookies}.
     */
    public void cookies(int value) {
      set(0, value);
    }

    /**
     * Sets the key {@link Bakery#price}.
     */
    public void price(int value) {
      set(1, value);
    }

    /**
     * Sets the key {@link Bakery#names}.
     */
    public void names(List<String> value) {
      set(2, value);
    }

    /**
     * Sets the key {@link Bakery#last}.
     */
    public void last(@Nullable Order value) {
      set(3, value);
    }
  }

  private static final class Schema extends StateSchema<Bakery> {
    Schema() {
      super(
          Bakery.class,
          "bakery",
          zero("cookies", ValueTypes.INT),
          initial("price", ValueTypes.INT),
          zero("names", Types.LIST_OF_STRING),
          nullable("last", Types.ORDER),
          map("orders", ValueTypes.STRING, Types.ORDER));
    }

    @Override
    public Bakery snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements Bakery {
    private final StateView view;

    private Snapshot(StateView view) {
      super(BakeryState.SCHEMA, view);
      this.view = view;
    }

    @Override
    public int cookies() {
      return view.getInt(0);
    }

    @Override
    public int price() {
      return view.getInt(1);
    }

    @Override
    public List<String> names() {
      return view.<List<String>>get(2);
    }

    @Override
    public @Nullable Order last() {
      return view.<Order>get(3);
    }

    @Override
    public StateMap<String, Order> orders() {
      return view.<StateMap<String, Order>>get(4);
    }

    @Override
    protected @Nullable Object initial(StateSchema<?> schema, int index) {
      return switch (index) {
        case 1 -> Bakery.super.price();
        default -> super.initial(schema, index);
      };
    }
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Fruit> FRUIT = ValueTypes.structured(
        Fruit.class,
        "com.acme.Fruit(name:java.lang.String,origin:java.lang.String)",
        new FruitSerializer());

    static final ValueType<Sugar> SUGAR = ValueTypes.structured(
        Sugar.class,
        "com.acme.Sugar(grams:int)",
        new SugarSerializer());

    static final ValueType<Topping> TOPPING = ValueTypes.structured(
        Topping.class,
        "com.acme.Fruit(name:java.lang.String,origin:java.lang.String);"
            + "com.acme.Sugar(grams:int);"
            + "com.acme.Topping[com.acme.Fruit,com.acme.Sugar]",
        new ToppingSerializer());

    static final ValueType<Size> SIZE = ValueTypes.enumOf(Size.class);

    static final ValueType<Order> ORDER = ValueTypes.structured(
        Order.class,
        "com.acme.Fruit(name:java.lang.String,origin:java.lang.String);"
            + "com.acme.Order(customer:java.lang.String,count:int,toppings:java.util.List<com.acme.Topping>,size:com.acme.Size);"
            + "com.acme.Size{SMALL,BIG};"
            + "com.acme.Sugar(grams:int);"
            + "com.acme.Topping[com.acme.Fruit,com.acme.Sugar]",
        new OrderSerializer());

    static final ValueType<List<String>> LIST_OF_STRING = ValueTypes.list(ValueTypes.STRING);

    static final ValueType<List<Topping>> LIST_OF_TOPPING = ValueTypes.list(TOPPING);

    private Types() {
    }
  }

  /**
   * Writes and reads {@link Fruit}.
   */
  static final class FruitSerializer extends Serializer<Fruit> {
    @Override
    public void write(Kryo kryo, Output output, Fruit value) {
      output.writeString(value.name());
      output.writeString(value.origin());
    }

    @Override
    public Fruit read(Kryo kryo, Input input, Class<? extends Fruit> type) {
      String name = input.readString();
      String origin = input.readString();
      return new Fruit(name, origin);
    }
  }

  /**
   * Writes and reads {@link Sugar}.
   */
  static final class SugarSerializer extends Serializer<Sugar> {
    @Override
    public void write(Kryo kryo, Output output, Sugar value) {
      output.writeInt(value.grams());
    }

    @Override
    public Sugar read(Kryo kryo, Input input, Class<? extends Sugar> type) {
      int grams = input.readInt();
      return new Sugar(grams);
    }
  }

  /**
   * Writes and reads {@link Topping}.
   */
  static final class ToppingSerializer extends Serializer<Topping> {
    @Override
    public void write(Kryo kryo, Output output, Topping value) {
      if (value instanceof Fruit) {
        output.writeLong(0x1974ffdf06357b63L);
        kryo.writeObject(output, value, Types.FRUIT.serializer());
      } else if (value instanceof Sugar) {
        output.writeLong(0x47250a37e7a58460L);
        kryo.writeObject(output, value, Types.SUGAR.serializer());
      } else {
        throw new KryoException("com.acme.Topping does not permit " + value.getClass().getName());
      }
    }

    @Override
    public Topping read(Kryo kryo, Input input, Class<? extends Topping> type) {
      long id = input.readLong();
      if (id == 0x1974ffdf06357b63L) {
        return kryo.readObject(input, Fruit.class, Types.FRUIT.serializer());
      }
      if (id == 0x47250a37e7a58460L) {
        return kryo.readObject(input, Sugar.class, Types.SUGAR.serializer());
      }
      throw new KryoException(
          "com.acme.Topping does not permit the type with the id " + Long.toHexString(id));
    }
  }

  /**
   * Writes and reads {@link Order}.
   */
  static final class OrderSerializer extends Serializer<Order> {
    @Override
    public void write(Kryo kryo, Output output, Order value) {
      output.writeString(value.customer());
      output.writeInt(value.count());
      kryo.writeObjectOrNull(output, value.toppings(), Types.LIST_OF_TOPPING.serializer());
      kryo.writeObjectOrNull(output, value.size(), Types.SIZE.serializer());
    }

    @Override
    public Order read(Kryo kryo, Input input, Class<? extends Order> type) {
      String customer = input.readString();
      int count = input.readInt();
      List<Topping> toppings =
          kryo.readObjectOrNull(input, List.class, Types.LIST_OF_TOPPING.serializer());
      Size size = kryo.readObjectOrNull(input, Size.class, Types.SIZE.serializer());
      return new Order(customer, count, toppings, size);
    }
  }
}
