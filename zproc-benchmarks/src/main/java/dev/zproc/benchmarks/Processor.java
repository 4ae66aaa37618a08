package dev.zproc.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A build of our processor, and what users of it compile against.
 *
 * @param name what tables call it
 * @param jar the processor's jar
 * @param classPath annotations and runtime, with what they depend on
 */
record Processor(String name, String jar, String classPath) {

  /** Where the processor's jar is; set by the script that starts us, and by the build. */
  static final String PROPERTY = "zproc.processor";

  /** The processor that was built with us. */
  static Processor current() {
    return new Processor("with zproc", System.getProperty(PROPERTY, ""), currentClassPath());
  }

  /**
   * Another one: its jar, and behind it, separated as in a class path, what its generated code
   * needs where that is not what we run with.
   */
  static Processor before(String paths) {
    int end = paths.indexOf(File.pathSeparatorChar);
    return end < 0
        ? new Processor("with zproc before", paths, currentClassPath())
        : new Processor("with zproc before", paths.substring(0, end), paths.substring(end + 1));
  }

  /** What those compile against who use no processor. */
  static String currentClassPath() {
    return System.getProperty("java.class.path");
  }

  /**
   * Fails where a contender would compile without it.
   *
   * @throws IllegalStateException if the jar is not there
   */
  void check() {
    if (!Files.isRegularFile(Path.of(jar))) {
      throw new IllegalStateException(
          "There is no processor '" + jar + "': -D" + PROPERTY + " and --before must name jars");
    }
  }
}
