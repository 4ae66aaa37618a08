package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.child.ProcessExit;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A child as a user writes one, and each way in which it can fail. */
final class Parser {

  private Parser() {}

  /** Spawns it, so that there is a line of the user's to show. */
  static Child<Void> start(ZProc zproc, String how, Consumer<SpawnOptions> options) {
    return zproc.spawn(ParserLauncher.parse(how), options);
  }

  @ChildProcess
  static void parse(String how, ZProc zproc) throws Exception {
    switch (how) {
      case "throw" -> {
        IOException thrown = new IOException("disk full", new IllegalStateException("no inode"));
        thrown.addSuppressed(new RuntimeException("and the log, too"));
        throw thrown;
      }
      case "exit 3" -> System.exit(3);
      case "process-exit 3" -> throw new ProcessExit(3);
      case "halt 70" -> Runtime.getRuntime().halt(70);
      case "fill heap" -> {
        List<byte[]> hoard = new ArrayList<>();
        while (true) {
          hoard.add(new byte[1 << 16]);
        }
      }
      case "crash" -> {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field field = unsafe.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        unsafe
            .getMethod("putAddress", long.class, long.class)
            .invoke(field.get(null), 0L, 0L); // a null pointer in native code
      }
      case "ask the server" -> {
        System.out.println(how);
        while (true) {
          zproc.ping();
        }
      }
      default -> {
        System.out.println(how);
        new CountDownLatch(1).await();
      }
    }
    throw new IllegalArgumentException(how);
  }
}
