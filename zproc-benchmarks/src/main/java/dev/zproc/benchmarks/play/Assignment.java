package dev.zproc.benchmarks.play;

import java.util.List;

/**
 * What a {@link Play} is told at its start.
 *
 * @param millis how long a sample should take
 * @param words what to do, in words that the play knows
 */
public record Assignment(int millis, List<String> words) {

  public Assignment {
    words = List.copyOf(words);
  }

  /** The word at {@code index}. */
  public String word(int index) {
    return words.get(index);
  }

  /** The number at {@code index}. */
  public int number(int index) {
    return Integer.parseInt(word(index));
  }
}
