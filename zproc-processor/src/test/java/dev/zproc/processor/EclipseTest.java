package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles the good cases with the Eclipse compiler, which must generate the same. */
class EclipseTest {

  @TempDir private Path out;

  @ParameterizedTest
  @MethodSource("dev.zproc.processor.Cases#good")
  void generatesTheSame(String name) throws Exception {
    Path sources = Files.createDirectories(out.resolve("src"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--release",
                "17",
                "-encoding",
                "UTF-8",
                "-nowarn",
                "-classpath",
                System.getProperty("java.class.path"),
                "-processorpath",
                System.getProperty("java.class.path"),
                "-processor",
                ZProcProcessor.class.getName(),
                "-d",
                out.resolve("classes").toString(),
                "-s",
                sources.toString()));
    Cases.files(Cases.input(name)).forEach(file -> arguments.add(file.toString()));
    StringWriter messages = new StringWriter();
    boolean compiled =
        BatchCompiler.compile(
            arguments.toArray(String[]::new),
            new PrintWriter(messages),
            new PrintWriter(messages),
            null);
    assertThat(compiled).as(messages.toString()).isTrue();
    for (Path golden : Cases.files(Cases.expected(name))) {
      Path output = golden.toString().endsWith(".java") ? sources : out.resolve("classes");
      Path generated = output.resolve(Cases.generated(name, golden));
      assertThat(generated).as(messages.toString()).hasSameTextualContentAs(golden);
    }
  }
}
