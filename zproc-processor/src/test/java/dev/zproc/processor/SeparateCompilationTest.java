package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.zproc.runtime.failure.SchemaMismatchException;
import dev.zproc.runtime.spi.WaitCondition;
import dev.zproc.runtime.spi.WaitingEntry;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that another module has compiled. */
class SeparateCompilationTest {

  @TempDir private Path classes;

  @Test
  void usesAccessorsAndKeysOfClassFiles() throws IOException {
    Compilation library =
        Javac.strict(
            List.of(
                JavaFileObjects.forSourceString(
                    "com.acme.Library",
                    """
                    package com.acme;

                    import org.jspecify.annotations.Nullable;

                    @dev.zproc.State(accessor = "Books")
                    public interface Library {
                      public record Book(String title) {}

                      default String name() {
                        return "";
                      }

                      int count();

                      @Nullable String newest();

                      @Nullable Book best();
                    }
                    """)));
    write(library);

    Compilation reader =
        compiler()
            .withOptions("--release", "17", "-Xlint:all,-processing", "-Werror")
            .compile(
                JavaFileObjects.forSourceString(
                    "com.other.Reader",
                    """
                    package com.other;

                    import com.acme.Books;
                    import com.acme.Library;
                    import dev.zproc.ChildProcess;
                    import dev.zproc.WaitFor;

                    final class Reader {
                      @ChildProcess
                      @WaitFor("newest != null && count > 3 && best.title == title")
                      static Library.Book read(Books books, Library then, String title) {
                        throw new IllegalStateException();
                      }
                    }
                    """));

    assertThat(reader.status()).as(Javac.messages(reader)).isEqualTo(Compilation.Status.SUCCESS);
    assertThat(Javac.generated(reader).get("com/other/Reader_ReadMain.java"))
        .contains("key(Books.SCHEMA, \"newest\")", "key(Books.SCHEMA, \"count\")");
  }

