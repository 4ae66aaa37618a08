package dev.zproc.runtime.spi;

/** The version of this package, which the processor compares with the one it writes for. */
public final class SpiVersion {

  /** Grows with every change after which code generated before no longer works. */
  public static final int VERSION = 4;

  private SpiVersion() {}
}
