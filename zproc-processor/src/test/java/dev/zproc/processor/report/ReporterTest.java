package dev.zproc.processor.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

final class ReporterTest {

  private static final String KITCHEN =
      """
      package com.acme;
      class Kitchen {
        @Deprecated(since = "1")
        void bake(int many, java.util.List<String> names) {}
        @SuppressWarnings({"unchecked", "zproc:NeverHolds"})
        void eat() {}
        @SuppressWarnings("zproc:NeverHolds")
        static class Inner { void wash() {} }
        @SuppressWarnings("NeverHolds")
        void sleep() {}
        String dish;
      }
      """;

  /** A line, and what is printed there. */
  private record Printed(Diagnostic.Kind kind, long line, long column, String text) {}

  private static List<Printed> reporting(BiConsumer<Reporter, Elements> body) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AbstractProcessor processor =
        new AbstractProcessor() {
          @Override
          public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!round.processingOver()) {
              try {
                Reporter reporter = new Reporter(processingEnv.getMessager());
                reporter.beginRound(round);
                body.accept(reporter, processingEnv.getElementUtils());
              } catch (Throwable e) {
                failure.set(e);
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
        };
    Compilation compilation =
        Compiler.javac()
            .withProcessors(processor)
            .compile(JavaFileObjects.forSourceString("com.acme.Kitchen", KITCHEN));
    assertThat(failure.get()).isNull();
    return compilation.diagnostics().stream()
        .filter(d -> d.getKind() != Diagnostic.Kind.NOTE)
        .map(
            d ->
                new Printed(
                    d.getKind(), d.getLineNumber(), d.getColumnNumber(), d.getMessage(Locale.ROOT)))
        .toList();
  }

  private static ExecutableElement method(Elements elements, String type, String name) {
    return ElementFilter.methodsIn(elements.getTypeElement(type).getEnclosedElements()).stream()
        .filter(m -> m.getSimpleName().contentEquals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ExecutableElement bake(Elements elements) {
    return method(elements, "com.acme.Kitchen", "bake");
  }

  @Test
  void printsAtTheNarrowestPlace() {
    List<Printed> printed =
        reporting(
            (reporter, elements) -> {
              ExecutableElement bake = bake(elements);
              AnnotationMirror mirror = bake.getAnnotationMirrors().get(0);
              Place place = reporter.about(bake);
              place.report(Problem.PRIVATE_METHOD, Show.method(bake), "Kitchen");
              place.at(bake.getParameters().get(0)).report(Problem.BAD_NAME, "p");
              place.at(bake, mirror).report(Problem.BAD_NAME, "a");
              place
                  .at(bake, mirror, mirror.getElementValues().values().iterator().next())
                  .reportText(Problem.UNKNOWN_STATE_KEY, "At column 1 of the condition: text.");
            });

    assertThat(printed)
        .contains(
            new Printed(
                Diagnostic.Kind.ERROR,
                4,
                8,
                "[ZProc/PrivateMethod] 'Kitchen.bake(int, List<String>)' is private, so"
                    + " the class that is generated beside 'Kitchen' cannot call it. Make it"
                    + " package-private or wider."));
    assertThat(printed).extracting(Printed::line).containsExactlyInAnyOrder(4L, 4L, 3L, 3L);
    assertThat(printed)
        .extracting(Printed::text)
        .contains("[ZProc/UnknownStateKey] At column 1 of the condition: text.");
    assertThat(printed)
        .filteredOn(p -> p.text().contains("UnknownStateKey"))
        .as("the caret is on the value")
        .allMatch(p -> p.column() == "  @Deprecated(since = ".length() + 1);
  }

  @Test
  void printsEachThingOnce() {
    List<Printed> printed =
        reporting(
            (reporter, elements) -> {
              Element kitchen = elements.getTypeElement("com.acme.Kitchen");
              Place place = reporter.about(bake(elements));
              place.report(Problem.BAD_NAME, "x");
              place.report(Problem.BAD_NAME, "x");
              place.report(Problem.BAD_NAME, "y");
              place.at(kitchen).report(Problem.BAD_NAME, "x");
              reporter.about(kitchen).report(Problem.BAD_NAME, "x");

              assertThat(reporter.errorCount()).isEqualTo(3);
              assertThat(reporter.about(kitchen).hasErrors()).isTrue();
              assertThat(place.hasErrors()).isTrue();
              Element eat = method(elements, "com.acme.Kitchen", "eat");
              assertThat(reporter.about(eat).hasErrors()).isFalse();
            });

    assertThat(printed).hasSize(3);
  }

  @Test
  void warnsUnlessThatIsSuppressedHereOrAround() {
    List<Printed> printed =
        reporting(
            (reporter, elements) -> {
              Element wash = method(elements, "com.acme.Kitchen.Inner", "wash");
              Element eat = method(elements, "com.acme.Kitchen", "eat");
              Element sleep = method(elements, "com.acme.Kitchen", "sleep");
              for (Element method : List.of(wash, eat, sleep, bake(elements))) {
                reporter.about(method).report(Problem.NEVER_HOLDS, method.getSimpleName());
                reporter.about(method).report(Problem.ALWAYS_HOLDS, method.getSimpleName());
                assertThat(reporter.about(method).hasErrors()).isFalse();
              }
              assertThat(reporter.errorCount()).isZero();
            });

    assertThat(printed)
        .allMatch(
            p ->
                p.kind() == Diagnostic.Kind.WARNING
                    || p.kind() == Diagnostic.Kind.MANDATORY_WARNING);
    assertThat(printed)
        .extracting(p -> p.text().substring(0, p.text().indexOf("' ")))
        .containsExactlyInAnyOrder(
            "[ZProc/AlwaysHolds] 'wash",
            "[ZProc/AlwaysHolds] 'eat",
            "[ZProc/NeverHolds] 'sleep",
            "[ZProc/AlwaysHolds] 'sleep",
            "[ZProc/NeverHolds] 'bake",
            "[ZProc/AlwaysHolds] 'bake");
  }

  @Test
  void errorsAreNotSuppressed() {
    List<Printed> printed =
        reporting(
            (reporter, elements) ->
                reporter
                    .about(method(elements, "com.acme.Kitchen", "eat"))
                    .report(Problem.BAD_NAME, "x"));

    assertThat(printed).hasSize(1);
  }

  @Test
  void tellsAtTheSubjectWhatIsWrongInAJar() {
    List<Printed> printed =
        reporting(
            (reporter, elements) -> {
              ExecutableElement wait = method(elements, "java.lang.Object", "notify");
              ExecutableElement equals = method(elements, "java.lang.Object", "equals");
              Place place = reporter.about(bake(elements));
              place.at(wait).report(Problem.BAD_NAME, "x");
              place.at(equals.getParameters().get(0)).report(Problem.BAD_NAME, "x");
              place
                  .at(elements.getTypeElement("java.util.Map.Entry"))
                  .report(Problem.BAD_NAME, "x");
              place
                  .at(elements.getTypeElement("com.acme.Kitchen.Inner"))
                  .report(Problem.BAD_NAME, "x");
              assertThat(reporter.errorCount()).isEqualTo(4);
            });

    assertThat(printed).extracting(Printed::line).containsExactlyInAnyOrder(4L, 4L, 4L, 8L);
    assertThat(printed)
        .filteredOn(p -> p.line() == 4)
        .extracting(p -> p.text().replaceFirst(": \"x\".*", ""))
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).isEqualTo("[ZProc/BadName] In 'Object.notify()'"),
            text -> assertThat(text).matches(".*In 'Object \\w+' of 'Object.equals\\(Object\\)'"),
            text -> assertThat(text).isEqualTo("[ZProc/BadName] In 'Map.Entry'"));
  }

