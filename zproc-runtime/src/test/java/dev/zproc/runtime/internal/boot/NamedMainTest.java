package dev.zproc.runtime.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The main that stands in for one whose name a command line cannot have. */
class NamedMainTest {

  private static String told = "";

  /** Not of a name that a locale lacks: no compiler could write its file where that is so. */
  static final class Sized {

    public static void main(String[] args) {
      told = String.join(" ", args);
    }
  }

  @Test
  void escapesWhatIsNotAscii() {
    String name = NamedMain.escaped("acme.Größe_Main");

    assertThat(name).isASCII().isEqualTo("acme.Gr\\u00f6\\u00dfe_Main");
    assertThat(NamedMain.unescaped(name)).isEqualTo("acme.Größe_Main");
  }

  @Test
  void isAMainThatRunsAnotherByItsEscapedName() throws Throwable {
    String name = Sized.class.getName().replace("Sized", "\\u0053ized");

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
