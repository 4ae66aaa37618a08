package dev.zproc.junit;

import java.util.Arrays;

/** The frames of this artifact above a test's, which tell nothing to whoever reads an error. */
final class OwnFrames {

  private static final String OURS = OwnFrames.class.getPackageName() + ".";

  private OwnFrames() {}

  /** Takes those at the top of its stack away from an error that is about to be thrown. */
  static <E extends AssertionError> E without(E error) {
    StackTraceElement[] all = error.getStackTrace();
    error.setStackTrace(
        Arrays.stream(all)
            .dropWhile(frame -> isOurs(frame.getClassName()))
            .toArray(StackTraceElement[]::new));
    return error;
  }

  /** Whether a class has come with this one; a test may be in a package of the same name. */
  private static boolean isOurs(String name) {
    if (!name.startsWith(OURS)) {
      return false;
    }
    try {
      Class<?> type = Class.forName(name, false, OwnFrames.class.getClassLoader());
      return type.getProtectionDomain() == OwnFrames.class.getProtectionDomain();
    } catch (ClassNotFoundException | LinkageError | SecurityException e) {
      return false;
    }
  }
}
