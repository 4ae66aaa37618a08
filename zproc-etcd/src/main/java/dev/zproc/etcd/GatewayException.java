package dev.zproc.etcd;

/** What etcd did not do, as far as that is known. */
final class GatewayException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Whether etcd is known not to have done it, and would not if it were asked again. */
  private final boolean refused;

  /** Whether there was no answer in the time that there was. */
  private final boolean late;

  private GatewayException(String message, boolean refused, boolean late) {
    super(message);
    this.refused = refused;
    this.late = late;
  }

  static GatewayException refused(String message) {
    return new GatewayException(message, true, false);
  }

  static GatewayException unknown(String message) {
    return new GatewayException(message, false, false);
  }

  static GatewayException late(String message) {
    return new GatewayException(message, false, true);
  }

  boolean isLate() {
    return late;
  }

  boolean isRefused() {
    return refused;
  }
}
