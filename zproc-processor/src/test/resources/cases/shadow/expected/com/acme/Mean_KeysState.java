package com.acme;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
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
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.ListCell;
import dev.zproc.runtime.state.StateSpace;
import java.lang.Class;
import java.lang.Long;
import java.lang.SuppressWarnings;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Shared state declared by {@link Mean.Keys}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Mean_KeysState extends dev.zproc.runtime.state.Accessor<Mean.Keys, Mean_KeysState.Draft, Mean_KeysState> {
  /**
   * For generated code: the keys of {@link Mean.Keys}.
   */
  public static final StateSchema<Mean.Keys> SCHEMA = new Schema();

  private Mean_KeysState(StateSpace<Mean.Keys> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link Mean.Keys} names.
   */
  public static Mean_KeysState of(ZProc zproc) {
    return new Mean_KeysState(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static Mean_KeysState of(ZProc zproc, java.lang.String namespace) {
    return new Mean_KeysState(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link Mean.Keys#mine}.
   */
  public Cell<@Nullable String> mine() {
    return space().cell(0);
  }

  /**
   * The key {@link Mean.Keys#theirs}.
   */
  public Cell<java.lang.String> theirs() {
    return space().cell(1);
  }

  /**
   * The key {@link Mean.Keys#myList}.
   */
  public Cell<@Nullable List> myList() {
    return space().cell(2);
  }

  /**
   * The key {@link Mean.Keys#theirList}.
   */
  public ListCell<List> theirList() {
    return space().listCell(3);
  }

  /**
   * The key {@link Mean.Keys#draft_}.
   */
  public Cell<com.acme.@Nullable Draft> draft_() {
    return space().cell(4);
  }

  /**
   * The key {@link Mean.Keys#snapshot_}.
   */
  public Cell<Mean.Keys.@Nullable Snapshot> snapshot_() {
    return space().cell(5);
  }

  /**
   * The key {@link Mean.Keys#initial}.
   */
  public Cell<Mean.Keys.Initial> initial() {
    return space().cell(6);
  }

  /**
   * The key {@link Mean.Keys#accessor}.
   */
  public Cell<@Nullable Accessor> accessor() {
    return space().cell(7);
  }

  /**
   * The key {@link Mean.Keys#object}.
   */
  public Cell<@Nullable Object> object() {
    return space().cell(8);
  }

  /**
   * The key {@link Mean.Keys#serializer}.
   */
  public Cell<Mean.Keys.@Nullable Serializer> serializer() {
    return space().cell(9);
  }

  /**
   * The key {@link Mean.Keys#order}.
   */
  public Cell<Mean.Keys.@Nullable Order> order() {
    return space().cell(10);
  }

  /**
   * The key {@link Mean.Keys#orders}.
   */
  public Cell<com.acme.sub.Order[]> orders() {
    return space().cell(11);
  }

  /**
   * The key {@link Mean.Keys#override}.
   */
  public Cell<@Nullable Override> override() {
    return space().cell(12);
  }

  @java.lang.Override
  protected Mean_KeysState newAccessor(StateSpace<Mean.Keys> space) {
    return new Mean_KeysState(space);
  }

  @java.lang.Override
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
     * Sets the key {@link Mean.Keys#mine}.
     */
    public void mine(@Nullable String value) {
      set(0, value);
    }

    /**
     * Sets the key {@link Mean.Keys#theirs}.
     */
    public void theirs(java.lang.String value) {
      set(1, value);
    }

    /**
     * Sets the key {@link Mean.Keys#myList}.
     */
    public void myList(@Nullable List value) {
      set(2, value);
    }

    /**
     * Sets the key {@link Mean.Keys#theirList}.
     */
    public void theirList(java.util.List<List> value) {
      set(3, value);
    }

    /**
     * Sets the key {@link Mean.Keys#draft_}.
     */
    public void draft_(com.acme.@Nullable Draft value) {
      set(4, value);
    }

    /**
     * Sets the key {@link Mean.Keys#snapshot_}.
     */
    public void snapshot_(Mean.Keys.@Nullable Snapshot value) {
      set(5, value);
    }

    /**
     * Sets the key {@link Mean.Keys#initial}.
     */
    public void initial(Mean.Keys.Initial value) {
      set(6, value);
    }

    /**
     * Sets the key {@link Mean.Keys#accessor}.
     */
    public void accessor(@Nullable Accessor value) {
      set(7, value);
    }

    /**
     * Sets the key {@link Mean.Keys#object}.
     */
    public void object(@Nullable Object value) {
      set(8, value);
    }

    /**
     * Sets the key {@link Mean.Keys#serializer}.
     */
    public void serializer(Mean.Keys.@Nullable Serializer value) {
      set(9, value);
    }

    /**
     * Sets the key {@link Mean.Keys#order}.
     */
    public void order(Mean.Keys.@Nullable Order value) {
      set(10, value);
    }

    /**
     * Sets the key {@link Mean.Keys#orders}.
     */
    public void orders(com.acme.sub.Order[] value) {
      set(11, value);
    }

    /**
     * Sets the key {@link Mean.Keys#override}.
     */
    public void override(@Nullable Override value) {
      set(12, value);
    }
  }

  private static final class Schema extends StateSchema<Mean.Keys> {
    Schema() {
      super(
          Mean.Keys.class,
          "com.acme.Mean$Keys",
          nullable("mine", Types.STRING),
          initial("theirs", ValueTypes.STRING),
          nullable("myList", Types.LIST),
          zero("theirList", Types.LIST_OF_LIST),
          nullable("draft_", Types.DRAFT),
          nullable("snapshot_", Types.SNAPSHOT),
          initial("initial", Types.INITIAL),
          nullable("accessor", Types.ACCESSOR),
          nullable("object", Types.OBJECT),
          nullable("serializer", Types.SERIALIZER),
          nullable("order", Types.ORDER),
          zero("orders", Types.COM_ACME_SUB_ORDER_ARRAY),
          nullable("override", Types.OVERRIDE));
    }

    @java.lang.Override
    public Mean.Keys snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements Mean.Keys {
    private final StateView view;

    private Snapshot(StateView view) {
      super(Mean_KeysState.SCHEMA, view);
      this.view = view;
    }

    @java.lang.Override
    public @Nullable String mine() {
      return view.<String>get(0);
    }

    @java.lang.Override
    public java.lang.String theirs() {
      return view.<java.lang.String>get(1);
    }

    @java.lang.Override
    public @Nullable List myList() {
      return view.<List>get(2);
    }

    @java.lang.Override
    public java.util.List<List> theirList() {
      return view.<java.util.List<List>>get(3);
    }

    @java.lang.Override
    public com.acme.@Nullable Draft draft_() {
      return view.<com.acme.Draft>get(4);
    }

    @java.lang.Override
    public Mean.Keys.@Nullable Snapshot snapshot_() {
      return view.<Mean.Keys.Snapshot>get(5);
    }

    @java.lang.Override
    public Mean.Keys.Initial initial() {
      return view.<Mean.Keys.Initial>get(6);
    }

    @java.lang.Override
    public @Nullable Accessor accessor() {
      return view.<Accessor>get(7);
    }

    @java.lang.Override
    public @Nullable Object object() {
      return view.<Object>get(8);
    }

    @java.lang.Override
    public Mean.Keys.@Nullable Serializer serializer() {
      return view.<Mean.Keys.Serializer>get(9);
    }

    @java.lang.Override
    public Mean.Keys.@Nullable Order order() {
      return view.<Mean.Keys.Order>get(10);
    }

    @java.lang.Override
    public com.acme.sub.Order[] orders() {
      return view.<com.acme.sub.Order[]>get(11);
    }

    @java.lang.Override
    public @Nullable Override override() {
      return view.<Override>get(12);
    }

    @java.lang.Override
    protected java.lang.@Nullable Object initial(StateSchema<?> schema, int index) {
      return switch (index) {
        case 1 -> Mean.Keys.super.theirs();
        case 6 -> Mean.Keys.super.initial();
        default -> super.initial(schema, index);
      };
    }
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<String> STRING = ValueTypes.structured(
        String.class,
        "com.acme.String(text:java.lang.String)",
        new StringSerializer());

    static final ValueType<List> LIST = ValueTypes.structured(
        List.class,
        "com.acme.List(size:int)",
        new ListSerializer());

    static final ValueType<com.acme.Draft> DRAFT = ValueTypes.structured(
        com.acme.Draft.class,
        "com.acme.Draft(drafts:java.util.List<com.acme.Draft>)",
        new DraftSerializer());

    static final ValueType<Mean.Keys.Snapshot> SNAPSHOT = ValueTypes.structured(
        Mean.Keys.Snapshot.class,
        "com.acme.Mean$Keys$Snapshot(c:int)",
        new SnapshotSerializer());

    static final ValueType<Mean.Keys.Initial> INITIAL = ValueTypes.structured(
        Mean.Keys.Initial.class,
        "com.acme.Mean$Keys$Initial(d:int)",
        new InitialSerializer());

    static final ValueType<Object.Kind> KIND = ValueTypes.enumOf(Object.Kind.class);

    static final ValueType<Accessor> ACCESSOR = ValueTypes.structured(
        Accessor.class,
        "com.acme.Accessor(kind:com.acme.Object$Kind);"
            + "com.acme.Object$Kind{A}",
        new AccessorSerializer());

    static final ValueType<Object> OBJECT = ValueTypes.structured(
        Object.class,
        "com.acme.Object$Kind{A};"
            + "com.acme.Object[com.acme.Object$Kind]",
        new ObjectSerializer());

    static final ValueType<Mean.Keys.Serializer> SERIALIZER = ValueTypes.structured(
        Mean.Keys.Serializer.class,
        "com.acme.Mean$Keys$Serializer(a:int)",
        new SerializerSerializer());

    static final ValueType<Mean.Keys.Order> ORDER = ValueTypes.structured(
        Mean.Keys.Order.class,
        "com.acme.Mean$Keys$Order(b:int)",
        new OrderSerializer());

    static final ValueType<com.acme.sub.Order> COM_ACME_SUB_ORDER = ValueTypes.structured(
        com.acme.sub.Order.class,
        "com.acme.sub.Order(c:int)",
        new com_acme_sub_OrderSerializer());

    static final ValueType<Override> OVERRIDE = ValueTypes.enumOf(Override.class);

    static final ValueType<java.util.List<List>> LIST_OF_LIST = ValueTypes.list(LIST);

    static final ValueType<java.util.List<com.acme.Draft>> LIST_OF_DRAFT = ValueTypes.list(DRAFT);

    static final ValueType<com.acme.sub.Order[]> COM_ACME_SUB_ORDER_ARRAY = ValueTypes.array(
        com.acme.sub.Order[].class,
        COM_ACME_SUB_ORDER);

    private Types() {
    }
  }

  /**
   * Writes and reads {@link String}.
   */
  static final class StringSerializer extends com.esotericsoftware.kryo.Serializer<String> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, String value) {
      output.writeString(value.text());
    }

    @java.lang.Override
    public String read(Kryo kryo, Input input, Class<? extends String> type) {
      java.lang.String text = input.readString();
      return new String(text);
    }
  }

  /**
   * Writes and reads {@link List}.
   */
  static final class ListSerializer extends com.esotericsoftware.kryo.Serializer<List> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, List value) {
      output.writeInt(value.size());
    }

    @java.lang.Override
    public List read(Kryo kryo, Input input, Class<? extends List> type) {
      int size = input.readInt();
      return new List(size);
    }
  }

  /**
   * Writes and reads {@link com.acme.Draft}.
   */
  static final class DraftSerializer extends com.esotericsoftware.kryo.Serializer<com.acme.Draft> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, com.acme.Draft value) {
      kryo.writeObjectOrNull(output, value.drafts(), Types.LIST_OF_DRAFT.serializer());
    }

    @java.lang.Override
    public com.acme.Draft read(Kryo kryo, Input input, Class<? extends com.acme.Draft> type) {
      java.util.List<com.acme.Draft> drafts =
          kryo.readObjectOrNull(input, java.util.List.class, Types.LIST_OF_DRAFT.serializer());
      return new com.acme.Draft(drafts);
    }
  }

  /**
   * Writes and reads {@link Mean.Keys.Snapshot}.
   */
  static final class SnapshotSerializer extends com.esotericsoftware.kryo.Serializer<Mean.Keys.Snapshot> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, Mean.Keys.Snapshot value) {
      output.writeInt(value.c());
    }

    @java.lang.Override
    public Mean.Keys.Snapshot read(Kryo kryo, Input input,
        Class<? extends Mean.Keys.Snapshot> type) {
      int c = input.readInt();
      return new Mean.Keys.Snapshot(c);
    }
  }

  /**
   * Writes and reads {@link Mean.Keys.Initial}.
   */
  static final class InitialSerializer extends com.esotericsoftware.kryo.Serializer<Mean.Keys.Initial> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, Mean.Keys.Initial value) {
      output.writeInt(value.d());
    }

    @java.lang.Override
    public Mean.Keys.Initial read(Kryo kryo, Input input, Class<? extends Mean.Keys.Initial> type) {
      int d = input.readInt();
      return new Mean.Keys.Initial(d);
    }
  }

  /**
   * Writes and reads {@link Accessor}.
   */
  static final class AccessorSerializer extends com.esotericsoftware.kryo.Serializer<Accessor> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, Accessor value) {
      kryo.writeObjectOrNull(output, value.kind(), Types.KIND.serializer());
    }

    @java.lang.Override
    public Accessor read(Kryo kryo, Input input, Class<? extends Accessor> type) {
      Object.Kind kind = kryo.readObjectOrNull(input, Object.Kind.class, Types.KIND.serializer());
      return new Accessor(kind);
    }
  }

  /**
   * Writes and reads {@link Object}.
   */
  static final class ObjectSerializer extends com.esotericsoftware.kryo.Serializer<Object> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, Object value) {
      if (value instanceof Object.Kind) {
        output.writeLong(0x543a7568e42c27c3L);
        kryo.writeObject(output, value, Types.KIND.serializer());
      } else {
        throw new KryoException("com.acme.Object does not permit " + value.getClass().getName());
      }
    }

    @java.lang.Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
      long id = input.readLong();
      if (id == 0x543a7568e42c27c3L) {
        return kryo.readObject(input, Object.Kind.class, Types.KIND.serializer());
      }
      throw new KryoException(
          "com.acme.Object does not permit the type with the id " + Long.toHexString(id));
    }
  }

  /**
   * Writes and reads {@link Mean.Keys.Serializer}.
   */
  static final class SerializerSerializer extends com.esotericsoftware.kryo.Serializer<Mean.Keys.Serializer> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, Mean.Keys.Serializer value) {
      output.writeInt(value.a());
    }

    @java.lang.Override
    public Mean.Keys.Serializer read(Kryo kryo, Input input,
        Class<? extends Mean.Keys.Serializer> type) {
      int a = input.readInt();
      return new Mean.Keys.Serializer(a);
    }
  }

  /**
   * Writes and reads {@link Mean.Keys.Order}.
   */
  static final class OrderSerializer extends com.esotericsoftware.kryo.Serializer<Mean.Keys.Order> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, Mean.Keys.Order value) {
      output.writeInt(value.b());
    }

    @java.lang.Override
    public Mean.Keys.Order read(Kryo kryo, Input input, Class<? extends Mean.Keys.Order> type) {
      int b = input.readInt();
      return new Mean.Keys.Order(b);
    }
  }

  /**
   * Writes and reads {@link com.acme.sub.Order}.
   */
  static final class com_acme_sub_OrderSerializer extends com.esotericsoftware.kryo.Serializer<com.acme.sub.Order> {
    @java.lang.Override
    public void write(Kryo kryo, Output output, com.acme.sub.Order value) {
      output.writeInt(value.c());
    }

    @java.lang.Override
    public com.acme.sub.Order read(Kryo kryo, Input input,
        Class<? extends com.acme.sub.Order> type) {
      int c = input.readInt();
      return new com.acme.sub.Order(c);
    }
  }
}
