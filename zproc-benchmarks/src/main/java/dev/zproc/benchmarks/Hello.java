package dev.zproc.benchmarks;

/**
 * The smallest program that proves it ran.
 *
 * <p>Threads: everything happens on the main thread.
 */
public final class Hello {

  static final String GREETING = "hello";

  private Hello() {}

  /** Says hello. */
  public static void main(String[] arguments) {
    System.out.println(GREETING);
  }
}
