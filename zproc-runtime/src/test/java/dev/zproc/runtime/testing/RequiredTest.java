package dev.zproc.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = ResourceAccessMode.READ_WRITE)
class RequiredTest {

  private static final String REQUIRE = "zproc.test.require";

  private final String before = System.getProperty(REQUIRE);

  @BeforeEach
  void requireNothing() {
    System.clearProperty(REQUIRE);
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(REQUIRE);
    } else {
      System.setProperty(REQUIRE, before);
    }
  }

  @Test
  void whatIsMissingSkipsATestUnlessAllIsRequired() {
    assertThat(Required.isThere(false, "no etcd here")).isFalse();

    System.setProperty(REQUIRE, "all");

    assertThat(Required.isThere(true, "no etcd here")).isTrue();
    assertThatThrownBy(() -> Required.isThere(false, "no etcd here"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("no etcd here");
  }
}
