package dev.zproc.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;

/** Runs javac with our processor, in memory, as a strict user would. */
final class Javac {

  private static final List<String> STRICT =
      List.of("--release", "17", "-Xlint:all,-processing", "-Werror");

  private Javac() {}

  /** Compiles with every warning turned into an error. */
  static Compilation strict(List<JavaFileObject> sources, Processor... others) {
    return compiler(others).withOptions(STRICT).compile(sources);
  }

  /** Compiles with javac's own settings and an option. */
  static Compilation with(String option, List<JavaFileObject> sources) {
    return compiler().withOptions("--release", "17", option).compile(sources);
  }

  /** Compiles with javac's own settings. */
  static Compilation plain(List<JavaFileObject> sources, Processor... others) {
    return compiler(others).withOptions("--release", "17").compile(sources);
  }

  private static Compiler compiler(Processor... others) {
    List<Processor> processors = new java.util.ArrayList<>(List.of(new ZProcProcessor()));
    processors.addAll(List.of(others));
    return Compiler.javac().withProcessors(processors);
  }

  /** The generated sources by path: {@code com/acme/FooState.java}. */
  static Map<String, String> generated(Compilation compilation) {
    Map<String, String> texts = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      try {
        texts.put(
            file.getName().replaceFirst("^/?SOURCE_OUTPUT/", ""),
            file.getCharContent(false).toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }

  /** The resources that were generated, by path: {@code META-INF/zproc/com.acme.Kitchen.md}. */
  static Map<String, String> resources(Compilation compilation) {
    Map<String, String> texts = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.OTHER) {
        try (InputStream in = file.openInputStream()) {
          texts.put(
              file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""),
              new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return texts;
  }

  /** What javac printed, one diagnostic a line, for the message of a failing assertion. */
  static String messages(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }
}
