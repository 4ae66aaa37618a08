package com.acme;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Kitchen}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class KitchenLauncher {
  private KitchenLauncher() {
  }

  /**
   * Opens a context, starts {@link #startAll all that take no arguments} and waits for them.
   */
  public static void main(String[] args) {
    Bootstrap.launch(KitchenLauncher::startAll, args);
  }

  /**
   * Starts every child process that takes no arguments, in the order of their declaration.
   */
  public static void startAll(ZProc zproc) {
    zproc.spawn(eat());
  }

  /**
   * A call of {@link Kitchen#bake}.
   */
  public static Call<Order> bake(int min, Path file) {
    return Call.of(Kitchen_BakeMain.ENTRY, min, file);
  }

  /**
   * A call of {@link Kitchen#eat}.
   */
  public static Call<Void> eat() {
    return Call.of(Kitchen_EatMain.ENTRY);
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

    static final ValueType<Path> PATH = ValueTypes.jdk(Path.class);

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
