package com.acme;

import java.util.regex.Pattern;

/** Says through a superclass what it is for. */
final class PatternSerializer extends TextSerializer<Pattern> {
  @Override
  public String serialize(Pattern value) {
    return value.pattern();
  }

  @Override
  public Pattern deserialize(String form) {
    return Pattern.compile(form);
  }
}
