package dev.zproc.benchmarks.play.local;

/** The smallest program that proves it ran. */
public final class Hello {

  static final String GREETING = "hello";

  private Hello() {}

  /** Says hello. */
  public static void main(String[] arguments) {
    System.out.println(GREETING);
  }
}
