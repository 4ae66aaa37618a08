package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.WaitingEntry;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Programs that are larger than what a class file holds in one place: a constant has 65,535 bytes,
 * and so has a method. What is generated is compiled and initialised.
 */
class LargeProgramsTest {

  /** The definition of each permitted record has 400 bytes, and is part of that of each other. */
  @Test
  void aSealedTypeOfManyRecords() throws Exception {
    String shapes =
        each(
            200,
            i ->
                "record Shape%d(int %s, Shape inner) implements Shape {}"
                    .formatted(i, "aLongName".repeat(40) + i));

    InMemory program =
        compile(
            """
            sealed interface Shape {}

            %s

            @State interface Drawing {
              @Nullable Shape shape();
              List<Shape7> all();
            }

            @ChildProcess static Shape draw(Shape shape, List<Shape> more) { return shape; }
            """
                .formatted(shapes));

    ValueType<Object> shape = program.valueType("Large_DrawingState", "SHAPE");
    assertThat(shape.closure().length()).isGreaterThan(70_000);
    assertThat(shape.closure().split(";")).hasSize(201);
    assertThat(program.valueType("LargeLauncher", "SHAPE7").closure()).isEqualTo(shape.closure());
    Object inner = program.create("Large$Shape199", 7, null);
    Object outer = program.create("Large$Shape0", 1, inner);
    assertThat(shape.decode(shape.encode(outer))).isEqualTo(outer);
  }

  @Test
  void aSealedTypeOfThousandsOfRecords() throws Exception {
    String shapes = each(1_500, i -> "record S%d(int n) implements Shape {}".formatted(i));

    InMemory program =
        compile(
            """
            sealed interface Shape {}

            %s

            @State interface Drawing {
              @Nullable Shape shape();
            }
            """
                .formatted(shapes));

    ValueType<Object> shape = program.valueType("Large_DrawingState", "SHAPE");
    for (int i = 0; i < 1_500; i += 100) {
      Object value = program.create("Large$S" + i, i);
      assertThat(shape.decode(shape.encode(value))).isEqualTo(value);
    }
  }

  @Test
  void thousandsOfTypesOfTheirOwn() throws Exception {
    String records = each(1_200, i -> "record R%d(int n) {}".formatted(i));
    String keys = each(1_200, i -> "@Nullable R%d r%d(); List<R%d[]> l%d();".formatted(i, i, i, i));

    InMemory program = compile(records + "\n@State interface Drawing {\n" + keys + "\n}");

    StateSchema<?> schema = program.constant("Large_DrawingState", "SCHEMA");
    assertThat(schema.keys()).hasSize(2_400);
    assertThat(schema.keys().get(2_399).type().name())
        .isEqualTo("java.util.List<com.acme.Large$R1199[]>");
  }

  @Test
  void thousandsOfConstantsOfAnEnum() throws Exception {
    String constants =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "SIZE_" + "X".repeat(40) + i)
            .collect(Collectors.joining(", "));

    InMemory program =
        compile(
            """
            enum Size { %s }

            record Cake(Size size) {}

            @State interface Bakery {
              @Nullable Size size();
              @Nullable Cake cake();
            }

            @ChildProcess @WaitFor("size == SIZE_%s1999")
            static Size bake(Large_BakeryState bakery, Cake cake, Size wanted) { return wanted; }
            """
                .formatted(constants, "X".repeat(40)));

