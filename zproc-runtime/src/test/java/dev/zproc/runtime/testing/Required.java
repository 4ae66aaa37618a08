package dev.zproc.runtime.testing;

/**
 * Programs without which some tests are skipped, and that a build says it has: with {@code
 * -Dzproc.test.require=all} a test fails that misses one of those which {@code .ci/run} installs.
 */
public final class Required {

  private Required() {}

  /**
   * Whether a program is there, as it was found.
   *
   * @param missing what is missing otherwise, and how to have it
   * @throws AssertionError if it is missing and must not be
   */
  public static boolean isThere(boolean found, String missing) {
    if (!found && "all".equals(System.getProperty("zproc.test.require"))) {
      throw new AssertionError(missing + " (zproc.test.require is \"all\": nothing is skipped)");
    }
    return found;
  }
}
