package dev.zproc.runtime.internal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Classes that are loaded before they are needed, and not initialised. */
class LinkedClassesTest {

  @Test
  void whatAClassNamesIsFoundInItsFile() throws IOException {
    try (InputStream file = Early.class.getResourceAsStream("LinkedClassesTest$Early.class")) {
      assertThat(LinkedClasses.names(new DataInputStream(file)))
          .contains(Early.class.getName(), Needed.class.getName(), "java.lang.Object")
          .doesNotContain("[J");
    }
  }

  @Test
  void theyAreLoadedWithWhatTheyNameAndNotInitialised() throws Exception {
    Recording loader = new Recording();

    LinkedClasses.of(Early.class.getName(), loader);

    assertThat(loader.loaded).contains(Early.class.getName(), Needed.class.getName());
    assertThat(Seen.INITIALISED).isEmpty();
    Class.forName(Early.class.getName(), true, loader);
    assertThat(Seen.INITIALISED).containsExactly("early");
  }

  @Test
  void whatCannotBeLoadedIsLeftToTheCall() {
    assertThatCode(() -> LinkedClasses.of("no.such.Class", getClass().getClassLoader()))
        .doesNotThrowAnyException();
  }

  @Test
  void aFileThatIsNoClassIsRefused() {
    byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 99, 0};
    assertThatThrownBy(
            () -> LinkedClasses.names(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the constant 99");
  }

  /** Of one loader only; public, since the other's classes are of another package to the JVM. */
  public static final class Seen {

    public static final List<String> INITIALISED = new ArrayList<>();

    private Seen() {}
  }

  static final class Early {

    static {
      Seen.INITIALISED.add("early");
    }

    private final long[] numbers = new long[1]; // an array, and a constant of two slots below

    Object need() {
      return numbers.length == 4_711_000_000_000L ? null : new Needed();
    }
  }

  static final class Needed {

    static {
      Seen.INITIALISED.add("needed");
    }
  }

  /** Loads the classes of this test anew. */
  private static final class Recording extends ClassLoader {

    private final List<String> loaded = new ArrayList<>();

    Recording() {
      super(LinkedClassesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Early.class.getName()) && !name.equals(Needed.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = file.readAllBytes();
        loaded.add(name);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
