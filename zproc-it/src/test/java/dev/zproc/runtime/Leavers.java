package dev.zproc.runtime;

import dev.zproc.ChildProcess;

/** A child that returns much, and whose process is in a hurry to end. */
final class Leavers {

  private static final int CODE = 9;

  private Leavers() {}

  /**
   * Returns {@code size} characters.
   *
   * @param how what ends the process: {@code main}, as usual; {@code halt} or {@code exit}, as soon
   *     as main has ended; {@code hook}, a shutdown hook that halts; {@code close}, as usual, but
   *     its context is closed before; {@code nagging}, as usual, but it is interrupted all the
   *     time; {@code cut}, halted some milliseconds after the method
   */
  @ChildProcess
  static String leave(ZProc zproc, String how, int size, int millis) {
    String text = text(size);
    Thread main = Thread.currentThread();
    switch (how) {
      case "main" -> {}
      case "halt" -> inDaemon(() -> halt(main));
      case "exit" ->
          new Thread(
                  () -> {
                    await(main);
                    System.exit(CODE);
                  })
              .start();
      case "hook" ->
          Runtime.getRuntime()
              .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(CODE), "hasty"));
      case "close" -> zproc.close();
      case "nagging" ->
          inDaemon(
              () -> {
                while (true) {
                  main.interrupt();
                  Thread.onSpinWait();
                }
              });
      case "cut" -> inDaemon(() -> haltAfter(millis));
      default -> throw new IllegalArgumentException(how);
    }
    return text;
  }

  static String text(int size) {
    return "zähl mit ".repeat(size / 9 + 1).substring(0, size);
  }

  private static void inDaemon(Runnable task) {
    Thread thread = new Thread(task, "hasty");
    thread.setDaemon(true);
    thread.start();
  }

  private static void halt(Thread main) {
    await(main);
    Runtime.getRuntime().halt(CODE);
  }

  private static void haltAfter(int millis) {
    try {
      Thread.sleep(millis); // any moment will do
    } catch (InterruptedException e) {
      // then now
    }
    Runtime.getRuntime().halt(CODE);
  }

  private static void await(Thread main) {
    try {
      main.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
