package dev.zproc.processor.type;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The number by which one class among those that a sealed type permits is told from the others. */
public final class TypeIds {

  private TypeIds() {}

  /** Returns the first eight bytes of the SHA-256 of the binary name {@code className} in UTF-8. */
  public static long of(String className) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(className.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, but this one has not", e);
    }
  }
}
