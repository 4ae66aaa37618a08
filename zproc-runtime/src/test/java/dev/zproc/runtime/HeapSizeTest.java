package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapSizeTest {

  @ParameterizedTest
  @ValueSource(strings = {"lots", "", "0", "256", "1m", "-1g", "256 m", "1.5g", "9999999999m"})
  void isRejectedAtTheCallAsTheCompilerDoes(String heap) {
    assertThatThrownBy(() -> new ServerJvmOptions(new ZProcOptions()).heap(heap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"%s\" is no heap size. Write a number and a unit, as in heap(\"256m\").", heap);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2m", "256m", "4G", "2048k"})
  void isTaken(String heap) {
    assertThat(HeapSize.checked(heap)).isEqualTo(heap);
  }
}
