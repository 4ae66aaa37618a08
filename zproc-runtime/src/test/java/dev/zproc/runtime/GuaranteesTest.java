package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents that name tests name tests that there are, in whatever module. */
class GuaranteesTest {

  private static final Path ROOT = Path.of("..");

  /** A test class, and a method of it if one is named. */
  private static final Pattern REFERENCE =
      Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");

  private static final Pattern SUPERCLASS = Pattern.compile("class \\w+\\s+extends (\\w+)\\b");

  private static final String ANNOTATIONS =
      "@(?:Test|ZProcTest|ParameterizedTest|TestFactory|RepeatedTest)\\b(?:[^;{}]|\\{[^{}]*\\})*?";

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.toList()) {
        read(module.resolve("src/main/java"), sources); // a sample is called LuckTest
        read(module.resolve("src/test/java"), sources);
      }
    }
    return sources;
  }

  private static void read(Path folder, Map<String, String> sources) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString();
          sources.put(name.substring(0, name.length() - 5), Files.readString(file));
        }
      }
    }
  }

  private static boolean hasTest(Map<String, String> sources, String type, String method) {
    String source = sources.get(type);
    if (source == null) {
      return false;
    }
    Pattern declared =
        Pattern.compile(ANNOTATIONS + "(?:void|List<DynamicTest>)\\s+" + method + "\\(");
    if (declared.matcher(source).find()) {
      return true;
    }
    Matcher superclass = SUPERCLASS.matcher(source);
    return superclass.find() && hasTest(sources, superclass.group(1), method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/guarantees.md", "docs/guide/from-python.md"})
  void everyTestThatIsNamedIsThere(String document) throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    Matcher references = REFERENCE.matcher(Files.readString(ROOT.resolve(document)));
    int found = 0;
    while (references.find()) {
      found++;
      String type = references.group(1);
      String method = references.group(2);
      if (method == null ? !sources.containsKey(type) : !hasTest(sources, type, method)) {
        missing.add(references.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).isGreaterThan(10);
  }

  @Test
  void whatIsNoTestIsNotTakenForOne() throws IOException {
    Map<String, String> sources = sources();
    assertThat(hasTest(sources, "GuaranteesTest", "whatIsNoTestIsNotTakenForOne")).isTrue();
    assertThat(hasTest(sources, "GuaranteesTest", "everyTestThatIsNamedIsThere")).isTrue();
    assertThat(hasTest(sources, "WaitTest", "aTimeoutIsNeverEarly")).isTrue();
    assertThat(hasTest(sources, "ThreadsTest", "stopsAndKills")).isTrue();
    assertThat(hasTest(sources, "GuaranteesTest", "sources")).isFalse();
    assertThat(hasTest(sources, "WaitIT", "close")).isFalse();
    assertThat(hasTest(sources, "NoSuchTest", "any")).isFalse();
  }

  @Test
  void everyPromiseHasItsTests() throws IOException {
    String[] sections =
        Files.readString(ROOT.resolve("docs/guarantees.md")).split("(?m)^## (?=\\d+\\. )");
    TreeSet<Integer> promises = new TreeSet<>();
    for (int i = 1; i < sections.length; i++) {
      promises.add(Integer.valueOf(sections[i].substring(0, sections[i].indexOf('.'))));
      assertThat(REFERENCE.matcher(sections[i]).find()).as(sections[i]).isTrue();
    }
    assertThat(promises).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }
}