  /** The state may be compiled again with its keys in another order, and who waits for it not. */
  @Test
  void namesTheKeysOfConditions() throws Exception {
    write(compiler().compile(library("@Nullable String newest(); int count();")));
    write(
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.other.Reader",
                    """
                    package com.other;

                    final class Reader {
                      @dev.zproc.ChildProcess
                      @dev.zproc.WaitFor("count > 3 && exists(newest) && changed(newest, count)")
                      static void read(com.acme.LibraryState library) {}
                    }
                    """)));

    write(compiler().compile(library("int added(); int count(); @Nullable String newest();")));
    assertThat(keysOfReader()).containsExactly("count", "newest", "newest", "count");

    write(compiler().compile(library("int count();")));
    assertThatThrownBy(this::keysOfReader)
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(
            "a @WaitFor names the key 'newest', which com.acme.Library does not have: it was"
                + " compiled with another version of that state; compile it again");
  }

  private static JavaFileObject library(String keys) {
    return JavaFileObjects.forSourceString(
        "com.acme.Library",
        "package com.acme; import java.util.List; import org.jspecify.annotations.Nullable;"
            + " @dev.zproc.State public interface Library { "
            + keys
            + " }");
  }

  private List<String> keysOfReader() throws Exception {
    URL[] urls = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      Constructor<?> constructor =
          loader.loadClass("com.other.Reader_ReadMain").getDeclaredConstructor();
      constructor.setAccessible(true);
      WaitingEntry<?> entry = (WaitingEntry<?>) constructor.newInstance();
      List<String> names = new ArrayList<>();
      for (WaitCondition leaf :
          entry.waitPlan(LargeProgramsTest.NO_ARGUMENTS).condition().leaves()) {
        List<WaitCondition.Key> keys =
            leaf instanceof WaitCondition.Changed changed
                ? changed.keys()
                : leaf instanceof WaitCondition.Exists exists
                    ? List.of(exists.key())
                    : List.of((WaitCondition.Key) ((WaitCondition.Comparison) leaf).left());
        keys.forEach(key -> names.add(key.schema().keys().get(key.index()).name()));
      }
      return names;
    }
  }

  /** javac before 22 shows no type annotations of class files. */
  @Test
  void tellsWhatItCannotSeeOfAClassFile() throws IOException {
    write(compiler().compile(library("@Nullable String newest(); @Nullable List<String> all();")));
    write(
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.acme.Titled",
                    "package com.acme; public interface Titled {"
                        + " @org.jspecify.annotations.Nullable String title(); }")));

    Compilation shelf = compiler().compile(extending("Library", ""));
    Compilation box = compiler().compile(extending("Titled", ""));
    Compilation again =
        compiler()
            .compile(
                extending("Library", "@Override @Nullable List<String> all();"),
                extending("Titled", "@Override @Nullable String title();"));

    boolean shown = Runtime.version().feature() >= 22;
    assertThat(Javac.generated(shelf).get("com/other/MyLibraryState.java"))
        .contains("nullable(\"newest\"", (shown ? "nullable" : "zero") + "(\"all\"");
    assertThat(shelf.errors()).isEmpty();
    assertThat(Javac.messages(shelf).lines())
        .filteredOn(line -> line.contains("[ZProc/"))
        .hasSize(shown ? 0 : 1)
        .allMatch(
            line ->
                line.contains(
                    "[ZProc/HiddenNullable] 'Library.all' is taken to be never null, because this"
                        + " compiler shows no @Nullable of class files. Declare it again in"
                        + " 'MyLibrary', with or without @Nullable."));
    assertThat(box.errors())
        .hasSize(shown ? 0 : 1)
        .allMatch(
            error ->
                error
                    .getMessage(Locale.ROOT)
                    .contains(
                        "'title' is a String without an initial value. Declare it again in"
                            + " 'MyTitled': this compiler shows no @Nullable of class files."));
    assertThat(Javac.messages(again)).doesNotContain("[ZProc/");
    assertThat(Javac.generated(again).get("com/other/MyLibraryState.java"))
        .contains("nullable(\"newest\"", "nullable(\"all\"");
  }

  private static JavaFileObject extending(String base, String keys) {
    return JavaFileObjects.forSourceString(
        "com.other.My" + base,
        "package com.other; import java.util.List; import org.jspecify.annotations.Nullable;"
            + " @dev.zproc.State interface My"
            + base
            + " extends com.acme."
            + base
            + " { int more(); "
            + keys
            + " }");
  }

  /** Generated code asks the record itself, which a class of its own package can alone. */
  @Test
  void tellsThatAConditionCannotLookIntoARecordOfAnotherPackage() {
    Compilation compilation =
        Javac.plain(
            List.of(
                JavaFileObjects.forSourceString(
                    "com.acme.Library",
                    """
                    package com.acme;

                    import org.jspecify.annotations.Nullable;

                    record Author(String name) {}

                    @dev.zproc.State
                    public interface Library {
                      public record Book(String title, Author author) {}

                      @Nullable Book best();

                      @Nullable Author newest();
                    }
                    """),
                JavaFileObjects.forSourceString(
                    "com.other.Reader",
                    """
                    package com.other;

                    import com.acme.LibraryState;
                    import dev.zproc.ChildProcess;
                    import dev.zproc.WaitFor;

                    final class Reader {
                      @ChildProcess
                      @WaitFor("exists(newest) && best.author.name == 'Ann' || newest.name == 'Bob'")
                      static void read(LibraryState library) {}

                      @ChildProcess
                      @WaitFor("exists(newest) && newest != null && best.author == null")
                      static void seek(LibraryState library) {}
                    }
                    """)));

    String why =
        "cannot be used by generated code: it is not public, and in another package. Make it public,"
            + " or move it to the package of the code that uses it.";
    assertThat(compilation.errors())
        .extracting(error -> error.getMessage(Locale.ROOT))
        .containsExactly(
            "[ZProc/InaccessibleType] At column 31 of the condition: 'best.author: Author' " + why,
            "[ZProc/InaccessibleType] At column 55 of the condition: 'newest: Author' " + why);
  }

  @Test
  void tellsWhatIsWrongWithAClassFileAtTheElementThatLedThere() throws IOException {
    write(
        Compiler.javac()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.acme.Base",
                    "package com.acme; public interface Base { Thread thread(); }")));

    Compilation state =
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.other.Foo",
                    "package com.other;\n\n@dev.zproc.State\ninterface Foo extends com.acme.Base {}"));

    assertThat(state.errors())
        .singleElement()
        .asString()
        .contains("NotTransferable", "Base.thread");
    assertThat(state.errors().get(0).getLineNumber()).isEqualTo(4);
  }

  @Test
  void tellsThatAClassFileNeedsAClassThatIsNotThere() throws IOException {
    write(
        Compiler.javac()
            .compile(
                JavaFileObjects.forSourceLines(
                    "com.acme.Cake", "package com.acme;", "public record Cake(Dough dough) {}"),
                JavaFileObjects.forSourceLines(
                    "com.acme.Dough", "package com.acme;", "public record Dough(int grams) {}")));
    Files.delete(classes.resolve("com/acme/Dough.class"));

    Compilation kitchen =
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.other.Kitchen",
                    """
                    package com.other;

                    final class Kitchen {
                      @dev.zproc.ChildProcess
                      static void bake(com.acme.Cake cake) {}

                      @dev.zproc.State
                      interface Bakery {
                        java.util.List<com.acme.Cake> cakes();
                      }
                    }
                    """));

    assertThat(kitchen.errors()).hasSize(2);
    assertThat(Javac.messages(kitchen))
        .contains(
            "[ZProc/Unresolved] Nothing was generated for 'Kitchen.bake(Cake)', because the class"
                + " 'com.acme.Dough' is missing, which a class on the class path needs.",
            "[ZProc/Unresolved] Nothing was generated for 'Kitchen.Bakery', because the class"
                + " 'com.acme.Dough' is missing");
  }

  /** The compiler says so itself, and one error is enough. */
  @Test
  void leavesWhatIsMissingInSourcesToTheCompiler() {
    Compilation kitchen =
        Javac.plain(
            List.of(
                JavaFileObjects.forSourceString(
                    "com.acme.Kitchen",
                    """
                    package com.acme;

                    final class Kitchen {
                      record Cake(java.util.List<Dough> doughs) {}

                      @dev.zproc.ChildProcess
                      static void eat(Cake cake) {}

                      @dev.zproc.ChildProcess
                      @dev.zproc.WaitFor(value = "open", state = Butter.class)
                      static void spread() {}

                      @dev.zproc.State
                      interface Bakery extends Missing {
                        Flour flour();
                      }
                    }
                    """)));

    assertThat(kitchen.errors())
        .extracting(error -> error.getMessage(Locale.ROOT).lines().toList().get(1).strip())
        .containsExactlyInAnyOrder(
            "symbol:   class Dough",
            "symbol:   class Butter",
            "symbol:   class Missing",
            "symbol:   class Flour");
    assertThat(kitchen.diagnostics()).hasSize(4);
  }

  /** What a launcher needs to know of the state is the names of its keys. */
  @Test
  void usesAStateOfAClassFileThatLacksTheTypeOfAKey() throws IOException {
    write(
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.acme.Dough", "package com.acme; public record Dough(int grams) {}"),
                JavaFileObjects.forSourceString(
                    "com.acme.Bakery",
                    """
                    package com.acme;

                    @dev.zproc.State
                    public interface Bakery {
                      @org.jspecify.annotations.Nullable Dough dough();

                      int cookies();
                    }
                    """)));
    Files.delete(classes.resolve("com/acme/Dough.class"));

    Compilation kitchen =
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.other.Kitchen",
                    """
                    package com.other;

                    final class Kitchen {
                      @dev.zproc.ChildProcess
                      @dev.zproc.WaitFor("cookies > 5")
                      static void eat(com.acme.BakeryState bakery) {}
                    }
                    """));

    assertThat(kitchen.errors()).as(Javac.messages(kitchen)).isEmpty();
    assertThat(Javac.generated(kitchen)).containsKey("com/other/Kitchen_EatMain.java");
  }

  @Test
  void knowsTheAccessorOfANestedStateThatWasCompiledBefore() throws IOException {
    write(
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.acme.Kitchen",
                    """
                    package com.acme;

                    final class Kitchen {
                      @dev.zproc.State
                      interface Bakery {
                        int cookies();
                      }
                    }
                    """)));

    Compilation reader =
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.acme.Reader",
                    """
                    package com.acme;

                    final class Reader {
                      @dev.zproc.ChildProcess
                      static void read(BakeryState bakery) {}
                    }
                    """));

    assertThat(reader.errors())
        .extracting(error -> error.getMessage(Locale.ROOT))
        .hasSize(2)
        .contains(
            "[ZProc/UnknownGenerated] 'BakeryState' does not exist: the accessor of"
                + " 'Kitchen.Bakery' is called 'Kitchen_BakeryState'. Write"
                + " 'Kitchen_BakeryState'.");
  }

  @Test
  void tellsThatAnAccessorIsToBeImported() {
    assertThat(errorsOfAReaderElsewhere("public interface"))
        .contains(
            "[ZProc/UnknownGenerated] 'BakeryState' does not exist: the accessor of 'Bakery' is in"
                + " the package 'com.acme'. Import 'com.acme.BakeryState'.");
  }

  @Test
  void tellsThatAnAccessorIsToBePublicToBeImported() {
    assertThat(errorsOfAReaderElsewhere("interface"))
        .contains(
            "[ZProc/UnknownGenerated] 'BakeryState' does not exist: the accessor of 'Bakery' is in"
                + " the package 'com.acme', and not public, since 'Bakery' is not. Make 'Bakery'"
                + " public, and import 'com.acme.BakeryState'.");
  }

  private List<String> errorsOfAReaderElsewhere(String bakery) {
    Compilation reader =
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.acme.Bakery",
                    "package com.acme; @dev.zproc.State " + bakery + " Bakery { int cookies(); }"),
                JavaFileObjects.forSourceString(
                    "com.other.Reader", "package com.other; class Reader { BakeryState bakery; }"));

    assertThat(reader.errors()).hasSize(2);
    return reader.errors().stream().map(error -> error.getMessage(Locale.ROOT)).toList();
  }

  private Compiler compiler() {
    List<File> classPath = new ArrayList<>(List.of(classes.toFile()));
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new)
        .forEach(classPath::add);
    return Compiler.javac().withClasspath(classPath).withProcessors(new ZProcProcessor());
  }

  private void write(Compilation compilation) throws IOException {
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        Path path = classes.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
        Files.createDirectories(path.getParent());
        try (InputStream in = file.openInputStream()) {
          Files.copy(in, path, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
