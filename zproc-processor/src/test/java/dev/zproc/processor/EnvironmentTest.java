package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.zproc.State;
import dev.zproc.runtime.spi.SpiVersion;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** What surrounds the processor is not as it should be. */
class EnvironmentTest {

  private static final List<JavaFileObject> KITCHEN =
      List.of(
          JavaFileObjects.forSourceString(
              "com.acme.Kitchen",
              """
              package com.acme;

              final class Kitchen {
                @dev.zproc.ChildProcess
                static void bake() {}

                @dev.zproc.State
                interface Bakery {
                  int cookies();
                }
              }
              """));

  @Test
  void tellsThatTheRuntimeIsMissing() throws URISyntaxException {
    Compilation compilation =
        Compiler.javac()
            .withClasspath(List.of(origin(State.class), origin(NullMarked.class)))
            .withProcessors(new ZProcProcessor())
            .compile(KITCHEN);

    assertThat(compilation.errors())
        .singleElement()
        .asString()
        .contains("[ZProc/RuntimeMissing] 'dev.zproc.runtime.spi.ChildEntry' is not on the class");
  }

  /** What the accessor has cannot be known, but that it will be there can. */
  @Test
  void tellsNothingElseWhereTheRuntimeIsMissing() throws URISyntaxException {
    JavaFileObject reader =
        JavaFileObjects.forSourceString(
            "com.acme.Reader",
            """
            package com.acme;

            final class Reader {
              @dev.zproc.ChildProcess
              static void read(Kitchen_BakeryState state) {
                state.cookies().add(1);
              }

              static KitchenLauncher launcher() {
                return null;
              }
            }
            """);

    Compilation compilation =
        Compiler.javac()
            .withClasspath(List.of(origin(State.class), origin(NullMarked.class)))
            .withProcessors(new ZProcProcessor())
            .compile(KITCHEN.get(0), reader);

    assertThat(compilation.diagnostics())
        .singleElement()
        .asString()
        .contains("[ZProc/RuntimeMissing]");
  }

  @Test
  void tellsThatTheRuntimeIsOfAnotherVersion() {
    JavaFileObject version =
        JavaFileObjects.forSourceString(
            "dev.zproc.runtime.spi.SpiVersion",
            """
            package dev.zproc.runtime.spi;

            public final class SpiVersion {
              public static final int VERSION = 1_000;
            }
            """);

    Compilation compilation = Javac.plain(List.of(KITCHEN.get(0), version));

    assertThat(compilation.errors())
        .singleElement()
        .asString()
        .contains(
            "[ZProc/RuntimeMismatch] zproc-processor writes for SPI "
                + SpiVersion.VERSION
                + ", and this zproc-runtime has SPI 1000. Use the same version of both.");
  }

  @Test
  void tellsThatAFileCannotBeWritten() {
    Compilation compilation =
        compile(
            environment ->
                with(
                    environment,
                    "getFiler",
                    proxy(
                        Filer.class,
                        environment.getFiler(),
                        Map.of("createSourceFile", new IOException("No space left on device")))));

    assertThat(compilation.errors()).hasSize(3);
    assertThat(Javac.messages(compilation))
        .contains(
            "[ZProc/WriteFailed] 'KitchenLauncher' could not be written: No space left on device.");
  }

  /** As under the locale C, where such a name has no file. */
  @Test
  void tellsThatANameHasNoFile() {
    Compilation compilation =
        compile(
            environment ->
                with(
                    environment,
                    "getFiler",
                    proxy(
                        Filer.class,
                        environment.getFiler(),
                        Map.of(
                            "createSourceFile", new IOException("bad filename"),
                            "createResource", new IOException("bad filename")))),
            List.of(
                JavaFileObjects.forSourceString(
                    "com.acme.K\u00fcche",
                    "package com.acme; class K\u00fcche { @dev.zproc.ChildProcess static void a() {}"
                        + " @dev.zproc.ChildProcess static void b() {} }")));

    assertThat(compilation.errors())
        .singleElement()
        .asString()
        .contains("[ZProc/NonAsciiName] 'K\u00fcche' has letters beyond ASCII");
  }

  @Test
  void keepsAFailureOfItsOwnFromEndingTheCompiler() {
    Compilation compilation =
        compile(
            environment ->
                with(
                    environment,
                    "getElementUtils",
                    proxy(
                        Elements.class,
                        environment.getElementUtils(),
                        Map.of(
                            "getElementValuesWithDefaults",
                            new IllegalStateException("not today")))));

    assertThat(compilation.errors())
        .hasSize(2)
        .allSatisfy(
            error ->
                assertThat(error.toString())
                    .contains(
                        "Kitchen",
                        "[ZProc/Internal] The processor failed: java.lang.IllegalStateException:"
                            + " not today. This is a bug; report it with the lines below.\n",
                        "  at dev.zproc.processor."));
  }

