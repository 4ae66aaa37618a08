package dev.zproc.processor.condition;

import org.jspecify.annotations.Nullable;

/**
 * A word of a condition.
 *
 * @param text as it is written
 * @param start the offset of its first character
 * @param value of a number or a text: the {@link Expression} that it is; else null
 */
record Token(Kind kind, String text, int start, @Nullable Expression value) {

  enum Kind {
    NAME,
    LITERAL,
    SYMBOL,
    END
  }

  int end() {
    return start + text.length();
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }
}
