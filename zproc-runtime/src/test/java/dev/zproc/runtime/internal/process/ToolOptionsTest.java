package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolOptionsTest {

  @Test
  void splitsAtWhiteSpaceOutsideOfQuotes() {
    assertThat(ToolOptions.split(" -Da=1\t-Db='x y'  \"-Dc=it's\" -D''d= \"\" "))
        .containsExactly("-Da=1", "-Db=x y", "-Dc=it's", "-Dd=", "");
  }

  @Test
  void findsNothingInNothing() {
    assertThat(ToolOptions.split("  \n ")).isEmpty();
  }
}
