package dev.zproc.runtime.internal.jfr;

import jdk.jfr.FlightRecorder;

/**
 * Whether this JVM records. The first event object of a JVM that does not would start the whole
 * recorder, for half a second; and a JVM may have none, without the module {@code jdk.jfr}. So this
 * is asked before any other class of this package, and of {@code jdk.jfr}, is touched.
 */
final class Recorder {

  private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private Recorder() {}

  static boolean isOn() {
    return PRESENT && FlightRecorder.isInitialized();
  }
}
