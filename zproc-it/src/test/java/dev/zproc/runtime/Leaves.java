package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Children that leave something behind which is in the way of their end; all return 7. */
final class Leaves {

  private Leaves() {}

  @ChildProcess
  static int seven(String how) throws Exception {
    leave(how);
    return 7;
  }

  /** Leaves the same, and throws. */
  @ChildProcess
  static int thrown(String how) throws Exception {
    leave(how);
    throw new Mute();
  }

  /** Throws an exception that cannot be asked for its message in finite time. */
  @ChildProcess
  static void mute() throws Exception {
    throw new Mute();
  }

  /** One run for each cookie, of that many milliseconds. */
  @ChildProcess(timeout = "3s", startTimeout = "2m")
  @WaitFor(value = "changed(now.cookies) && now.cookies > 0", repeat = true)
  static void bake(BakeryState bakery, Bakery now) throws InterruptedException {
    Thread.sleep(now.cookies());
    bakery.sold().add(1);
  }

  /** Waits for what its stdin, and that of programs that it starts, has to say. */
  @ChildProcess
  static String read() throws Exception {
    int code = new ProcessBuilder("cat").inheritIO().start().waitFor();
    return code + " " + System.in.read();
  }

  @ChildProcess
  static Map<String, String> environment() {
    return new TreeMap<>(System.getenv());
  }

  /** Opens a context, in a child. */
  @ChildProcess
  static int open(boolean nested) {
    try (ZProc own = nested ? ZProc.open(ZProcOptions::nested) : ZProc.open()) {
      return own.spawn(KidsLauncher.add(1, 2)).join();
    }
  }

  /** Spawns itself as often as it may. */
  @ChildProcess
  static int deeper(ZProc zproc) {
    return zproc.spawn(LeavesLauncher.deeper()).join();
  }

  private static void leave(String how) throws Exception {
    Runtime runtime = Runtime.getRuntime();
    switch (how) {
      case "streams that throw" -> {
        System.setOut(new Broken());
        System.setErr(new Broken());
      }
      case "a stream that blocks" -> System.setOut(new Stuck());
      case "a hook that exits" ->
          runtime.addShutdownHook(new Thread(() -> System.exit(3), "exits again"));
      case "a hook that stays" -> runtime.addShutdownHook(new Thread(Kids::foreverDeaf));
      case "handlers that throw" -> {
        Thread.setDefaultUncaughtExceptionHandler(Leaves::fail);
        Thread.currentThread().setUncaughtExceptionHandler(Leaves::fail);
      }
      case "another locale" -> Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      case "interrupts" -> {
        Thread main = Thread.currentThread();
        Thread pest =
            new Thread(
                () -> {
                  while (true) {
                    main.interrupt();
                    Thread.onSpinWait();
                  }
                });
        pest.setDaemon(true);
        pest.start();
      }
      case "a security manager" -> forbidAll();
      default -> throw new IllegalArgumentException(how);
    }
  }

  private static void fail(Thread thread, Throwable thrown) {
    throw new IllegalStateException("of the user");
  }

  @SuppressWarnings({"removal", "deprecation"})
  private static void forbidAll() {
    System.setSecurityManager(
        new SecurityManager() {
          @Override
          public void checkExit(int status) {
            throw new SecurityException("no exit");
          }

          @Override
          public void checkAccess(Thread thread) {
            throw new SecurityException("no access to threads");
          }

          @Override
          public void checkPermission(java.security.Permission permission) {}
        });
  }

  private static final class Broken extends PrintStream {

    Broken() {
      super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    @Override
    public void flush() {
      throw new IllegalStateException("of the user");
    }
  }

  private static final class Stuck extends PrintStream {

    Stuck() {
      super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    @Override
    public void flush() {
      Kids.foreverDeaf();
    }
  }

  private static final class Mute extends IOException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      Kids.foreverDeaf();
      return "never";
    }
  }
}
