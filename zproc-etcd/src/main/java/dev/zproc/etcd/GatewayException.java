package dev.zproc.etcd;

/** What etcd did not do, as far as that is known. */
final class GatewayException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Whether etcd is known not to have done it, and would not if it were asked again. */
  private final boolean refused;

  private GatewayException(String message, boolean refused) {
    super(message);
    this.refused = refused;
  }

  static GatewayException refused(String message) {
    return new GatewayException(message, true);
  }

  static GatewayException unknown(String message) {
    return new GatewayException(message, false);
  }

  boolean isRefused() {
    return refused;
  }
}
