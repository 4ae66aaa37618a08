package dev.zproc.runtime.internal.codec;

import dev.zproc.runtime.internal.engine.Shown;
import java.util.ConcurrentModificationException;
import org.jspecify.annotations.Nullable;

/**
 * Carries a failure up through the serializers of collections, each of which adds where it was, so
 * that the message can name the path to a bad value.
 */
final class Trail extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;

  private Trail(String path, Throwable cause) {
    super(null, cause, false, false);
    this.path = path;
  }

  /**
   * The failure {@code e}, which happened at {@code element} of a collection: its index, or the
   * element itself or its key.
   */
  static Trail at(@Nullable Object element, RuntimeException e) {
    return atStep("[" + Shown.of(element) + "]", e);
  }

  private static Trail atStep(String step, RuntimeException e) {
    return e instanceof Trail trail
        ? new Trail(step + trail.path, trail.origin())
        : new Trail(step, e);
  }

  private Throwable origin() {
    return java.util.Objects.requireNonNull(getCause());
  }

  /** Where and why, to be appended to a message. */
  static String describe(Throwable e) {
    if (e instanceof Trail trail) {
      return " at " + trail.path + ": " + reason(trail.origin());
    }
    return ": " + reason(e);
  }

  /** The first failure. */
  static Throwable cause(Throwable e) {
    return e instanceof Trail trail ? trail.origin() : e;
  }

  private static String reason(Throwable e) {
    if (e instanceof ConcurrentModificationException) {
      return "it was changed while it was read; give a copy, or a collection that can be";
    }
    @Nullable String message = Shown.message(e);
    return message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
  }
}
