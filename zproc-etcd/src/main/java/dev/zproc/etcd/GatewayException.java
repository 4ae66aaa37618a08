package dev.zproc.etcd;

/** What etcd did not do, as far as that is known. */
final class GatewayException extends Exception {

  private static final long serialVersionUID = 1L;

  private enum Kind {
    REFUSED,
    FULL,
    UNKNOWN,
    LATE
  }

  private final Kind kind;

  private GatewayException(String message, Kind kind) {
    super(message);
    this.kind = kind;
  }

  static GatewayException refused(String message) {
    return new GatewayException(message, Kind.REFUSED);
  }

  static GatewayException full(String message) {
    return new GatewayException(message, Kind.FULL);
  }

  static GatewayException unknown(String message) {
    return new GatewayException(message, Kind.UNKNOWN);
  }

  static GatewayException late(String message) {
    return new GatewayException(message, Kind.LATE);
  }

  /** Whether there was no answer in the time that there was. */
  boolean isLate() {
    return kind == Kind.LATE;
  }

  /**
   * Whether etcd is known not to have done it, and would not if it were asked again; but for what
   * {@link #isFull} says.
   */
  boolean isRefused() {
    return kind == Kind.REFUSED || kind == Kind.FULL;
  }

  /**
   * Whether etcd has no room. A transaction that was let in before others took the last of it is
   * done, and refused all the same; it is over in any case.
   */
  boolean isFull() {
    return kind == Kind.FULL;
  }
}
