package com.acme.types;

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
import dev.zproc.runtime.state.BooleanCell;
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.DoubleCell;
import dev.zproc.runtime.state.IntCell;
import dev.zproc.runtime.state.ListCell;
import dev.zproc.runtime.state.LongCell;
import dev.zproc.runtime.state.StateMap;
import dev.zproc.runtime.state.StateSpace;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Shared state declared by {@link Warehouse}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class WarehouseState extends Accessor<Warehouse, WarehouseState.Draft, WarehouseState> {
  /**
   * For generated code: the keys of {@link Warehouse}.
   */
  public static final StateSchema<Warehouse> SCHEMA = new Schema();

  private WarehouseState(StateSpace<Warehouse> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link Warehouse} names.
   */
  public static WarehouseState of(ZProc zproc) {
    return new WarehouseState(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static WarehouseState of(ZProc zproc, String namespace) {
    return new WarehouseState(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link Warehouse#aBoolean}.
   */
  public BooleanCell aBoolean() {
    return space().booleanCell(0);
  }

  /**
   * The key {@link Warehouse#aByte}.
   */
  public Cell<Byte> aByte() {
    return space().cell(1);
  }

  /**
   * The key {@link Warehouse#aShort}.
   */
  public Cell<Short> aShort() {
    return space().cell(2);
  }

  /**
   * The key {@link Warehouse#aChar}.
   */
  public Cell<Character> aChar() {
    return space().cell(3);
  }

  /**
   * The key {@link Warehouse#anInt}.
   */
  public IntCell anInt() {
    return space().intCell(4);
  }

  /**
   * The key {@link Warehouse#aLong}.
   */
  public LongCell aLong() {
    return space().longCell(5);
  }

  /**
   * The key {@link Warehouse#aFloat}.
   */
  public Cell<Float> aFloat() {
    return space().cell(6);
  }

  /**
   * The key {@link Warehouse#aDouble}.
   */
  public DoubleCell aDouble() {
    return space().doubleCell(7);
  }

  /**
   * The key {@link Warehouse#boxed}.
   */
  public Cell<@Nullable Integer> boxed() {
    return space().cell(8);
  }

  /**
   * The key {@link Warehouse#text}.
   */
  public Cell<String> text() {
    return space().cell(9);
  }

  /**
   * The key {@link Warehouse#shape}.
   */
  public Cell<Shape> shape() {
    return space().cell(10);
  }

  /**
   * The key {@link Warehouse#small}.
   */
  public Cell<Byte> small() {
    return space().cell(11);
  }

  /**
   * The key {@link Warehouse#numbers}.
   */
  public Cell<int[]> numbers() {
    return space().cell(12);
  }

  /**
   * The key {@link Warehouse#table}.
   */
  public Cell<String[][]> table() {
    return space().cell(13);
  }

  /**
   * The key {@link Warehouse#lines}.
   */
  public Cell<String @Nullable []> lines() {
    return space().cell(14);
  }

  /**
   * The key {@link Warehouse#grid}.
   */
  public Cell<int @Nullable [][]> grid() {
    return space().cell(15);
  }

  /**
   * The key {@link Warehouse#integers}.
   */
  public ListCell<Integer> integers() {
    return space().listCell(16);
  }

  /**
   * The key {@link Warehouse#days}.
   */
  public Cell<Set<DayOfWeek>> days() {
    return space().cell(17);
  }

  /**
   * The key {@link Warehouse#instants}.
   */
  public Cell<Map<UUID, Optional<Instant>>> instants() {
    return space().cell(18);
  }

  /**
   * The key {@link Warehouse#pause}.
   */
  public Cell<Optional<Duration>> pause() {
    return space().cell(19);
  }

  /**
   * The key {@link Warehouse#tree}.
   */
  public Cell<@Nullable Tree> tree() {
    return space().cell(20);
  }

  /**
   * The key {@link Warehouse#scalars}.
   */
  public Cell<@Nullable Scalars> scalars() {
    return space().cell(21);
  }

  /**
   * The key {@link Warehouse#empty}.
   */
  public Cell<@Nullable Empty> empty() {
    return space().cell(22);
  }

  /**
   * The key {@link Warehouse#types}.
   */
  public Cell<com.acme.types.@Nullable Types> types() {
    return space().cell(23);
  }

  /**
   * The key {@link Warehouse#pair}.
   */
  public Cell<@Nullable Pair<String, List<Tree>>> pair() {
    return space().cell(24);
  }

  /**
   * The key {@link Warehouse#otherPair}.
   */
  public Cell<@Nullable Pair<int[], com.acme.other.Pair>> otherPair() {
    return space().cell(25);
  }

  /**
   * The key {@link Warehouse#otherPairs}.
   */
  public ListCell<com.acme.other.Pair> otherPairs() {
    return space().listCell(26);
  }

  /**
   * The key {@link Warehouse#result}.
   */
  public Cell<@Nullable Result<String, Shape>> result() {
    return space().cell(27);
  }

  /**
   * The key {@link Warehouse#number}.
   */
  public Cell<@Nullable Result<Long, String>> number() {
    return space().cell(28);
  }

  /**
   * The key {@link Warehouse#generic}.
   */
  public Cell<List<String>[]> generic() {
    return space().cell(29);
  }

  /**
   * The key {@link Warehouse#map}.
   */
  public StateMap<Pair<Integer, Integer>, Set<BigDecimal>> map() {
    return space().map(30);
  }

  /**
   * The key {@link Warehouse#dates}.
   */
  public StateMap<LocalDate, ZonedDateTime> dates() {
    return space().map(31);
  }

  /**
   * The key {@link Warehouse#big}.
   */
  public Cell<@Nullable BigInteger> big() {
    return space().cell(32);
  }

  /**
   * The key {@link Warehouse#uri}.
   */
  public Cell<@Nullable URI> uri() {
    return space().cell(33);
  }

  /**
   * The key {@link Warehouse#path}.
   */
  public Cell<@Nullable Path> path() {
    return space().cell(34);
  }

  /**
   * The key {@link Warehouse#offset}.
   */
  public Cell<@Nullable ZoneOffset> offset() {
    return space().cell(35);
  }

  @Override
  protected WarehouseState newAccessor(StateSpace<Warehouse> space) {
    return new WarehouseState(space);
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
     * Sets the key {@link Warehouse#aBoolean}.
     */
    public void aBoolean(boolean value) {
      set(0, value);
    }

    /**
     * Sets the key {@link Warehouse#aByte}.
     */
    public void aByte(byte value) {
      set(1, value);
    }

    /**
     * Sets the key {@link Warehouse#aShort}.
     */
    public void aShort(short value) {
      set(2, value);
    }

    /**
     * Sets the key {@link Warehouse#aChar}.
     */
    public void aChar(char value) {
      set(3, value);
    }

    /**
     * Sets the key {@link Warehouse#anInt}.
     */
    public void anInt(int value) {
      set(4, value);
    }

    /**
     * Sets the key {@link Warehouse#aLong}.
     */
    public void aLong(long value) {
      set(5, value);
    }

    /**
     * Sets the key {@link Warehouse#aFloat}.
     */
    public void aFloat(float value) {
      set(6, value);
    }

    /**
     * Sets the key {@link Warehouse#aDouble}.
     */
    public void aDouble(double value) {
      set(7, value);
    }

    /**
     * Sets the key {@link Warehouse#boxed}.
     */
    public void boxed(@Nullable Integer value) {
      set(8, value);
    }

    /**
     * Sets the key {@link Warehouse#text}.
     */
    public void text(String value) {
      set(9, value);
    }

    /**
     * Sets the key {@link Warehouse#shape}.
     */
    public void shape(Shape value) {
      set(10, value);
    }

    /**
     * Sets the key {@link Warehouse#small}.
     */
    public void small(byte value) {
      set(11, value);
    }

    /**
     * Sets the key {@link Warehouse#numbers}.
     */
    public void numbers(int[] value) {
      set(12, value);
    }

    /**
     * Sets the key {@link Warehouse#table}.
     */
    public void table(String[][] value) {
      set(13, value);
    }

    /**
     * Sets the key {@link Warehouse#lines}.
     */
    public void lines(String @Nullable [] value) {
      set(14, value);
    }

    /**
     * Sets the key {@link Warehouse#grid}.
     */
    public void grid(int @Nullable [][] value) {
      set(15, value);
    }

    /**
     * Sets the key {@link Warehouse#integers}.
     */
    public void integers(List<Integer> value) {
      set(16, value);
    }

    /**
     * Sets the key {@link Warehouse#days}.
     */
    public void days(Set<DayOfWeek> value) {
      set(17, value);
    }

    /**
     * Sets the key {@link Warehouse#instants}.
     */
    public void instants(Map<UUID, Optional<Instant>> value) {
      set(18, value);
    }

    /**
     * Sets the key {@link Warehouse#pause}.
     */
    public void pause(Optional<Duration> value) {
      set(19, value);
    }

    /**
     * Sets the key {@link Warehouse#tree}.
     */
    public void tree(@Nullable Tree value) {
      set(20, value);
    }

    /**
     * Sets the key {@link Warehouse#scalars}.
     */
    public void scalars(@Nullable Scalars value) {
      set(21, value);
    }

    /**
     * Sets the key {@link Warehouse#empty}.
     */
    public void empty(@Nullable Empty value) {
      set(22, value);
    }

    /**
     * Sets the key {@link Warehouse#types}.
     */
    public void types(com.acme.types.@Nullable Types value) {
      set(23, value);
    }

    /**
     * Sets the key {@link Warehouse#pair}.
     */
    public void pair(@Nullable Pair<String, List<Tree>> value) {
      set(24, value);
    }

    /**
     * Sets the key {@link Warehouse#otherPair}.
     */
    public void otherPair(@Nullable Pair<int[], com.acme.other.Pair> value) {
      set(25, value);
    }

    /**
     * Sets the key {@link Warehouse#otherPairs}.
     */
    public void otherPairs(List<com.acme.other.Pair> value) {
      set(26, value);
    }

    /**
     * Sets the key {@link Warehouse#result}.
     */
    public void result(@Nullable Result<String, Shape> value) {
      set(27, value);
    }

    /**
     * Sets the key {@link Warehouse#number}.
     */
    public void number(@Nullable Result<Long, String> value) {
      set(28, value);
    }

    /**
     * Sets the key {@link Warehouse#generic}.
     */
    public void generic(List<String>[] value) {
      set(29, value);
    }

    /**
     * Sets the key {@link Warehouse#big}.
     */
    public void big(@Nullable BigInteger value) {
      set(32, value);
    }

    /**
     * Sets the key {@link Warehouse#uri}.
     */
    public void uri(@Nullable URI value) {
      set(33, value);
    }

    /**
     * Sets the key {@link Warehouse#path}.
     */
    public void path(@Nullable Path value) {
      set(34, value);
    }

    /**
     * Sets the key {@link Warehouse#offset}.
     */
    public void offset(@Nullable ZoneOffset value) {
      set(35, value);
    }
  }

  private static final class Schema extends StateSchema<Warehouse> {
    Schema() {
      super(
          Warehouse.class,
          "com.acme.types.Warehouse",
          zero("aBoolean", ValueTypes.BOOLEAN),
          zero("aByte", ValueTypes.BYTE),
          zero("aShort", ValueTypes.SHORT),
          zero("aChar", ValueTypes.CHAR),
          zero("anInt", ValueTypes.INT),
          zero("aLong", ValueTypes.LONG),
          zero("aFloat", ValueTypes.FLOAT),
          zero("aDouble", ValueTypes.DOUBLE),
          nullable("boxed", ValueTypes.INT),
          initial("text", ValueTypes.STRING),
          initial("shape", Types.SHAPE),
          initial("small", ValueTypes.BYTE),
          zero("numbers", Types.INT_ARRAY),
          zero("table", Types.STRING_ARRAY_ARRAY),
          nullable("lines", Types.STRING_ARRAY),
          nullable("grid", Types.INT_ARRAY_ARRAY),
          zero("integers", Types.LIST_OF_INTEGER),
          zero("days", Types.SET_OF_DAY_OF_WEEK),
          zero("instants", Types.MAP_OF_UUID_TO_OPTIONAL_INSTANT),
          zero("pause", Types.OPTIONAL_DURATION),
          nullable("tree", Types.TREE),
          nullable("scalars", Types.SCALARS),
          nullable("empty", Types.EMPTY),
          nullable("types", Types.TYPES),
          nullable("pair", Types.PAIR_OF_STRING_AND_LIST_OF_TREE),
          nullable("otherPair", Types.PAIR_OF_INT_ARRAY_AND_PAIR),
          zero("otherPairs", Types.LIST_OF_PAIR),
          nullable("result", Types.RESULT_OF_STRING_AND_SHAPE),
          nullable("number", Types.RESULT_OF_LONG_AND_STRING),
          zero("generic", Types.LIST_OF_STRING_ARRAY),
          map("map", Types.PAIR_OF_INTEGER_AND_INTEGER, Types.SET_OF_BIG_DECIMAL),
          map("dates", Types.LOCAL_DATE, Types.ZONED_DATE_TIME),
          nullable("big", Types.BIG_INTEGER),
          nullable("uri", Types.URI),
          nullable("path", Types.PATH),
          nullable("offset", Types.ZONE_OFFSET));
    }

    @Override
    public Warehouse snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements Warehouse {
    private final StateView view;

    private Snapshot(StateView view) {
      super(WarehouseState.SCHEMA, view);
      this.view = view;
    }

    @Override
    public boolean aBoolean() {
      return view.getBoolean(0);
    }

    @Override
    public byte aByte() {
      return view.<Byte>get(1);
    }

    @Override
    public short aShort() {
      return view.<Short>get(2);
    }

    @Override
    public char aChar() {
      return view.<Character>get(3);
    }

    @Override
    public int anInt() {
      return view.getInt(4);
    }

    @Override
    public long aLong() {
      return view.getLong(5);
    }

    @Override
    public float aFloat() {
      return view.<Float>get(6);
    }

    @Override
    public double aDouble() {
      return view.getDouble(7);
    }

    @Override
    public @Nullable Integer boxed() {
      return view.<Integer>get(8);
    }

    @Override
    public String text() {
      return view.<String>get(9);
    }

    @Override
    public Shape shape() {
      return view.<Shape>get(10);
    }

    @Override
    public byte small() {
      return view.<Byte>get(11);
    }

    @Override
    public int[] numbers() {
      return view.<int[]>get(12);
    }

    @Override
    public String[][] table() {
      return view.<String[][]>get(13);
    }

    @Override
    public String @Nullable [] lines() {
      return view.<String[]>get(14);
    }

    @Override
    public int @Nullable [][] grid() {
      return view.<int[][]>get(15);
    }

    @Override
    public List<Integer> integers() {
      return view.<List<Integer>>get(16);
    }

    @Override
    public Set<DayOfWeek> days() {
      return view.<Set<DayOfWeek>>get(17);
    }

    @Override
    public Map<UUID, Optional<Instant>> instants() {
      return view.<Map<UUID, Optional<Instant>>>get(18);
    }

    @Override
    public Optional<Duration> pause() {
      return view.<Optional<Duration>>get(19);
    }

    @Override
    public @Nullable Tree tree() {
      return view.<Tree>get(20);
    }

    @Override
    public @Nullable Scalars scalars() {
      return view.<Scalars>get(21);
    }

    @Override
    public @Nullable Empty empty() {
      return view.<Empty>get(22);
    }

    @Override
    public com.acme.types.@Nullable Types types() {
      return view.<com.acme.types.Types>get(23);
    }

    @Override
    public @Nullable Pair<String, List<Tree>> pair() {
      return view.<Pair<String, List<Tree>>>get(24);
    }

    @Override
    public @Nullable Pair<int[], com.acme.other.Pair> otherPair() {
      return view.<Pair<int[], com.acme.other.Pair>>get(25);
    }

    @Override
    public List<com.acme.other.Pair> otherPairs() {
      return view.<List<com.acme.other.Pair>>get(26);
    }

    @Override
    public @Nullable Result<String, Shape> result() {
      return view.<Result<String, Shape>>get(27);
    }

    @Override
    public @Nullable Result<Long, String> number() {
      return view.<Result<Long, String>>get(28);
    }

    @Override
    public List<String>[] generic() {
      return view.<List<String>[]>get(29);
    }

    @Override
    public StateMap<Pair<Integer, Integer>, Set<BigDecimal>> map() {
      return view.<StateMap<Pair<Integer, Integer>, Set<BigDecimal>>>get(30);
    }

    @Override
    public StateMap<LocalDate, ZonedDateTime> dates() {
      return view.<StateMap<LocalDate, ZonedDateTime>>get(31);
    }

    @Override
    public @Nullable BigInteger big() {
      return view.<BigInteger>get(32);
    }

    @Override
    public @Nullable URI uri() {
      return view.<URI>get(33);
    }

    @Override
    public @Nullable Path path() {
      return view.<Path>get(34);
    }

    @Override
    public @Nullable ZoneOffset offset() {
      return view.<ZoneOffset>get(35);
    }

    @Override
    protected @Nullable Object initial(StateSchema<?> schema, int index) {
      return switch (index) {
        case 9 -> Warehouse.super.text();
        case 10 -> Warehouse.super.shape();
        case 11 -> Warehouse.super.small();
        default -> super.initial(schema, index);
      };
    }
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Shape.Circle> CIRCLE = ValueTypes.structured(
        Shape.Circle.class,
        "com.acme.types.Shape$Circle(radius:double)",
        new CircleSerializer());

    static final ValueType<Shape.Special> SPECIAL = ValueTypes.enumOf(Shape.Special.class);

    static final ValueType<Shape.Round> ROUND = ValueTypes.structured(
        Shape.Round.class,
        "com.acme.types.Shape$Circle(radius:double);"
            + "com.acme.types.Shape$Round[com.acme.types.Shape$Circle,com.acme.types.Shape$Special];"
            + "com.acme.types.Shape$Special{POINT,PLANE}",
        new RoundSerializer());

    static final ValueType<Shape.Square> SQUARE = ValueTypes.structured(
        Shape.Square.class,
        "com.acme.types.Shape$Square(side:float)",
        new SquareSerializer());

    static final ValueType<Shape> SHAPE = ValueTypes.structured(
        Shape.class,
        "com.acme.types.Shape$Circle(radius:double);"
            + "com.acme.types.Shape$Round[com.acme.types.Shape$Circle,com.acme.types.Shape$Special];"
            + "com.acme.types.Shape$Special{POINT,PLANE};"
            + "com.acme.types.Shape$Square(side:float);"
            + "com.acme.types.Shape[com.acme.types.Shape$Round,com.acme.types.Shape$Special,com.acme.types.Shape$Square]",
        new ShapeSerializer());

    static final ValueType<DayOfWeek> DAY_OF_WEEK = ValueTypes.enumOf(DayOfWeek.class);

    static final ValueType<UUID> UUID = ValueTypes.jdk(UUID.class);

    static final ValueType<Instant> INSTANT = ValueTypes.jdk(Instant.class);

    static final ValueType<Duration> DURATION = ValueTypes.jdk(Duration.class);

    static final ValueType<Tree> TREE = ValueTypes.structured(
        Tree.class,
        "com.acme.types.Tree(left:com.acme.types.Tree,children:java.util.List<com.acme.types.Tree>,index:java.util.Map<java.lang.String,java.util.List<java.util.List<com.acme.types.Tree>>>,array:com.acme.types.Tree[])",
        new TreeSerializer());

    static final ValueType<Scalars> SCALARS = ValueTypes.structured(
        Scalars.class,
        "com.acme.types.Scalars(kryo:boolean,input:byte,output:short,type:char,value:int,id:long,f:float,d:double,s:java.lang.String,boxed:java.lang.Integer,letter:java.lang.Character)",
        new ScalarsSerializer());

    static final ValueType<Empty> EMPTY = ValueTypes.structured(
        Empty.class,
        "com.acme.types.Empty()",
        new EmptySerializer());

    static final ValueType<com.acme.types.Types> TYPES = ValueTypes.structured(
        com.acme.types.Types.class,
        "com.acme.types.Types(draft:int)",
        new TypesSerializer());

    static final ValueType<Pair<String, List<Tree>>> PAIR_OF_STRING_AND_LIST_OF_TREE = ValueTypes.structured(
        (Class<Pair<String, List<Tree>>>) (Class) Pair.class,
        "com.acme.types.Pair<java.lang.String,java.util.List<com.acme.types.Tree>>(first:java.lang.String,second:java.util.List<com.acme.types.Tree>);"
            + "com.acme.types.Tree(left:com.acme.types.Tree,children:java.util.List<com.acme.types.Tree>,index:java.util.Map<java.lang.String,java.util.List<java.util.List<com.acme.types.Tree>>>,array:com.acme.types.Tree[])",
        new PairOfStringAndListOfTreeSerializer());

    static final ValueType<com.acme.other.Pair> PAIR = ValueTypes.structured(
        com.acme.other.Pair.class,
        "com.acme.other.Pair(left:int,right:int)",
        new PairSerializer());

    static final ValueType<Pair<int[], com.acme.other.Pair>> PAIR_OF_INT_ARRAY_AND_PAIR = ValueTypes.structured(
        (Class<Pair<int[], com.acme.other.Pair>>) (Class) Pair.class,
        "com.acme.other.Pair(left:int,right:int);"
            + "com.acme.types.Pair<int[],com.acme.other.Pair>(first:int[],second:com.acme.other.Pair)",
        new PairOfIntArrayAndPairSerializer());

    static final ValueType<Result.Failed<String, Shape>> FAILED_OF_STRING_AND_SHAPE = ValueTypes.structured(
        (Class<Result.Failed<String, Shape>>) (Class) Result.Failed.class,
        "com.acme.types.Result$Failed<java.lang.String,com.acme.types.Shape>(error:com.acme.types.Shape);"
            + "com.acme.types.Shape$Circle(radius:double);"
            + "com.acme.types.Shape$Round[com.acme.types.Shape$Circle,com.acme.types.Shape$Special];"
            + "com.acme.types.Shape$Special{POINT,PLANE};"
            + "com.acme.types.Shape$Square(side:float);"
            + "com.acme.types.Shape[com.acme.types.Shape$Round,com.acme.types.Shape$Special,com.acme.types.Shape$Square]",
        new FailedOfStringAndShapeSerializer());

    static final ValueType<Result.Ok<String, Shape>> OK_OF_STRING_AND_SHAPE = ValueTypes.structured(
        (Class<Result.Ok<String, Shape>>) (Class) Result.Ok.class,
        "com.acme.types.Result$Ok<java.lang.String,com.acme.types.Shape>(value:java.lang.String)",
        new OkOfStringAndShapeSerializer());

    static final ValueType<Result<String, Shape>> RESULT_OF_STRING_AND_SHAPE = ValueTypes.structured(
        (Class<Result<String, Shape>>) (Class) Result.class,
        "com.acme.types.Result$Failed<java.lang.String,com.acme.types.Shape>(error:com.acme.types.Shape);"
            + "com.acme.types.Result$Ok<java.lang.String,com.acme.types.Shape>(value:java.lang.String);"
            + "com.acme.types.Result<java.lang.String,com.acme.types.Shape>[com.acme.types.Result$Failed<java.lang.String,com.acme.types.Shape>,com.acme.types.Result$Ok<java.lang.String,com.acme.types.Shape>];"
            + "com.acme.types.Shape$Circle(radius:double);"
            + "com.acme.types.Shape$Round[com.acme.types.Shape$Circle,com.acme.types.Shape$Special];"
            + "com.acme.types.Shape$Special{POINT,PLANE};"
            + "com.acme.types.Shape$Square(side:float);"
            + "com.acme.types.Shape[com.acme.types.Shape$Round,com.acme.types.Shape$Special,com.acme.types.Shape$Square]",
        new ResultOfStringAndShapeSerializer());

    static final ValueType<Result.Failed<Long, String>> FAILED_OF_LONG_AND_STRING = ValueTypes.structured(
        (Class<Result.Failed<Long, String>>) (Class) Result.Failed.class,
        "com.acme.types.Result$Failed<java.lang.Long,java.lang.String>(error:java.lang.String)",
        new FailedOfLongAndStringSerializer());

    static final ValueType<Result.Number> NUMBER = ValueTypes.structured(
        Result.Number.class,
        "com.acme.types.Result$Number(value:long)",
        new NumberSerializer());

    static final ValueType<Result.Ok<Long, String>> OK_OF_LONG_AND_STRING = ValueTypes.structured(
        (Class<Result.Ok<Long, String>>) (Class) Result.Ok.class,
        "com.acme.types.Result$Ok<java.lang.Long,java.lang.String>(value:java.lang.Long)",
        new OkOfLongAndStringSerializer());

    static final ValueType<Result<Long, String>> RESULT_OF_LONG_AND_STRING = ValueTypes.structured(
        (Class<Result<Long, String>>) (Class) Result.class,
        "com.acme.types.Result$Failed<java.lang.Long,java.lang.String>(error:java.lang.String);"
            + "com.acme.types.Result$Number(value:long);"
            + "com.acme.types.Result$Ok<java.lang.Long,java.lang.String>(value:java.lang.Long);"
            + "com.acme.types.Result<java.lang.Long,java.lang.String>[com.acme.types.Result$Failed<java.lang.Long,java.lang.String>,com.acme.types.Result$Number,com.acme.types.Result$Ok<java.lang.Long,java.lang.String>]",
        new ResultOfLongAndStringSerializer());

    static final ValueType<Pair<Integer, Integer>> PAIR_OF_INTEGER_AND_INTEGER = ValueTypes.structured(
        (Class<Pair<Integer, Integer>>) (Class) Pair.class,
        "com.acme.types.Pair<java.lang.Integer,java.lang.Integer>(first:java.lang.Integer,second:java.lang.Integer)",
        new PairOfIntegerAndIntegerSerializer());

    static final ValueType<BigDecimal> BIG_DECIMAL = ValueTypes.jdk(BigDecimal.class);

    static final ValueType<LocalDate> LOCAL_DATE = ValueTypes.jdk(LocalDate.class);

    static final ValueType<ZonedDateTime> ZONED_DATE_TIME = ValueTypes.jdk(ZonedDateTime.class);

    static final ValueType<BigInteger> BIG_INTEGER = ValueTypes.jdk(BigInteger.class);

    static final ValueType<URI> URI = ValueTypes.jdk(URI.class);

    static final ValueType<Path> PATH = ValueTypes.jdk(Path.class);

    static final ValueType<ZoneOffset> ZONE_OFFSET = ValueTypes.jdk(ZoneOffset.class);

    static final ValueType<int[]> INT_ARRAY = ValueTypes.array(int[].class, ValueTypes.INT);

    static final ValueType<String[]> STRING_ARRAY = ValueTypes.array(
        String[].class,
        ValueTypes.STRING);

    static final ValueType<List<Integer>> LIST_OF_INTEGER = ValueTypes.list(ValueTypes.INT);

    static final ValueType<Set<DayOfWeek>> SET_OF_DAY_OF_WEEK = ValueTypes.set(DAY_OF_WEEK);

    static final ValueType<Optional<Instant>> OPTIONAL_INSTANT = ValueTypes.optional(INSTANT);

    static final ValueType<Optional<Duration>> OPTIONAL_DURATION = ValueTypes.optional(DURATION);

    static final ValueType<List<Tree>> LIST_OF_TREE = ValueTypes.list(TREE);

    static final ValueType<Tree[]> TREE_ARRAY = ValueTypes.array(Tree[].class, TREE);

    static final ValueType<List<com.acme.other.Pair>> LIST_OF_PAIR = ValueTypes.list(PAIR);

    static final ValueType<List<String>> LIST_OF_STRING = ValueTypes.list(ValueTypes.STRING);

    static final ValueType<Set<BigDecimal>> SET_OF_BIG_DECIMAL = ValueTypes.set(BIG_DECIMAL);

    static final ValueType<String[][]> STRING_ARRAY_ARRAY = ValueTypes.array(
        String[][].class,
        STRING_ARRAY);

    static final ValueType<int[][]> INT_ARRAY_ARRAY = ValueTypes.array(int[][].class, INT_ARRAY);

    static final ValueType<Map<UUID, Optional<Instant>>> MAP_OF_UUID_TO_OPTIONAL_INSTANT = ValueTypes.map(
        UUID,
        OPTIONAL_INSTANT);

    static final ValueType<List<List<Tree>>> LIST_OF_LIST_OF_TREE = ValueTypes.list(LIST_OF_TREE);

    static final ValueType<List<String>[]> LIST_OF_STRING_ARRAY = ValueTypes.array(
        (Class<List<String>[]>) (Class) List[].class,
        LIST_OF_STRING);

    static final ValueType<Map<String, List<List<Tree>>>> MAP_OF_STRING_TO_LIST_OF_LIST_OF_TREE = ValueTypes.map(
        ValueTypes.STRING,
        LIST_OF_LIST_OF_TREE);

    private Types() {
    }
  }

  /**
   * Writes and reads {@link Shape.Circle}.
   */
  static final class CircleSerializer extends Serializer<Shape.Circle> {
    @Override
    public void write(Kryo kryo, Output output, Shape.Circle value) {
      output.writeDouble(value.radius());
    }

    @Override
    public Shape.Circle read(Kryo kryo, Input input, Class<? extends Shape.Circle> type) {
      double radius = input.readDouble();
      return new Shape.Circle(radius);
    }
  }

  /**
   * Writes and reads {@link Shape.Round}.
   */
  static final class RoundSerializer extends Serializer<Shape.Round> {
    @Override
    public void write(Kryo kryo, Output output, Shape.Round value) {
      if (value instanceof Shape.Circle) {
        output.writeLong(0x2e78d671a9273cbbL);
        kryo.writeObject(output, value, Types.CIRCLE.serializer());
      } else if (value instanceof Shape.Special) {
        output.writeLong(0x6bcb4d1c9e172c82L);
        kryo.writeObject(output, value, Types.SPECIAL.serializer());
      } else {
        throw new KryoException(
            "com.acme.types.Shape$Round does not permit " + value.getClass().getName());
      }
    }

    @Override
    public Shape.Round read(Kryo kryo, Input input, Class<? extends Shape.Round> type) {
      long id = input.readLong();
      if (id == 0x2e78d671a9273cbbL) {
        return kryo.readObject(input, Shape.Circle.class, Types.CIRCLE.serializer());
      }
      if (id == 0x6bcb4d1c9e172c82L) {
        return kryo.readObject(input, Shape.Special.class, Types.SPECIAL.serializer());
      }
      throw new KryoException(
          "com.acme.types.Shape$Round does not permit the type with the id " + Long.toHexString(id));
    }
  }

  /**
   * Writes and reads {@link Shape.Square}.
   */
  static final class SquareSerializer extends Serializer<Shape.Square> {
    @Override
    public void write(Kryo kryo, Output output, Shape.Square value) {
      output.writeFloat(value.side());
    }

    @Override
    public Shape.Square read(Kryo kryo, Input input, Class<? extends Shape.Square> type) {
      float side = input.readFloat();
      return new Shape.Square(side);
    }
  }

  /**
   * Writes and reads {@link Shape}.
   */
  static final class ShapeSerializer extends Serializer<Shape> {
    @Override
    public void write(Kryo kryo, Output output, Shape value) {
      if (value instanceof Shape.Round) {
        output.writeLong(0xef27a1c155bbe3cbL);
        kryo.writeObject(output, value, Types.ROUND.serializer());
      } else if (value instanceof Shape.Special) {
        output.writeLong(0x6bcb4d1c9e172c82L);
        kryo.writeObject(output, value, Types.SPECIAL.serializer());
      } else if (value instanceof Shape.Square) {
        output.writeLong(0x73f37bd7e7f5b163L);
        kryo.writeObject(output, value, Types.SQUARE.serializer());
      } else {
        throw new KryoException(
            "com.acme.types.Shape does not permit " + value.getClass().getName());
      }
    }

    @Override
    public Shape read(Kryo kryo, Input input, Class<? extends Shape> type) {
      long id = input.readLong();
      if (id == 0xef27a1c155bbe3cbL) {
        return kryo.readObject(input, Shape.Round.class, Types.ROUND.serializer());
      }
      if (id == 0x6bcb4d1c9e172c82L) {
        return kryo.readObject(input, Shape.Special.class, Types.SPECIAL.serializer());
      }
      if (id == 0x73f37bd7e7f5b163L) {
        return kryo.readObject(input, Shape.Square.class, Types.SQUARE.serializer());
      }
      throw new KryoException(
          "com.acme.types.Shape does not permit the type with the id " + Long.toHexString(id));
    }
  }

  /**
   * Writes and reads {@link Tree}.
   */
  static final class TreeSerializer extends Serializer<Tree> {
    @Override
    public void write(Kryo kryo, Output output, Tree value) {
      kryo.writeObjectOrNull(output, value.left(), Types.TREE.serializer());
      kryo.writeObjectOrNull(output, value.children(), Types.LIST_OF_TREE.serializer());
      kryo.writeObjectOrNull(
          output,
          value.index(),
          Types.MAP_OF_STRING_TO_LIST_OF_LIST_OF_TREE.serializer());
      kryo.writeObjectOrNull(output, value.array(), Types.TREE_ARRAY.serializer());
    }

    @Override
    public Tree read(Kryo kryo, Input input, Class<? extends Tree> type) {
      Tree left = kryo.readObjectOrNull(input, Tree.class, Types.TREE.serializer());
      List<Tree> children =
          kryo.readObjectOrNull(input, List.class, Types.LIST_OF_TREE.serializer());
      Map<String, List<List<Tree>>> index = kryo.readObjectOrNull(
          input,
          Map.class,
          Types.MAP_OF_STRING_TO_LIST_OF_LIST_OF_TREE.serializer());
      Tree[] array = kryo.readObjectOrNull(input, Tree[].class, Types.TREE_ARRAY.serializer());
      return new Tree(left, children, index, array);
    }
  }

  /**
   * Writes and reads {@link Scalars}.
   */
  static final class ScalarsSerializer extends Serializer<Scalars> {
    @Override
    public void write(Kryo kryo, Output output, Scalars value) {
      output.writeBoolean(value.kryo());
      output.writeByte(value.input());
      output.writeShort(value.output());
      output.writeChar(value.type());
      output.writeInt(value.value());
      output.writeLong(value.id());
      output.writeFloat(value.f());
      output.writeDouble(value.d());
      output.writeString(value.s());
      kryo.writeObjectOrNull(output, value.boxed(), ValueTypes.INT.serializer());
      kryo.writeObjectOrNull(output, value.letter(), ValueTypes.CHAR.serializer());
    }

    @Override
    public Scalars read(Kryo kryo, Input input, Class<? extends Scalars> type) {
      boolean kryo_ = input.readBoolean();
      byte input_ = input.readByte();
      short output = input.readShort();
      char type_ = input.readChar();
      int value = input.readInt();
      long id = input.readLong();
      float f = input.readFloat();
      double d = input.readDouble();
      String s = input.readString();
      Integer boxed = kryo.readObjectOrNull(input, Integer.class, ValueTypes.INT.serializer());
      Character letter =
          kryo.readObjectOrNull(input, Character.class, ValueTypes.CHAR.serializer());
      return new Scalars(kryo_, input_, output, type_, value, id, f, d, s, boxed, letter);
    }
  }

  /**
   * Writes and reads {@link Empty}.
   */
  static final class EmptySerializer extends Serializer<Empty> {
    @Override
    public void write(Kryo kryo, Output output, Empty value) {
    }

    @Override
    public Empty read(Kryo kryo, Input input, Class<? extends Empty> type) {
      return new Empty();
    }
  }

  /**
   * Writes and reads {@link com.acme.types.Types}.
   */
  static final class TypesSerializer extends Serializer<com.acme.types.Types> {
    @Override
    public void write(Kryo kryo, Output output, com.acme.types.Types value) {
      output.writeInt(value.draft());
    }

    @Override
    public com.acme.types.Types read(Kryo kryo, Input input,
        Class<? extends com.acme.types.Types> type) {
      int draft = input.readInt();
      return new com.acme.types.Types(draft);
    }
  }

  /**
   * Writes and reads {@link Pair}.
   */
  static final class PairOfStringAndListOfTreeSerializer extends Serializer<Pair<String, List<Tree>>> {
    @Override
    public void write(Kryo kryo, Output output, Pair<String, List<Tree>> value) {
      output.writeString(value.first());
      kryo.writeObjectOrNull(output, value.second(), Types.LIST_OF_TREE.serializer());
    }

    @Override
    public Pair<String, List<Tree>> read(Kryo kryo, Input input,
        Class<? extends Pair<String, List<Tree>>> type) {
      String first = input.readString();
      List<Tree> second =
          kryo.readObjectOrNull(input, List.class, Types.LIST_OF_TREE.serializer());
      return new Pair<>(first, second);
    }
  }

  /**
   * Writes and reads {@link com.acme.other.Pair}.
   */
  static final class PairSerializer extends Serializer<com.acme.other.Pair> {
    @Override
    public void write(Kryo kryo, Output output, com.acme.other.Pair value) {
      output.writeInt(value.left());
      output.writeInt(value.right());
    }

    @Override
    public com.acme.other.Pair read(Kryo kryo, Input input,
        Class<? extends com.acme.other.Pair> type) {
      int left = input.readInt();
      int right = input.readInt();
      return new com.acme.other.Pair(left, right);
    }
  }

  /**
   * Writes and reads {@link Pair}.
   */
  static final class PairOfIntArrayAndPairSerializer extends Serializer<Pair<int[], com.acme.other.Pair>> {
    @Override
    public void write(Kryo kryo, Output output, Pair<int[], com.acme.other.Pair> value) {
      kryo.writeObjectOrNull(output, value.first(), Types.INT_ARRAY.serializer());
      kryo.writeObjectOrNull(output, value.second(), Types.PAIR.serializer());
    }

    @Override
    public Pair<int[], com.acme.other.Pair> read(Kryo kryo, Input input,
        Class<? extends Pair<int[], com.acme.other.Pair>> type) {
      int[] first = kryo.readObjectOrNull(input, int[].class, Types.INT_ARRAY.serializer());
      com.acme.other.Pair second = kryo.readObjectOrNull(input, com.acme.other.Pair.class, Types.PAIR.serializer());
      return new Pair<>(first, second);
    }
  }

  /**
   * Writes and reads {@link Result.Failed}.
   */
  static final class FailedOfStringAndShapeSerializer extends Serializer<Result.Failed<String, Shape>> {
    @Override
    public void write(Kryo kryo, Output output, Result.Failed<String, Shape> value) {
      kryo.writeObjectOrNull(output, value.error(), Types.SHAPE.serializer());
    }

    @Override
    public Result.Failed<String, Shape> read(Kryo kryo, Input input,
        Class<? extends Result.Failed<String, Shape>> type) {
      Shape error = kryo.readObjectOrNull(input, Shape.class, Types.SHAPE.serializer());
      return new Result.Failed<>(error);
    }
  }

  /**
   * Writes and reads {@link Result.Ok}.
   */
  static final class OkOfStringAndShapeSerializer extends Serializer<Result.Ok<String, Shape>> {
    @Override
    public void write(Kryo kryo, Output output, Result.Ok<String, Shape> value) {
      output.writeString(value.value());
    }

    @Override
    public Result.Ok<String, Shape> read(Kryo kryo, Input input,
        Class<? extends Result.Ok<String, Shape>> type) {
      String value = input.readString();
      return new Result.Ok<>(value);
    }
  }

  /**
   * Writes and reads {@link Result}.
   */
  static final class ResultOfStringAndShapeSerializer extends Serializer<Result<String, Shape>> {
    @Override
    public void write(Kryo kryo, Output output, Result<String, Shape> value) {
      if (value instanceof Result.Failed) {
        output.writeLong(0xc4689baa00f75a68L);
        kryo.writeObject(output, value, Types.FAILED_OF_STRING_AND_SHAPE.serializer());
      } else if (value instanceof Result.Ok) {
        output.writeLong(0x6b01c32acdb1bda1L);
        kryo.writeObject(output, value, Types.OK_OF_STRING_AND_SHAPE.serializer());
      } else {
        throw new KryoException(
            "com.acme.types.Result<java.lang.String,com.acme.types.Shape> does not permit " + value.getClass().getName());
      }
    }

    @Override
    public Result<String, Shape> read(Kryo kryo, Input input,
        Class<? extends Result<String, Shape>> type) {
      long id = input.readLong();
      if (id == 0xc4689baa00f75a68L) {
        return kryo.readObject(
            input,
            Result.Failed.class,
            Types.FAILED_OF_STRING_AND_SHAPE.serializer());
      }
      if (id == 0x6b01c32acdb1bda1L) {
        return kryo.readObject(input, Result.Ok.class, Types.OK_OF_STRING_AND_SHAPE.serializer());
      }
      throw new KryoException(
          "com.acme.types.Result<java.lang.String,com.acme.types.Shape> does not permit the type with the id " + Long.toHexString(id));
    }
  }

  /**
   * Writes and reads {@link Result.Failed}.
   */
  static final class FailedOfLongAndStringSerializer extends Serializer<Result.Failed<Long, String>> {
    @Override
    public void write(Kryo kryo, Output output, Result.Failed<Long, String> value) {
      output.writeString(value.error());
    }

    @Override
    public Result.Failed<Long, String> read(Kryo kryo, Input input,
        Class<? extends Result.Failed<Long, String>> type) {
      String error = input.readString();
      return new Result.Failed<>(error);
    }
  }

  /**
   * Writes and reads {@link Result.Number}.
   */
  static final class NumberSerializer extends Serializer<Result.Number> {
    @Override
    public void write(Kryo kryo, Output output, Result.Number value) {
      output.writeLong(value.value());
    }

    @Override
    public Result.Number read(Kryo kryo, Input input, Class<? extends Result.Number> type) {
      long value = input.readLong();
      return new Result.Number(value);
    }
  }

  /**
   * Writes and reads {@link Result.Ok}.
   */
  static final class OkOfLongAndStringSerializer extends Serializer<Result.Ok<Long, String>> {
    @Override
    public void write(Kryo kryo, Output output, Result.Ok<Long, String> value) {
      kryo.writeObjectOrNull(output, value.value(), ValueTypes.LONG.serializer());
    }

    @Override
    public Result.Ok<Long, String> read(Kryo kryo, Input input,
        Class<? extends Result.Ok<Long, String>> type) {
      Long value = kryo.readObjectOrNull(input, Long.class, ValueTypes.LONG.serializer());
      return new Result.Ok<>(value);
    }
  }

  /**
   * Writes and reads {@link Result}.
   */
  static final class ResultOfLongAndStringSerializer extends Serializer<Result<Long, String>> {
    @Override
    public void write(Kryo kryo, Output output, Result<Long, String> value) {
      if (value instanceof Result.Failed) {
        output.writeLong(0xc4689baa00f75a68L);
        kryo.writeObject(output, value, Types.FAILED_OF_LONG_AND_STRING.serializer());
      } else if (value instanceof Result.Number) {
        output.writeLong(0x4dc4ecce61b85fd5L);
        kryo.writeObject(output, value, Types.NUMBER.serializer());
      } else if (value instanceof Result.Ok) {
        output.writeLong(0x6b01c32acdb1bda1L);
        kryo.writeObject(output, value, Types.OK_OF_LONG_AND_STRING.serializer());
      } else {
        throw new KryoException(
            "com.acme.types.Result<java.lang.Long,java.lang.String> does not permit " + value.getClass().getName());
      }
    }

    @Override
    public Result<Long, String> read(Kryo kryo, Input input,
        Class<? extends Result<Long, String>> type) {
      long id = input.readLong();
      if (id == 0xc4689baa00f75a68L) {
        return kryo.readObject(
            input,
            Result.Failed.class,
            Types.FAILED_OF_LONG_AND_STRING.serializer());
      }
      if (id == 0x4dc4ecce61b85fd5L) {
        return kryo.readObject(input, Result.Number.class, Types.NUMBER.serializer());
      }
      if (id == 0x6b01c32acdb1bda1L) {
        return kryo.readObject(input, Result.Ok.class, Types.OK_OF_LONG_AND_STRING.serializer());
      }
      throw new KryoException(
          "com.acme.types.Result<java.lang.Long,java.lang.String> does not permit the type with the id " + Long.toHexString(id));
    }
  }

  /**
   * Writes and reads {@link Pair}.
   */
  static final class PairOfIntegerAndIntegerSerializer extends Serializer<Pair<Integer, Integer>> {
    @Override
    public void write(Kryo kryo, Output output, Pair<Integer, Integer> value) {
      kryo.writeObjectOrNull(output, value.first(), ValueTypes.INT.serializer());
      kryo.writeObjectOrNull(output, value.second(), ValueTypes.INT.serializer());
    }

    @Override
    public Pair<Integer, Integer> read(Kryo kryo, Input input,
        Class<? extends Pair<Integer, Integer>> type) {
      Integer first = kryo.readObjectOrNull(input, Integer.class, ValueTypes.INT.serializer());
      Integer second = kryo.readObjectOrNull(input, Integer.class, ValueTypes.INT.serializer());
      return new Pair<>(first, second);
    }
  }
}
