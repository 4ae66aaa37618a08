package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles each good case, generated code included, against the runtime with every warning an
 * error, and compares what was generated with the golden files. {@code -Dzproc.goldens=update}
 * rewrites them.
 */
class GoldenTest {

  private static final boolean UPDATE =
      "update".equals(System.getProperty("zproc.goldens")) && System.getenv("CI") == null;

  @ParameterizedTest
  @MethodSource("dev.zproc.processor.Cases#good")
  void generatesTheGoldenFiles(String name) throws IOException {
    Compilation compilation = Javac.strict(Cases.sources(name));
    assertThat(compilation.status())
        .as(Javac.messages(compilation))
        .isEqualTo(Compilation.Status.SUCCESS);
    Map<String, String> generated = everything(compilation);
    if (UPDATE) {
      update(name, generated);
    }
    for (Map.Entry<String, String> file : generated.entrySet()) {
      Path golden = Cases.golden(name, file.getKey());
      assertThat(golden).as("golden file; create it with -Dzproc.goldens=update").exists();
      assertThat(file.getValue()).as(golden.toString()).isEqualTo(Cases.read(golden));
    }
    assertThat(Cases.files(Cases.expected(name)))
        .as("golden files; remove those that nothing generates")
        .hasSameSizeAs(generated.keySet());
  }

  @ParameterizedTest
  @MethodSource("dev.zproc.processor.Cases#good")
  void generatesTheSameWhateverTheOrderOfTheSources(String name) {
    List<JavaFileObject> sources = new ArrayList<>(Cases.sources(name));
    Map<String, String> once = everything(Javac.plain(sources));
    assertThat(everything(Javac.plain(sources))).as("again").isEqualTo(once);
    long seed = System.nanoTime();
    Collections.shuffle(sources, new Random(seed));
    assertThat(everything(Javac.plain(sources))).as("shuffled by " + seed).isEqualTo(once);
  }

  private static Map<String, String> everything(Compilation compilation) {
    Map<String, String> texts = Javac.generated(compilation);
    texts.putAll(Javac.resources(compilation));
    return texts;
  }

  private static void update(String name, Map<String, String> generated) throws IOException {
    for (Path old : Cases.files(Cases.expected(name))) {
      Files.delete(old);
    }
    for (Map.Entry<String, String> file : generated.entrySet()) {
      Path golden = Cases.golden(name, file.getKey());
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, file.getValue());
    }
  }
}
