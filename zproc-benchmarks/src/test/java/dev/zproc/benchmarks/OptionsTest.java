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
    Options options =
        Options.parse(
            "Get",
            "--rounds=5",
            "--warm-up=0",
            "--millis=20",
            "--seed=42",
            "--before=a.jar",
            "--against=there",
            "--keep");

    assertThat(options)
        .isEqualTo(new Options(List.of("Get"), 5, 0, 20, 42, false, "a.jar", "there", true));
  }

  @Test
  void whatIsNamedStandsAboveWhatIsShort() {
    Options options = Options.parse("--rounds=7", "--short");

    assertThat(options.brief()).isTrue();
    assertThat(options.rounds()).isEqualTo(7);
    assertThat(options.millis()).isLessThan(Options.parse().millis());
  }

  @Test
  void noNameMeansAll() {
    assertThat(Options.parse().wants("Anything")).isTrue();
    assertThat(Options.parse("Get").wants("Anything")).isFalse();
  }

  @Test
  void aNameMayStandForSeveral() {
    assertThat(Options.parse("Link*").wants("LinkRead")).isTrue();
    assertThat(Options.parse("Link*").wants("StoreRead")).isFalse();
    assertThat(Options.parse("Link").wants("LinkRead")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rounds=many", "--rounds=0", "--warm-up=-1", "--millis=0", "--fast"})
  void whatMakesNoSenseIsAnsweredWithTheUsage(String argument) {
    assertThatThrownBy(() -> Options.parse(argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Options.USAGE);
  }
}
