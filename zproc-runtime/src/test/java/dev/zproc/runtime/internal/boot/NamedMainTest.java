package dev.zproc.runtime.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The main that stands in for one whose name a command line cannot have. */
class NamedMainTest {

  private static String told = "";

  /** Its name cannot be passed in ASCII. */
  static final class Größe {

    public static void main(String[] args) {
      told = String.join(" ", args);
    }
  }

  @Test
  void isAMainThatRunsAnotherByItsEscapedName() throws Throwable {
    String name = NamedMain.escaped(Größe.class.getName());

    assertThat(name).isASCII().endsWith("Gr\\u00f6\\u00dfe");
    assertThat(NamedMain.unescaped(name)).isEqualTo(Größe.class.getName());
    Class.forName(NamedMain.class.getName())
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {"zproc:1:name", name});
    assertThat(told).isEqualTo("zproc:1:name");
  }

  @Test
  void throwsWhatTheMainThrows() {
    assertThatThrownBy(() -> NamedMain.main(new String[] {"zproc:1:name", "no.such.Main"}))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