  @Test
  void showsTypesAsTheyAreWritten() {
    reporting(
        (reporter, elements) -> {
          TypeElement map = elements.getTypeElement("java.util.Map");
          ExecutableElement bake = bake(elements);
          assertThat(Show.method(bake)).isEqualTo("Kitchen.bake(int, List<String>)");
          assertThat(Show.signature(bake)).isEqualTo("bake(int, List<String>)");
          assertThat(Show.element(bake.getParameters().get(1))).isEqualTo("List<String> names");
          assertThat(Show.type(bake.getReturnType())).isEqualTo("void");
          assertThat(Show.element(elements.getTypeElement("com.acme.Kitchen.Inner")))
              .isEqualTo("Kitchen.Inner");
          assertThat(Show.type(elements.getTypeElement("com.acme.Kitchen.Inner").asType()))
              .isEqualTo("Kitchen.Inner");
          assertThat(Show.type(map.asType())).isEqualTo("Map<K, V>");
          assertThat(shownParameters(elements, "java.util.Map", "putAll"))
              .containsExactly("Map<? extends K, ? extends V>");
          assertThat(shownParameters(elements, "java.util.List", "sort"))
              .containsExactly("Comparator<? super E>");
          assertThat(shownParameters(elements, "java.util.Collections", "disjoint"))
              .containsExactly("Collection<?>", "Collection<?>");
          assertThat(shownParameters(elements, "java.lang.String", "getBytes")).contains("byte[]");
          assertThat(Show.type(method(elements, "java.util.Map", "entrySet").getReturnType()))
              .isEqualTo("Set<Map.Entry<K, V>>");
          assertThat(shown(elements, "java.util.Map.Entry")).isEqualTo("Map.Entry<K, V>");
          assertThat(shown(elements, "java.util.regex.Pattern"))
              .isEqualTo("java.util.regex.Pattern");
          assertThat(shown(elements, "org.jspecify.annotations.NullMarked"))
              .isEqualTo("NullMarked");
        });
  }

  private static String shown(Elements elements, String type) {
    return Show.type(elements.getTypeElement(type).asType());
  }

  private static List<String> shownParameters(Elements elements, String type, String method) {
    return method(elements, type, method).getParameters().stream()
        .map(p -> Show.type(p.asType()))
        .toList();
  }
}
