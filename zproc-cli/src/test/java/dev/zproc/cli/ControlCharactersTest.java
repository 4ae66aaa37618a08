package dev.zproc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes from a program moves no cursor of a terminal. */
class ControlCharactersTest {

  private static final String ALL =
      IntStream.range(0, 256).mapToObj(Character::toString).collect(Collectors.joining());

  @Test
  void jsonHasNoneAndLosesNothing() {
    String json = Json.of(List.of(ALL));

    assertThat(json.chars()).noneMatch(Character::isISOControl);
    assertThat(JsonParser.parseString(json).getAsJsonArray().get(0).getAsString()).isEqualTo(ALL);
  }

  @Test
  void aTargetIsShownWithoutThem() {
    Target target = Target.server("zproc+unix:///run/" + ALL, Map.of(), "");

    assertThat(target.toString().chars()).noneMatch(Character::isISOControl);
    assertThat(target.uri()).endsWith(ALL);
  }
}
