package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A type that nobody can find, such as one whose import is missing, wherever a type may stand: the
 * compiler says so, and we add nothing.
 */
class UnresolvedTypesTest {

  private static final int RUNS = Integer.getInteger("zproc.fuzz.unresolved", 60);

  /** {@code «kind name:type»} is a place for a type, filled with the one after the colon. */
  private static final String PROGRAM =
      """
      package com.acme;

      import dev.zproc.ChildProcess;
      import dev.zproc.Restart;
      import dev.zproc.Serializer;
      import dev.zproc.Serializers;
      import dev.zproc.State;
      import dev.zproc.WaitFor;
      import dev.zproc.runtime.ZProc;
      import dev.zproc.runtime.state.StateMap;
      import java.util.List;
      import java.util.Map;
      import java.util.Optional;
      import org.jspecify.annotations.Nullable;

      final class World {
        interface Mark {}

        interface Base {
          @Nullable «any inherited:Integer» inherited();
        }

        record Item(«any component:String» text, List<«any inner:Size»> sizes, «any row:int»[] numbers)
            implements «super record:Mark» {}

        sealed interface Shape permits «super permits:Circle», Square {}

        record Circle(double radius) implements Shape {}

        record Square(«any permitted:double» side) implements «super permitted super:Shape» {}

        enum Size {
          SMALL,
          BIG;

          «any enum method:String» label(«any enum parameter:String» text) {
            return null;
          }
        }

        record Box<T extends «super bound:Object»>(T content) {}

        @Serializers(«class serializer:MoneySerializer».class)
        static final class Money extends «super money:Object» {}

        static final class MoneySerializer implements Serializer<Money, «any form:String»> {
          @Override
          public «any form method:String» serialize(Money money) {
            return null;
          }

          @Override
          public Money deserialize(«any form parameter:String» form) {
            return null;
          }
        }

        @State
        interface Jobs extends «super state:Base» {
          int count();

          @Nullable «any key:Item» last();

          List<«any element:Item»> items();

          Map<«any map key:String», «any map value:Shape»> shapes();

          StateMap<«any entry key:String», «any entry:Item»> entries();

          Optional<«any optional:Size»> size();

          «any row of keys:String»[] texts();

          default «any initial:String» initial() {
            return null;
          }

          static «any static:String» help(«any static parameter:String» text) {
            return null;
          }
        }

        «any field:String» field;

        World(«any constructor:int» count) {}

        static boolean enough(«any predicate:Jobs» jobs) {
          return jobs.count() > 3;
        }

        @ChildProcess(restart = @Restart(retryOn = «class retry:IllegalStateException».class))
        @WaitFor(value = "count > 3", state = «class waited:Jobs».class)
        static «any result:Item» work(
            «any argument:Item» item,
            List<«any argument element:Shape»> shapes,
            Map<«any argument key:String», «any argument value:Box<String>»> map,
            «any argument row:Size»[] sizes,
            «any money:Money» money)
            throws «super thrown:Exception» {
          return null;
        }

        @ChildProcess
        @WaitFor("count > 3 && exists(last) && enough()")
        static void watch(World_JobsState jobs, Jobs then, ZProc zproc, «any other:Long» more) {}
      }
      """;

  private static final Pattern PLACE = Pattern.compile("«(any|super|class) ([^:»]+):([^»]+)»");

  private static final Map<String, List<String>> FORMS =
      Map.of(
          "any",
          List.of(
              "Missing",
              "Missing<String>",
              "Missing[]",
              "Missing[][]",
              "List<Missing>",
              "Map<String, List<Missing>>",
              "Map<Missing, String>",
              "Box<Missing>",
              "missing.Type",
              "java.util.Lst<String>",
              "World.Missing",
              "Missing.Inner",
              "Map.Entri<String, String>",
              "List<? extends Missing>"),
          "super",
          List.of("Missing", "Missing<String>", "missing.Type", "World.Missing", "Missing.Inner"),
          "class",
          List.of("Missing", "missing.Type", "World.Missing", "Missing.Inner"));

  /**
   * Annotations of which older compilers show a processor no trace when they are not imported; what
   * is missing then is told a second time.
   */
  private static final List<String> UNSEEN =
      List.of(
          "import dev.zproc.ChildProcess;",
          "import dev.zproc.Serializers;",
          "import org.jspecify.annotations.Nullable;");

  private record Place(String kind, String name) {}

  @Test
  void theProgramIsRightAsItStands() {
    Compilation compilation = Javac.plain(program(Map.of()));

    assertThat(compilation.errors()).as(Javac.messages(compilation)).isEmpty();
  }

  /** Each place at least once, in the form of a forgotten import. */
  @ParameterizedTest
  @MethodSource("places")
  void oneMissingTypeIsLeftToTheCompiler(Place place) {
    check(Map.of(place.name(), "Missing"));
  }

  @Test
  void anyMissingTypesAreLeftToTheCompiler() {
    long first = Long.getLong("zproc.seed", System.nanoTime());
    List<Place> places = places().toList();
    for (long seed = first; seed < first + RUNS; seed++) {
      Random random = new Random(seed);
      Map<String, String> missing = new LinkedHashMap<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        Place place = places.get(random.nextInt(places.size()));
        List<String> forms = FORMS.get(place.kind());
        missing.put(place.name(), forms.get(random.nextInt(forms.size())));
      }
      try {
        check(missing);
      } catch (AssertionError e) {
        throw new AssertionError("-Dzproc.seed=" + seed + " " + missing, e);
      }
    }
  }

  static Stream<String> imports() {
    return PROGRAM.lines().filter(line -> line.startsWith("import "));
  }

  @ParameterizedTest
  @MethodSource("imports")
  void aForgottenImportIsLeftToTheCompiler(String line) {
    String source = filled(Map.of()).replace(line + "\n", "\n");
    boolean seen = Runtime.version().feature() >= 25 || !UNSEEN.contains(line);

    checkErrors(
        List.of(JavaFileObjects.forSourceString("com.acme.World", source)),
        seen ? "[ZProc/" : "[ZProc/Internal]");
  }

  static Stream<Place> places() {
    List<Place> places = new ArrayList<>();
    Matcher matcher = PLACE.matcher(PROGRAM);
    while (matcher.find()) {
      places.add(new Place(matcher.group(1), matcher.group(2)));
    }
    return places.stream();
  }

  private static void check(Map<String, String> missing) {
    checkErrors(program(missing), "[ZProc/");
  }

  private static void checkErrors(List<JavaFileObject> program, String unwanted) {
    Compilation compilation =
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> Javac.plain(program));

    assertThat(compilation.errors()).as("errors").isNotEmpty();
    assertThat(compilation.diagnostics())
        .extracting(UnresolvedTypesTest::message)
        .as(Javac.messages(compilation))
        .noneMatch(message -> message.contains(unwanted));
  }

  private static String message(Diagnostic<?> diagnostic) {
    return diagnostic.getMessage(Locale.ROOT);
  }

  private static List<JavaFileObject> program(Map<String, String> missing) {
    return List.of(JavaFileObjects.forSourceString("com.acme.World", filled(missing)));
  }

  private static String filled(Map<String, String> missing) {
    return PLACE
        .matcher(PROGRAM)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(missing.getOrDefault(place.group(2), place.group(3))));
  }
}
