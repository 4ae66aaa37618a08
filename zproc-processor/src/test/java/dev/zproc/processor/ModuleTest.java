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

  /** Compiles strictly, and returns what javac has to say. */
  private List<Diagnostic<? extends JavaFileObject>> compile(String requires)
      throws IOException, URISyntaxException {
    Path module = folder.resolve("module-info.java");
    Files.writeString(module, "module com.acme { " + requires + " }");
    StringJoiner path = new StringJoiner(File.pathSeparator);
    for (Class<?> each : ON_THE_PATH) {
      path.add(
          Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    List<String> options = new ArrayList<>(List.of("--release", "17", "-Xlint:all,-processing"));
    options.addAll(List.of("--module-path", path.toString()));
    options.addAll(List.of("-d", Files.createDirectory(folder.resolve("classes")).toString()));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(told, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null, files, told, options, null, files.getJavaFileObjects(module, kitchen));
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
