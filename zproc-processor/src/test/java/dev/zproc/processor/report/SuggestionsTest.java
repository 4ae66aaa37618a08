package dev.zproc.processor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {

  private static final List<String> NAMES =
      List.of("cookies", "price", "low", "last", "COOKIES_LEFT", "id");

  @ParameterizedTest
  @CsvSource({
    "cookeis, cookies",
    "cookie, cookies",
    "Cookies, cookies",
    "PRICE, price",
    "lwo, low",
    "lst, last",
    "kookiez, cookies",
    "cookies_left, COOKIES_LEFT",
    "ID, id",
    "ix, id"
  })
  void guessesWhatWasMeant(String wrong, String meant) {
    assertThat(Suggestions.closest(wrong, NAMES)).contains(meant);
    assertThat(Suggestions.didYouMean(wrong, NAMES)).isEqualTo(" Did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @CsvSource({"biscuits", "x", "lastlast", "zzzzz", "cakes", "''"})
  void doesNotGuessWildly(String wrong) {
    assertThat(Suggestions.closest(wrong, NAMES)).isEmpty();
    assertThat(Suggestions.didYouMean(wrong, NAMES)).isEmpty();
  }

  @Test
  void prefersADifferenceInCaseOnly() {
    assertThat(Suggestions.closest("FOO", List.of("fop", "foe", "foo"))).contains("foo");
  }

  @Test
  void takesTheFirstOfEquals() {
    assertThat(Suggestions.closest("fox", List.of("foo", "fog"))).contains("foo");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "abc, '', 3",
    "'', abc, 3",
    "abc, acb, 1",
    "ca, abc, 3",
    "kitten, sitting, 3",
    "abcd, badc, 2"
  })
  void countsMistakes(String from, String to, int mistakes) {
    assertThat(Suggestions.distance(from, to)).isEqualTo(mistakes);
    assertThat(Suggestions.distance(to, from)).isEqualTo(mistakes);
  }
}
