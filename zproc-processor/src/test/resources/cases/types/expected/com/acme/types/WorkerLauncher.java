package com.acme.types;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Worker}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class WorkerLauncher {
  private WorkerLauncher() {
  }

  /**
   * Opens a context, starts {@link #startAll all that take no arguments} and waits for them.
   */
  public static void main(String[] args) {
    Bootstrap.launch(WorkerLauncher::startAll, args);
  }

  /**
   * Starts every child process that takes no arguments, in the order of their declaration.
   */
  public static void startAll(ZProc zproc) {
    zproc.spawn(filled());
  }

  /**
   * A call of {@link Worker#primitive}.
   */
  public static Call<Integer> primitive(byte b, Short s, char... letters) {
    return Call.of(Worker_PrimitiveMain.ENTRY, b, s, letters);
  }

  /**
   * A call of {@link Worker#array}.
   */
  public static Call<String[]> array(String[] alone) {
    return Call.of(Worker_ArrayMain.ENTRY, (Object) alone);
  }

  /**
   * A call of {@link Worker#varargs}.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static Call<List<Optional<String>>> varargs(int first, List<String>... lists) {
    return Call.of(Worker_VarargsMain.ENTRY, first, (Object) lists);
  }

  /**
   * A call of {@link Worker#nullable}.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static Call<Void> nullable(String[] a, Pair<String, String>... b) {
    return Call.of(Worker_NullableMain.ENTRY, (Object) a, (Object) b);
  }

  /**
   * A call of {@link Worker#generic}.
   */
  public static Call<Pair<String, Tree>> generic(Result<String, Shape> result) {
    return Call.of(Worker_GenericMain.ENTRY, result);
  }

  /**
   * A call of {@link Worker#nothing}.
   */
  public static Call<Void> nothing(Map<Shape.Special, int[][]> map) {
    return Call.of(Worker_NothingMain.ENTRY, map);
  }

  /**
   * A call of {@link Worker#filled}.
   */
  public static Call<Void> filled() {
    return Call.of(Worker_FilledMain.ENTRY);
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Pair<String, String>> PAIR_OF_STRING_AND_STRING = ValueTypes.structured(
        (Class<Pair<String, String>>) (Class) Pair.class,
        "com.acme.types.Pair<java.lang.String,java.lang.String>(first:java.lang.String,second:java.lang.String)",
        new PairOfStringAndStringSerializer());

    static final ValueType<Tree> TREE = ValueTypes.structured(
        Tree.class,
        "com.acme.types.Tree(left:com.acme.types.Tree,children:java.util.List<com.acme.types.Tree>,index:java.util.Map<java.lang.String,java.util.List<java.util.List<com.acme.types.Tree>>>,array:com.acme.types.Tree[])",
        new TreeSerializer());

    static final ValueType<Pair<String, Tree>> PAIR_OF_STRING_AND_TREE = ValueTypes.structured(
        (Class<Pair<String, Tree>>) (Class) Pair.class,
        "com.acme.types.Pair<java.lang.String,com.acme.types.Tree>(first:java.lang.String,second:com.acme.types.Tree);"
            + "com.acme.types.Tree(left:com.acme.types.Tree,children:java.util.List<com.acme.types.Tree>,index:java.util.Map<java.lang.String,java.util.List<java.util.List<com.acme.types.Tree>>>,array:com.acme.types.Tree[])",
        new PairOfStringAndTreeSerializer());

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

    static final ValueType<char[]> CHAR_ARRAY = ValueTypes.array(char[].class, ValueTypes.CHAR);

    static final ValueType<String[]> STRING_ARRAY = ValueTypes.array(
        String[].class,
        ValueTypes.STRING);

    static final ValueType<Optional<String>> OPTIONAL_STRING = ValueTypes.optional(
        ValueTypes.STRING);

    static final ValueType<List<String>> LIST_OF_STRING = ValueTypes.list(ValueTypes.STRING);

    static final ValueType<Pair<String, String>[]> PAIR_OF_STRING_AND_STRING_ARRAY = ValueTypes.array(
        (Class<Pair<String, String>[]>) (Class) Pair[].class,
        PAIR_OF_STRING_AND_STRING);

    static final ValueType<List<Tree>> LIST_OF_TREE = ValueTypes.list(TREE);

    static final ValueType<Tree[]> TREE_ARRAY = ValueTypes.array(Tree[].class, TREE);

    static final ValueType<int[]> INT_ARRAY = ValueTypes.array(int[].class, ValueTypes.INT);

    static final ValueType<List<Optional<String>>> LIST_OF_OPTIONAL_STRING = ValueTypes.list(
        OPTIONAL_STRING);

    static final ValueType<List<String>[]> LIST_OF_STRING_ARRAY = ValueTypes.array(
        (Class<List<String>[]>) (Class) List[].class,
        LIST_OF_STRING);

    static final ValueType<List<List<Tree>>> LIST_OF_LIST_OF_TREE = ValueTypes.list(LIST_OF_TREE);

    static final ValueType<int[][]> INT_ARRAY_ARRAY = ValueTypes.array(int[][].class, INT_ARRAY);

    static final ValueType<Map<String, List<List<Tree>>>> MAP_OF_STRING_TO_LIST_OF_LIST_OF_TREE = ValueTypes.map(
        ValueTypes.STRING,
        LIST_OF_LIST_OF_TREE);

    static final ValueType<Map<Shape.Special, int[][]>> MAP_OF_SPECIAL_TO_INT_ARRAY_ARRAY = ValueTypes.map(
        SPECIAL,
        INT_ARRAY_ARRAY);

    private Types() {
    }
  }

  /**
   * Writes and reads {@link Pair}.
   */
  static final class PairOfStringAndStringSerializer extends Serializer<Pair<String, String>> {
    @Override
    public void write(Kryo kryo, Output output, Pair<String, String> value) {
      output.writeString(value.first());
      output.writeString(value.second());
    }

    @Override
    public Pair<String, String> read(Kryo kryo, Input input,
        Class<? extends Pair<String, String>> type) {
      String first = input.readString();
      String second = input.readString();
      return new Pair<>(first, second);
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
   * Writes and reads {@link Pair}.
   */
  static final class PairOfStringAndTreeSerializer extends Serializer<Pair<String, Tree>> {
    @Override
    public void write(Kryo kryo, Output output, Pair<String, Tree> value) {
      output.writeString(value.first());
      kryo.writeObjectOrNull(output, value.second(), Types.TREE.serializer());
    }

    @Override
    public Pair<String, Tree> read(Kryo kryo, Input input,
        Class<? extends Pair<String, Tree>> type) {
      String first = input.readString();
      Tree second = kryo.readObjectOrNull(input, Tree.class, Types.TREE.serializer());
      return new Pair<>(first, second);
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
}