    ValueType<Object> cake = program.valueType("Large_BakeryState", "CAKE");
    assertThat(cake.closure()).contains(constants.replace(", ", ","));
    assertThat(program.valueType("LargeLauncher", "CAKE").closure()).isEqualTo(cake.closure());
  }

  @Test
  void thousandsOfKeys() throws Exception {
    String keys =
        each(
            4_000,
            i ->
                i % 2 == 0
                    ? "int key%d();".formatted(i)
                    : "default String key%d() { return \"%d\"; }".formatted(i, i));

    InMemory program =
        compile(
            """
            @State interface Bakery {
              %s
            }

            @ChildProcess @WaitFor("key0 > 3 && key3999 == 'x'")
            static void bake(Large_BakeryState bakery, Bakery now) {}
            """
                .formatted(keys));

    StateSchema<?> schema = program.constant("Large_BakeryState", "SCHEMA");
    assertThat(schema.keys()).hasSize(4_000);
    for (int i : List.of(0, 1, 999, 1_000, 1_001, 2_999, 3_999)) {
      assertThat(schema.keys().get(i).name()).isEqualTo("key" + i);
    }
    for (int i : List.of(1, 999, 1_001, 1_999, 2_001, 3_999)) {
      assertThat(schema.initial(i)).isEqualTo(String.valueOf(i));
    }
  }

  @Test
  void aConditionOfThousandsOfComparisons() throws Exception {
    String keys = each(9, i -> "int a%d();".formatted(i));
    String condition =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "a" + i % 9 + "==" + i)
            .collect(Collectors.joining("||"));
    String inside =
        IntStream.range(0, 4_000).mapToObj(i -> "p.n==" + i).collect(Collectors.joining("||"));

    InMemory program =
        compile(
            """
            record P(int n) {}

            @State interface Bakery {
              %s
              @Nullable P p();
            }

            @ChildProcess @WaitFor("%s") static void bake(Large_BakeryState bakery) {}

            @ChildProcess @WaitFor("%s") static void eat(Large_BakeryState bakery) {}
            """
                .formatted(keys, condition, inside));

    for (String main : List.of("Large_BakeMain", "Large_EatMain")) {
      WaitingEntry<?> entry = (WaitingEntry<?>) program.create(main);
      assertThat(entry.waitPlan(NO_ARGUMENTS).condition().toString()).contains("3999");
    }
  }

  /** A call of spawn takes 10 bytes of code, so one method would have room for some 6,500. */
  @Test
  void thousandsOfMethodsToStart() throws Exception {
    String methods = each(2_100, i -> "@ChildProcess static void m%d() {}".formatted(i));

    InMemory program = compile(methods + "\n@ChildProcess static void startAll1(int n) {}");

    Class<?> launcher = program.type("LargeLauncher");
    assertThat(Arrays.stream(launcher.getDeclaredMethods()).map(Method::toGenericString))
        .filteredOn(method -> method.contains(".startAll"))
        .containsExactlyInAnyOrder(
            "public static void com.acme.LargeLauncher.startAll(dev.zproc.runtime.ZProc)",
            "private static void com.acme.LargeLauncher.startAll1(dev.zproc.runtime.ZProc)",
            "private static void com.acme.LargeLauncher.startAll2(dev.zproc.runtime.ZProc)",
            "private static void com.acme.LargeLauncher.startAll3(dev.zproc.runtime.ZProc)",
            "public static dev.zproc.runtime.Call<java.lang.Void>"
                + " com.acme.LargeLauncher.startAll1(int)");
  }

  static final Arguments NO_ARGUMENTS =
      new Arguments() {
        @Override
        public <T> T argument(int index) {
          throw new IndexOutOfBoundsException(index);
        }
      };

  private static String each(int count, java.util.function.IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
  }

  private static InMemory compile(String members) {
    String source =
        """
        package com.acme;

        import dev.zproc.*;
        import java.util.List;
        import org.jspecify.annotations.Nullable;

        public final class Large {
        %s
        }
        """
            .formatted(members);
    Compilation compilation =
        Javac.plain(List.of(JavaFileObjects.forSourceString("com.acme.Large", source)));
    assertThat(compilation.errors()).extracting(Object::toString).isEmpty();
    return new InMemory(compilation);
  }

  /** A program that was compiled. */
  private static final class InMemory {
    private final ClassLoader loader;

    InMemory(Compilation compilation) {
      this.loader = new GeneratedCodeTest.Loader(compilation);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
      return loader.loadClass("com.acme." + name);
    }

    @SuppressWarnings("unchecked") // the test knows its type
    <T> T constant(String type, String name) throws Exception {
      Field field = type(type).getDeclaredField(name);
      field.setAccessible(true);
      return (T) field.get(null);
    }

    /** Wherever it is: a class holds a thousand. */
    ValueType<Object> valueType(String outer, String name) throws Exception {
      String holder = "Types";
      for (int i = 2; ; i++) {
        try {
          return constant(outer + "$" + holder, name);
        } catch (NoSuchFieldException e) {
          holder = "Types" + i;
        }
      }
    }

    Object create(String type, Object... arguments) throws Exception {
      Constructor<?> constructor = type(type).getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    }
  }
}
