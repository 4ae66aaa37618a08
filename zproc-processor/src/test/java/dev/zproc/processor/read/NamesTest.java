package dev.zproc.processor.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.processor.type.JavaType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  private static final JavaType.Declared NESTED =
      new JavaType.Declared("com.acme", List.of("Outer", "Inner"), List.of());

  @ParameterizedTest
  @CsvSource({
    "bake, Outer_Inner_BakeMain, bake",
    "cookie-eater, Outer_Inner_CookieEaterMain, cookieEater",
    "Eat, Outer_Inner_EatMain, eat",
    "a-b_c, Outer_Inner_AB_cMain, aB_c",
    "new, Outer_Inner_NewMain, new_",
    "yield, Outer_Inner_YieldMain, yield_",
    "_x, Outer_Inner__xMain, _x",
    "ärger, Outer_Inner_ÄrgerMain, ärger",
  })
  void namesMainClassAndFactoryAfterTheProcess(String process, String main, String factory) {
    assertThat(Names.main(NESTED, process)).isEqualTo(main);
    assertThat(Names.factory(process)).isEqualTo(factory);
  }

  @Test
  void joinsNestedNames() {
    assertThat(Names.launcher(NESTED)).isEqualTo("Outer_InnerLauncher");
    assertThat(Names.accessor(NESTED, "")).isEqualTo("Outer_InnerState");
    assertThat(Names.accessor(NESTED, "Shop")).isEqualTo("Shop");
    assertThat(Names.accessor(NESTED, "a.b")).isEqualTo("Outer_InnerState");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1st", "-x", "a b", "a.b", "ä", "a/b"})
  void refusesNamesOfProcessesThatAreNoWords(String name) {
    assertThat(Names.isProcessName(name)).isFalse();
  }

  @Test
  void countsTheBytesOfFileNames() {
    assertThat(Names.fileNameBytes("Ä")).isEqualTo(8);
    assertThat(Names.isTooLong("x".repeat(249))).isFalse();
    assertThat(Names.isTooLong("x".repeat(250))).isTrue();
    assertThat(Names.isTooLong("ä".repeat(125))).isTrue();
  }
}
