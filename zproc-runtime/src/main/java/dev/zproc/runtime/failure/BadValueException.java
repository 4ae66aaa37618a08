package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no value of the type expected, a value that cannot be sent, or one that an
 * operation does not take, as {@code add} a text; names the type, path or key.
 */
public final class BadValueException extends ZProcException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String key;
  private final long revision;

  public BadValueException(String message) {
    this(message, null);
  }

  public BadValueException(String message, @Nullable Throwable cause) {
    this(message, cause, null, 0);
  }

  public BadValueException(
      String message, @Nullable Throwable cause, @Nullable String key, long revision) {
    super(message, cause);
    this.key = key;
    this.revision = revision;
  }

  /** The key of the state whose value it is, such as {@code bakery.last}; null if it is of none. */
  public @Nullable String key() {
    return key;
  }

  /** The revision that has written the value; 0 if it is of no key, or that is not known. */
  public long revision() {
    return revision;
  }
}
