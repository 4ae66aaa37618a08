package dev.zproc.processor.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypeIdsTest {

  /**
   * These numbers are in what processes send each other and in stored logs: they must never change.
   */
  @Test
  void isTheBeginningOfTheHashOfTheName() {
    assertThat(TypeIds.of("com.acme.Fruit")).isEqualTo(0x1974ffdf06357b63L);
    assertThat(TypeIds.of("")).isEqualTo(0xe3b0c44298fc1c14L);
  }
}
