package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void readsNamesAndNumbers() {
    assertThat(Options.parse("SpawnTime", "--rounds=5", "--warm-up=0", "--seed=42"))
        .isEqualTo(new Options(List.of("SpawnTime"), 5, 0, 42, null));
    assertThat(Options.parse("--before=old.jar").before()).isEqualTo("old.jar");
  }

  @Test
  void noNameMeansAll() {
    assertThat(Options.parse().wants("Anything")).isTrue();
    assertThat(Options.parse("SpawnTime").wants("Anything")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rounds=many", "--rounds=0", "--warm-up=-1", "--fast"})
  void whatMakesNoSenseIsAnsweredWithTheUsage(String argument) {
    assertThatThrownBy(() -> Options.parse(argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Options.USAGE);
  }
}