  /** As in a compact source file of JDK 25, which the compiler of these tests may not know. */
  @Test
  void tellsThatNothingCanNameAClass() {
    Compilation compilation =
        compile(environment -> with(environment, "getElementUtils", nameless(environment)));

    assertThat(compilation.errors())
        .hasSize(2)
        .anySatisfy(error -> assertThat(error.getLineNumber()).isEqualTo(5))
        .extracting(error -> error.getMessage(Locale.ROOT))
        .containsExactlyInAnyOrder(
            "[ZProc/CompactSource] 'Kitchen.bake()' is in a source file without a class, which no"
                + " other class can name. Put it into a class: 'final class Kitchen { … }'.",
            "[ZProc/CompactSource] 'Kitchen.Bakery' is in a source file without a class, which no"
                + " other class can name. Put it into a class: 'final class Kitchen { … }'.");
  }

  private static Object nameless(ProcessingEnvironment environment) {
    return Proxy.newProxyInstance(
        EnvironmentTest.class.getClassLoader(),
        new Class<?>[] {Elements.class},
        (proxy, method, arguments) ->
            method.getName().equals("getTypeElement")
                ? null
                : method.invoke(environment.getElementUtils(), arguments));
  }

  /** The same with such a file itself. */
  @Test
  @EnabledForJreRange(minVersion = 25)
  void tellsThatNothingCanNameTheClassOfACompactSourceFile() {
    JavaFileObject kitchen =
        JavaFileObjects.forSourceString(
            "Kitchen",
            """
            @dev.zproc.State
            interface Bakery {
              int cookies();
            }

            @dev.zproc.ChildProcess
            static void bake() {}

            void main() {}
            """);

    assertThat(compile(environment -> environment, List.of(kitchen)).errors())
        .hasSize(2)
        .allSatisfy(error -> assertThat(error.toString()).contains("[ZProc/CompactSource]"));
  }

  /** Eclipse runs processors twice; the second time each file is there already. */
  @Test
  void ignoresARefusalOfTheSameText() throws IOException {
    Map<String, String> before = Javac.generated(Javac.plain(KITCHEN));
    Path folder = Files.createTempDirectory("zproc");
    Map<String, JavaFileObject> existing = new HashMap<>();
    for (Map.Entry<String, String> file : before.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
      existing.put(path.getFileName().toString(), Cases.source(path));
    }

    Compilation same = compile(environment -> refusing(environment, existing));
    existing.replaceAll((name, file) -> KITCHEN.get(0));
    Compilation other = compile(environment -> refusing(environment, existing));

    assertThat(same.errors()).isEmpty();
    assertThat(other.errors()).hasSize(3);
    assertThat(Javac.messages(other)).contains("[ZProc/NameTaken] 'KitchenLauncher'");
  }

  /** What Gradle asks of an isolating processor. */
  @Test
  void namesTheOneTopLevelTypeThatAFileIsGeneratedFrom() {
    List<String> origins = new ArrayList<>();

    Compilation compilation =
        compile(
            environment ->
                with(
                    environment,
                    "getFiler",
                    Proxy.newProxyInstance(
                        EnvironmentTest.class.getClassLoader(),
                        new Class<?>[] {Filer.class},
                        (proxy, method, arguments) -> {
                          origins.add(Arrays.toString((Object[]) arguments[arguments.length - 1]));
                          return method.invoke(environment.getFiler(), arguments);
                        })));

    assertThat(compilation.errors()).isEmpty();
    assertThat(origins).hasSize(4).containsOnly("[com.acme.Kitchen]");
  }

  private static ProcessingEnvironment refusing(
      ProcessingEnvironment environment, Map<String, JavaFileObject> existing) {
    Filer filer =
        (Filer)
            Proxy.newProxyInstance(
                EnvironmentTest.class.getClassLoader(),
                new Class<?>[] {Filer.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("getResource")) {
                    return existing.get(arguments[2].toString());
                  }
                  throw new FilerException("Source file already created");
                });
    return with(environment, "getFiler", filer);
  }

  private static Compilation compile(UnaryOperator<ProcessingEnvironment> disturbance) {
    return compile(disturbance, KITCHEN);
  }

  private static Compilation compile(
      UnaryOperator<ProcessingEnvironment> disturbance, List<JavaFileObject> sources) {
    ZProcProcessor real = new ZProcProcessor();
    Processor disturbed =
        (Processor)
            Proxy.newProxyInstance(
                EnvironmentTest.class.getClassLoader(),
                new Class<?>[] {Processor.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("init")) {
                    real.init(disturbance.apply((ProcessingEnvironment) arguments[0]));
                    return null;
                  }
                  return method.invoke(real, arguments);
                });
    return Compiler.javac().withProcessors(Set.of(disturbed)).compile(sources);
  }

  /** The environment, but its method {@code name} returns {@code result}. */
  private static ProcessingEnvironment with(
      ProcessingEnvironment environment, String name, Object result) {
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            EnvironmentTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            (proxy, method, arguments) ->
                method.getName().equals(name) ? result : method.invoke(environment, arguments));
  }

  /** Behaves as {@code real}, but methods with these names throw. */
  private static <T> T proxy(Class<T> type, T real, Map<String, ? extends Throwable> failures) {
    return type.cast(
        Proxy.newProxyInstance(
            EnvironmentTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Throwable failure = failures.get(method.getName());
              if (failure != null) {
                throw failure;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static File origin(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile();
  }
}
