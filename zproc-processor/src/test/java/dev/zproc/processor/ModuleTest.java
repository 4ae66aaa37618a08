package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import dev.zproc.State;
import dev.zproc.jeromq.ZMQ;
import dev.zproc.runtime.ZProc;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's code is a module; on disk, since compile-testing knows none. */
class ModuleTest {

  private static final List<Class<?>> ON_THE_PATH =
      List.of(State.class, NullMarked.class, ZProc.class, Kryo.class, ZMQ.class);

  @TempDir Path folder;

  private Path kitchen;

  @BeforeEach
  void writeTheKitchen() throws IOException {
    kitchen = Files.createDirectories(folder.resolve("com/acme")).resolve("Kitchen.java");
    Files.writeString(
        kitchen,
        """
        package com.acme;

        final class Kitchen {
          @dev.zproc.ChildProcess
          static void bake() {}

          record Order(String customer) {}

          @dev.zproc.State
          interface Bakery {
            default Order last() {
              return new Order("ann");
            }
          }
        }
        """);
  }

  @Test
  void theModuleOfTheGuideCompiles() throws Exception {
    String page = Files.readString(Path.of("../docs/guide/modules.md"));
    Matcher block =
        Pattern.compile("```java\nmodule \\S+ \\{(.*?)}\n```", Pattern.DOTALL).matcher(page);

    assertThat(block.find()).isTrue();
    assertThat(compile(block.group(1))).isEmpty();
    assertThat(page.split("```java", -1)).as("one block, which is this one").hasSize(2);
  }

  @Test
  void tellsThatItDoesNotReadTheRuntime() throws Exception {
    assertThat(compile("requires dev.zproc;"))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.getKind()).isEqualTo(Diagnostic.Kind.ERROR);
              assertThat(error.getSource().getName()).isEqualTo(kitchen.toString());
              assertThat(error.getMessage(Locale.ROOT))
                  .isEqualTo(
                      "[ZProc/RuntimeNotRead] Module 'com.acme' does not read 'dev.zproc.runtime',"
                          + " which generated code needs. Write 'requires dev.zproc.runtime;' into"
                          + " its module-info.java.");
            });
  }

  /** {@code @Generated}, for one, is in the module {@code java.compiler}. */
  @Test
  void usesNothingButWhatItReadsThroughTheRuntime() throws Exception {
    assertThat(compile("requires dev.zproc.runtime;")).isEmpty();

    Map<String, String> generated = generated();
    assertThat(generated)
        .containsOnlyKeys(
            "KitchenLauncher.java", "Kitchen_BakeMain.java", "Kitchen_BakeryState.java");
    assertThat(generated.values()).noneMatch(text -> text.contains("@Generated"));
  }

  @Test
  void marksGeneratedCodeForToolsWhereItCan() throws Exception {
    assertThat(compile("requires dev.zproc.runtime; requires static java.compiler;")).isEmpty();

    assertThat(generated().values()).hasSize(3).allMatch(text -> text.contains("@Generated("));
  }

  /** To a look-up without a module there is no such class, as there are two. */
  @Test
  void knowsClassesOfOneNameInTwoModulesApart() throws Exception {
    assertThat(compileTwo("requires dev.zproc.runtime;", "requires dev.zproc.runtime;")).isEmpty();

    for (String module : List.of("com.one", "com.two")) {
      Path classes = folder.resolve("classes").resolve(module);
      assertThat(classes.resolve("com/acme/KitchenLauncher.class")).exists();
      assertThat(classes.resolve("com/acme/Kitchen_BakeMain.class")).exists();
      assertThat(classes.resolve("com/acme/Kitchen_BakeryState.class")).exists();
      assertThat(classes.resolve("META-INF/zproc/com.acme.Kitchen.md")).exists();
    }
    assertThat(folder.resolve("classes/com.one/com/acme/Kitchen_BakeryState.java"))
        .content()
        .contains("last()");
    assertThat(folder.resolve("classes/com.two/com/acme/Kitchen_BakeryState.java"))
        .content()
        .contains("next()")
        .doesNotContain("last()");
  }

  @Test
  void tellsOfEachModuleThatDoesNotReadTheRuntime() throws Exception {
    assertThat(compileTwo("requires dev.zproc;", "requires dev.zproc;"))
        .extracting(error -> error.getMessage(Locale.ROOT))
        .hasSize(2)
        .anyMatch(error -> error.startsWith("[ZProc/RuntimeNotRead] Module 'com.one'"))
        .anyMatch(error -> error.startsWith("[ZProc/RuntimeNotRead] Module 'com.two'"));
  }

  /** Compiles the kitchen in two modules at once, in the second of them with another key. */
  private List<Diagnostic<? extends JavaFileObject>> compileTwo(String one, String two)
      throws IOException, URISyntaxException {
    List<Path> files = new ArrayList<>();
    for (String module : List.of("com.one", "com.two")) {
      boolean first = module.equals("com.one");
      Path root = folder.resolve("src").resolve(module);
      Path copy = Files.createDirectories(root.resolve("com/acme")).resolve("Kitchen.java");
      Files.writeString(
          copy,
          Files.readString(kitchen)
              .replace("bake() {}", "bake(Kitchen_BakeryState state) {}")
              .replace("last", first ? "last" : "next"));
      Path info = root.resolve("module-info.java");
      Files.writeString(info, "module " + module + " { " + (first ? one : two) + " }");
      files.addAll(List.of(copy, info));
    }
    return compile(
        List.of("--module-source-path", folder.resolve("src").toString()),
        files.toArray(Path[]::new));
  }

  /** Compiles strictly, and returns what javac has to say. */
  private List<Diagnostic<? extends JavaFileObject>> compile(String requires)
      throws IOException, URISyntaxException {
    Path module = folder.resolve("module-info.java");
    Files.writeString(module, "module com.acme { " + requires + " }");
    return compile(List.of(), module, kitchen);
  }

  private List<Diagnostic<? extends JavaFileObject>> compile(List<String> more, Path... sources)
      throws IOException, URISyntaxException {
    StringJoiner path = new StringJoiner(File.pathSeparator);
    for (Class<?> each : ON_THE_PATH) {
      path.add(
          Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    List<String> options = new ArrayList<>(List.of("--release", "17", "-Xlint:all,-processing"));
    options.addAll(List.of("--module-path", path.toString()));
    options.addAll(more);
    options.addAll(List.of("-d", Files.createDirectory(folder.resolve("classes")).toString()));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(told, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(null, files, told, options, null, files.getJavaFileObjects(sources));
      task.setProcessors(List.of(new ZProcProcessor()));
      task.call();
    }
    return told.getDiagnostics();
  }

  /** The generated sources by their file's name. */
  private Map<String, String> generated() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("classes/com/acme"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".java")) {
          texts.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return texts;
  }
}
