package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Types that come into being while annotations are processed. */
class DeferralTest {

  /** Generates one source in each round, as other people's processors do. */
  private static final class Generator extends AbstractProcessor {
    private final Deque<String> sources;

    Generator(String... sources) {
      this.sources = new ArrayDeque<>(List.of(sources));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!sources.isEmpty()) {
        String source = sources.remove();
        String name = source.replaceFirst("(?s).*?(?:record|interface|class) (\\w+).*", "$1");
        try (Writer writer =
            processingEnv.getFiler().createSourceFile("com.acme." + name).openWriter()) {
          writer.write("package com.acme; import dev.zproc.*; " + source);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }
  }

  @Test
  void waitsForTheTypeOfAParameter() {
    Compilation compilation =
        compile(
            new Generator("record Dough(int grams) {}"),
            """
            final class Kitchen {
              @ChildProcess
              static void bake(Dough dough) {}

              @ChildProcess
              static void eat() {}
            }
            """);

    assertThat(Javac.generated(compilation))
        .containsOnlyKeys(
            "com/acme/Dough.java",
            "com/acme/KitchenLauncher.java",
            "com/acme/Kitchen_BakeMain.java",
            "com/acme/Kitchen_EatMain.java");
  }

  @Test
  void waitsForWhatIsDeepInsideASignature() {
    Compilation compilation =
        compile(
            new Generator("record Dough(int grams) {}"),
            """
            final class Kitchen {
              record Cake(java.util.List<Dough[]> layers) {}

              sealed interface Food {}

              record Plate(Cake cake) implements Food {}

              @State
              interface Bakery {
                java.util.Map<String, Dough> stock();
              }

              @ChildProcess
              static java.util.Optional<Food> bake(Kitchen_BakeryState bakery) {
                throw new IllegalStateException();
              }
            }
            """);

    assertThat(Javac.generated(compilation).get("com/acme/KitchenLauncher.java"))
        .contains("com.acme.Dough(grams:int)");
  }

  @Test
  void waitsForTheFormOfASerializer() {
    Compilation compilation =
        compile(
            new Generator("record Dough(int grams) {}"),
            """
            final class Kitchen {
              static final class Cake {}

              static final class ByDough implements Serializer<Cake, java.util.List<Dough>> {
                @Override
                public java.util.List<Dough> serialize(Cake cake) {
                  return java.util.List.of(new Dough(3));
                }

                @Override
                public Cake deserialize(java.util.List<Dough> form) {
                  return new Cake();
                }
              }

              @Serializers(ByDough.class)
              record Plate(Cake cake) {}

              @ChildProcess
              static void eat(Plate plate) {}
            }
            """);

    assertThat(Javac.generated(compilation).get("com/acme/KitchenLauncher.java"))
        .contains("com.acme.Dough(grams:int)", "com.acme.Kitchen$Cake=java.util.List");
  }

  @Test
  void waitsForTheExceptionsToRetryOn() {
    Compilation compilation =
        compile(
            new Generator(
                "@SuppressWarnings(\"serial\") final class Spill extends RuntimeException {}"),
            """
            final class Kitchen {
              @ChildProcess(restart = @Restart(retryOn = {Spill.class, IllegalStateException.class}))
              static void bake() {}
            }
            """);

    assertThat(Javac.generated(compilation).get("com/acme/Kitchen_BakeMain.java"))
        .contains("\"com.acme.Spill\"", "\"java.lang.IllegalStateException\"");
  }

  /** A state may have methods that are no keys, and these may mention its own accessor. */
  @Test
  void keepsNoStateWaitingForItsOwnAccessor() {
    Compilation compilation =
        compile(
            new Generator("record Other() {}"),
            """
            @State
            interface Kitchen {
              int cookies();

              static KitchenState of(dev.zproc.runtime.ZProc zproc) {
                return KitchenState.of(zproc);
              }
            }
            """);

    assertThat(Javac.generated(compilation)).containsKey("com/acme/KitchenState.java");
  }

  /** Of a wrong class literal javac speaks itself, and that is enough. */
  @Test
  void leavesClassesThatAreNoSerializersToTheCompiler() {
    for (String serializer : List.of("String.class", "Missing.class")) {
      JavaFileObject kitchen =
          JavaFileObjects.forSourceString(
              "com.acme.Kitchen",
              """
              package com.acme;

              final class Kitchen {
                @dev.zproc.Serializers(%s)
                static final class Cake {}

                @dev.zproc.ChildProcess
                static void eat(Cake cake) {}
              }
              """
                  .formatted(serializer));

      Compilation compilation = Javac.plain(List.of(kitchen));

      assertThat(compilation.diagnostics()).as(Javac.messages(compilation)).hasSize(1);
      assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(4);
    }
  }

  @Test
  void knowsTheAccessorOfAStateThatIsItselfGenerated() {
    Compilation compilation =
        compile(
            new Generator("record Other() {}", "@State interface Bakery { int cookies(); }"),
            """
            final class Kitchen {
              @ChildProcess
              @WaitFor("cookies > 5")
              static void bake(BakeryState bakery, Bakery then) {}
            }
            """);

    assertThat(Javac.generated(compilation)).containsKey("com/acme/Kitchen_BakeMain.java");
  }

  @Test
  void tellsStatesApartWhoseAccessorsHaveTheSameName() {
    JavaFileObject here =
        JavaFileObjects.forSourceString(
            "com.acme.Bakery",
            "package com.acme; @dev.zproc.State interface Bakery { int here(); }");
    JavaFileObject there =
        JavaFileObjects.forSourceString(
            "com.other.Bakery",
            "package com.other; @dev.zproc.State public interface Bakery { int there(); }");
    JavaFileObject kitchen =
        JavaFileObjects.forSourceString(
            "com.acme.Kitchen",
            """
            package com.acme;
            import com.other.BakeryState;
            final class Kitchen {
              @dev.zproc.ChildProcess
              @dev.zproc.WaitFor("there > 5")
              static void bake(BakeryState bakery) {}
            }
            """);

    Compilation compilation = Javac.strict(List.of(here, there, kitchen));

    assertThat(compilation.status())
        .as(Javac.messages(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);
  }

  @Test
  void ignoresWhatSignaturesOfOthersMention() {
    Compilation compilation =
        compile(
            new Generator("record Other() {}", "record Dough(int grams) {}"),
            """
            final class Kitchen extends Base<Dough> {
              Dough field;

              @ChildProcess
              static void bake() {}

              Dough neighbour(Dough dough) {
                return dough;
              }
            }

            class Base<T> {}
            """);

    assertThat(Javac.generated(compilation)).containsKey("com/acme/Kitchen_BakeMain.java");
  }

  private static Compilation compile(Generator generator, String... sources) {
    List<JavaFileObject> files =
        Arrays.stream(sources)
            .map(
                source ->
                    JavaFileObjects.forSourceString(
                        "com.acme.Kitchen", "package com.acme; import dev.zproc.*; " + source))
            .toList();
    Compilation compilation = Javac.strict(files, generator);
    assertThat(compilation.status())
        .as(Javac.messages(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);
    return compilation;
  }
}
