package dev.zproc.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** What lets people in: it stands in the address, and nobody guesses it. */
final class Token {

  private static final int BYTES = 24;

  private final byte[] text;

  private Token(byte[] text) {
    this.text = text;
  }

  static Token random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return new Token(Base64.getUrlEncoder().withoutPadding().encode(random));
  }

  /** Whether {@code given} is it; how long that takes tells nothing of where it differs. */
  boolean matches(String given) {
    return MessageDigest.isEqual(text, given.getBytes(StandardCharsets.UTF_8));
  }

  /** The token itself, to be shown to whoever may look. */
  String reveal() {
    return new String(text, StandardCharsets.US_ASCII);
  }
}
