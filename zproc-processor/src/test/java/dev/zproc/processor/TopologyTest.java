package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document about each class with child processes; its text is in the golden files. */
class TopologyTest {

  private static final String NAME = "META-INF/zproc/com.acme.Kitchen.md";

  @TempDir private Path folder;

  @Test
  void isAResourceAndWithAnOptionAFileToo() throws IOException {
    Path target = folder.resolve("docs/topology");
    String option = "-Azproc.topology=" + target;

    Compilation compilation = Javac.with(option, kitchen("cookies > 5"));

    assertThat(compilation.diagnostics()).isEmpty();
    Path file = target.resolve("com.acme.Kitchen.md");
    assertThat(Javac.resources(compilation)).containsOnlyKeys(NAME);
    assertThat(file).hasContent(Javac.resources(compilation).get(NAME));
    assertThat(Files.readString(file)).doesNotContain("\r").endsWith("says |\n");
    FileTime before = FileTime.fromMillis(0);
    Files.setLastModifiedTime(file, before);
    Javac.with(option, kitchen("cookies > 5"));
    assertThat(Files.getLastModifiedTime(file)).as("nothing new to write").isEqualTo(before);
    Javac.with(option, kitchen("cookies > 6"));
    assertThat(file).content().contains("cookies > 6");
  }

  @Test
  void textsOfTheUserBreakNeitherTheTableNorTheDiagram() {
    Compilation compilation = Javac.plain(kitchen("cookies > 5 || name == '`a`\\\" #1 <b> & ;'"));

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(Javac.resources(compilation).get(NAME))
        .contains(
            "\n  s1 -.->|\"when cookies #gt; 5 || name == '#96;a#96;#quot; #35;1 #lt;b#gt; #amp;"
                + " ;'\"| p1\n")
        .contains(" | ``cookies > 5 \\|\\| name == '`a`\" #1 <b> & ;'`` | ");
  }

  @Test
  void aBrokenClassHasNone() {
    Path target = folder.resolve("topology");

    Compilation compilation = Javac.with("-Azproc.topology=" + target, kitchen("cookeis > 5"));

    assertThat(compilation.errors()).hasSize(1);
    assertThat(target).doesNotExist();
  }

  /** Unlike those of the classes, its name has the package in it. */
  @Test
  void isLeftOutWhereNoFileCanHaveItsName() {
    String packageName = "a".repeat(120) + "." + "b".repeat(120);
    String longest = "K".repeat(255 - ".md".length() - packageName.length() - 1);
    Path target = folder.resolve("topology");

    List<Compilation> both =
        Stream.of(longest, longest + "K")
            .map(name -> packageName + "." + name)
            .map(name -> Javac.with("-Azproc.topology=" + target, List.of(empty(name))))
            .toList();

    assertThat(both).allSatisfy(one -> assertThat(one.diagnostics()).isEmpty());
    assertThat(Javac.resources(both.get(0))).hasSize(1);
    assertThat(Javac.resources(both.get(1))).isEmpty();
    assertThat(target)
        .isDirectoryContaining(file -> file.endsWith(packageName + "." + longest + ".md"));
  }

  private static JavaFileObject empty(String name) {
    int dot = name.lastIndexOf('.');
    return JavaFileObjects.forSourceString(
        name,
        "package %s; class %s { @dev.zproc.ChildProcess static void bake() {} }"
            .formatted(name.substring(0, dot), name.substring(dot + 1)));
  }

  @Test
  void tellsThatItsFolderCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "");

    Compilation compilation = Javac.with("-Azproc.topology=" + file, kitchen("cookies > 5"));

    assertThat(compilation.errors())
        .singleElement()
        .asString()
        .contains("Kitchen.java:4", "[ZProc/WriteFailed] '" + file.resolve("com.acme.Kitchen.md"));
  }

  @Test
  void tellsThatAnOptionIsNone() {
    Compilation misspelt = Javac.with("-Azproc.topolgy=x", kitchen("cookies > 5"));
    Compilation empty = Javac.with("-Azproc.topology", kitchen("cookies > 5"));
    Compilation unlike = Javac.with("-Azproc.verbose=true", kitchen("cookies > 5"));

    assertThat(List.of(misspelt, empty, unlike))
        .allSatisfy(compilation -> assertThat(compilation.diagnostics()).hasSize(1))
        .extracting(Javac::messages)
        .containsExactly(
            "error: [ZProc/BadOption] '-Azproc.topolgy' is no option of zproc. Did you mean"
                + " 'zproc.topology'?",
            "error: [ZProc/BadOption] '-Azproc.topology' names no folder. Write one, as in"
                + " '-Azproc.topology=docs/topology'.",
            "error: [ZProc/BadOption] '-Azproc.verbose' is no option of zproc. Remove it.");
  }

  private static List<JavaFileObject> kitchen(String condition) {
    return List.of(
        JavaFileObjects.forSourceString(
            "com.acme.Kitchen",
            """
            package com.acme;

            @dev.zproc.Serializers({})
            final class Kitchen {
              @dev.zproc.ChildProcess
              @dev.zproc.WaitFor("%s")
              static void bake(BakeryState bakery) {}
            }
            """
                .formatted(condition)),
        JavaFileObjects.forSourceString(
            "com.acme.Bakery",
            """
            package com.acme;

            @dev.zproc.State
            interface Bakery {
              int cookies();

              default String name() {
                return "";
              }
            }
            """));
  }
}
