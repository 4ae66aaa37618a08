package com.acme;

import com.esotericsoftware.kryo.Kryo;
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
import dev.zproc.runtime.state.BooleanCell;
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.DoubleCell;
import dev.zproc.runtime.state.IntCell;
import dev.zproc.runtime.state.ListCell;
import dev.zproc.runtime.state.StateSpace;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Shared state declared by {@link Desk}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class DeskState extends Accessor<Desk, DeskState.Draft, DeskState> {
  /**
   * For generated code: the keys of {@link Desk}.
   */
  public static final StateSchema<Desk> SCHEMA = new Schema();

  private DeskState(StateSpace<Desk> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link Desk} names.
   */
  public static DeskState of(ZProc zproc) {
    return new DeskState(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static DeskState of(ZProc zproc, String namespace) {
    return new DeskState(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link Desk#tickets}.
   */
  public IntCell tickets() {
    return space().intCell(0);
  }

  /**
   * The key {@link Desk#open}.
   */
  public BooleanCell open() {
    return space().booleanCell(1);
  }

  /**
   * The key {@link Desk#load}.
   */
  public DoubleCell load() {
    return space().doubleCell(2);
  }

  /**
   * The key {@link Desk#level}.
   */
  public Cell<@Nullable Level> level() {
    return space().cell(3);
  }

  /**
   * The key {@link Desk#note}.
   */
  public Cell<@Nullable String> note() {
    return space().cell(4);
  }

  /**
   * The key {@link Desk#customer}.
   */
  public Cell<@Nullable Customer> customer() {
    return space().cell(5);
  }

  /**
   * The key {@link Desk#queue}.
   */
  public ListCell<String> queue() {
    return space().listCell(6);
  }

  @Override
  protected DeskState newAccessor(StateSpace<Desk> space) {
    return new DeskState(space);
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
     * Sets the key {@link Desk#tickets}.
     */
    public void tickets(int value) {
      set(0, value);
    }

    /**
     * Sets the key {@link Desk#open}.
     */
    public void open(boolean value) {
      set(1, value);
    }

    /**
     * Sets the key {@link Desk#load}.
     */
    public void load(double value) {
      set(2, value);
    }

    /**
     * Sets the key {@link Desk#level}.
     */
    public void level(@Nullable Level value) {
      set(3, value);
    }

    /**
     * Sets the key {@link Desk#note}.
     */
    public void note(@Nullable String value) {
      set(4, value);
    }

    /**
     * Sets the key {@link Desk#customer}.
     */
    public void customer(@Nullable Customer value) {
      set(5, value);
    }

    /**
     * Sets the key {@link Desk#queue}.
     */
    public void queue(List<String> value) {
      set(6, value);
    }
  }

  private static final class Schema extends StateSchema<Desk> {
    Schema() {
      super(
          Desk.class,
          "com.acme.Desk",
          zero("tickets", ValueTypes.INT),
          zero("open", ValueTypes.BOOLEAN),
          zero("load", ValueTypes.DOUBLE),
          nullable("level", Types.LEVEL),
          nullable("note", ValueTypes.STRING),
          nullable("customer", Types.CUSTOMER),
          zero("queue", Types.LIST_OF_STRING));
    }

    @Override
    public Desk snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements Desk {
    private final StateView view;

    private Snapshot(StateView view) {
      super(DeskState.SCHEMA, view);
      this.view = view;
    }

    @Override
    public int tickets() {
      return view.getInt(0);
    }

    @Override
    public boolean open() {
      return view.getBoolean(1);
    }

    @Override
    public double load() {
      return view.getDouble(2);
    }

    @Override
    public @Nullable Level level() {
      return view.<Level>get(3);
    }

    @Override
    public @Nullable String note() {
      return view.<String>get(4);
    }

    @Override
    public @Nullable Customer customer() {
      return view.<Customer>get(5);
    }

    @Override
    public List<String> queue() {
      return view.<List<String>>get(6);
    }
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Level> LEVEL = ValueTypes.enumOf(Level.class);

    static final ValueType<Address> ADDRESS = ValueTypes.structured(
        Address.class,
        "com.acme.Address(city:java.lang.String,zone:char)",
        new AddressSerializer());

    static final ValueType<Customer> CUSTOMER = ValueTypes.structured(
        Customer.class,
        "com.acme.Address(city:java.lang.String,zone:char);"
            + "com.acme.Customer(name:java.lang.String,address:com.acme.Address,level:com.acme.Level,points:long);"
            + "com.acme.Level{LOW,HIGH}",
        new CustomerSerializer());

    static final ValueType<List<String>> LIST_OF_STRING = ValueTypes.list(ValueTypes.STRING);

    private Types() {
    }
  }

  /**
   * Writes and reads {@link Address}.
   */
  static final class AddressSerializer extends Serializer<Address> {
    @Override
    public void write(Kryo kryo, Output output, Address value) {
      output.writeString(value.city());
      output.writeChar(value.zone());
    }

    @Override
    public Address read(Kryo kryo, Input input, Class<? extends Address> type) {
      String city = input.readString();
      char zone = input.readChar();
      return new Address(city, zone);
    }
  }

  /**
   * Writes and reads {@link Customer}.
   */
  static final class CustomerSerializer extends Serializer<Customer> {
    @Override
    public void write(Kryo kryo, Output output, Customer value) {
      output.writeString(value.name());
      kryo.writeObjectOrNull(output, value.address(), Types.ADDRESS.serializer());
      kryo.writeObjectOrNull(output, value.level(), Types.LEVEL.serializer());
      output.writeLong(value.points());
    }

    @Override
    public Customer read(Kryo kryo, Input input, Class<? extends Customer> type) {
      String name = input.readString();
      Address address = kryo.readObjectOrNull(input, Address.class, Types.ADDRESS.serializer());
      Level level = kryo.readObjectOrNull(input, Level.class, Types.LEVEL.serializer());
      long points = input.readLong();
      return new Customer(name, address, level, points);
    }
  }
}
