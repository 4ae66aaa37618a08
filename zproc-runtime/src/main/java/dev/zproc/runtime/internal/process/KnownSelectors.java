package dev.zproc.runtime.internal.process;

import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/**
 * Tells a child where its selectors come from. A JVM that is not told looks through all of its
 * class path for somebody who offers some, which takes a cold one a good part of its start; a child
 * with the class path of this JVM would find what this one has found.
 */
final class KnownSelectors {

  private static final String PREFIX = "-Djava.nio.channels.spi.SelectorProvider=";

  private static final @Nullable String OPTION = option(SelectorProvider.provider().getClass());

  private KnownSelectors() {}

  /** Whether {@code option} says it. */
  static boolean isOption(String option) {
    return option.startsWith(PREFIX);
  }

  /** The option that says it; null where the child might find something else. */
  static @Nullable String option(JvmSpec jvm) {
    boolean same = jvm.javaHome() == null && jvm.codePath().equals(CodePath.INHERITED);
    return same ? OPTION : null;
  }

  /** Null if it is not the JDK's own, or a JVM could not make one by its name. */
  static @Nullable String option(Class<?> provider) {
    try {
      provider.getConstructor(); // only if both are public
      boolean known = provider.getModule() == Object.class.getModule();
      return known ? PREFIX + provider.getName() : null;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }
}
