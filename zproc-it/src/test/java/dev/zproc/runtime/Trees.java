package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.child.ChildStatus;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A root process of its own, whose children stay until something ends them. */
final class Trees {

  private static final FileOutputStream STDOUT = new FileOutputStream(FileDescriptor.out);
  private static final byte[] FULL = "full\n".getBytes(StandardCharsets.US_ASCII);

  /** What is left of the heap to tell that it is full. */
  private static byte @Nullable [] reserve = new byte[1 << 16];

  private Trees() {}

  /**
   * Opens a context, spawns children, and does what it is told.
   *
   * @param args what the root does: {@code stay}, or end in some way once its children run; how
   *     many children it has, how deep each goes, and what they do
   */
  public static void main(String[] args) throws Exception {
    ZProc zproc = ZProc.open();
    System.out.println("spawning");
    List<Child<Void>> children = new ArrayList<>();
    Thread spawner = new Thread(() -> spawn(zproc, args, children), "spawner");
    spawner.start();
    spawner.join(); // a child must not depend on the thread that has spawned it
    for (Child<Void> child : children) {
      while (!args[0].equals("stay") && child.status() != ChildStatus.RUNNING) {
        Thread.onSpinWait();
      }
    }
    switch (args[0]) {
      case "return" -> zproc.close();
      case "forget" -> {}
      case "throw" -> throw new IllegalStateException("on purpose");
      case "fill-heap" -> fillHeap();
      case "exit" -> System.exit(5);
      case "halt" -> Runtime.getRuntime().halt(6);
      case "collect" -> {
        collect();
        System.out.println("collected");
        new CountDownLatch(1).await();
      }
      case "join" -> {
        System.out.println("end " + children.get(0).onExit().join().getClass().getSimpleName());
        zproc.close();
      }
      default -> new CountDownLatch(1).await();
    }
  }

  private static void spawn(ZProc zproc, String[] args, List<Child<Void>> children) {
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      children.add(
          zproc.spawn(
              TreesLauncher.grow(Integer.parseInt(args[2]), args[3]),
              spawn -> {
                if (args[3].equals("hoard")) {
                  // Without a reserve of heap that each thread would have for itself.
                  spawn.heap("16m").jvmArgs("-XX:-ExitOnOutOfMemoryError", "-XX:-UseTLAB");
                }
              }));
    }
  }

  private static void fillHeap() {
    List<byte[]> hoard = new ArrayList<>();
    while (true) {
      hoard.add(new byte[1 << 16]);
    }
  }

  /** Keeps the collector busy for 2 s, and every thread waiting for it. */
  private static void collect() {
    long end = System.nanoTime() + 2_000_000_000L;
    List<byte[]> live = new ArrayList<>();
    while (System.nanoTime() < end) {
      for (int i = 0; i < 1_000; i++) {
        live.add(new byte[10_000]);
      }
      System.gc();
      live.clear();
    }
  }

  /** One process, and below it as many as it is deep. */
  @ChildProcess
  static void grow(ZProc zproc, int depth, String what) throws Exception {
    if (depth > 1) {
      zproc.spawn(TreesLauncher.grow(depth - 1, what));
    }
    switch (what) {
      case "wait" -> {}
      case "close-stdin" -> {
        System.in.close();
        new FileInputStream(FileDescriptor.in).close();
      }
      case "hoard" -> hoard();
      case "collect" -> collect();
      case "hold" ->
          Runtime.getRuntime()
              .addShutdownHook(
                  new Thread(
                      () -> {
                        System.out.println("holding");
                        Kids.foreverDeaf();
                      }));
      case "spin" -> {
        System.out.println("pid " + ProcessHandle.current().pid());
        while (true) {
          Thread.onSpinWait();
        }
      }
      default -> throw new IllegalArgumentException(what);
    }
    System.out.println("pid " + ProcessHandle.current().pid());
    try {
      new CountDownLatch(1).await();
    } finally {
      System.out.println("stopped " + ProcessHandle.current().pid());
    }
  }

  /** Fills the heap to the last byte, and goes on trying. */
  private static void hoard() {
    System.out.println("pid " + ProcessHandle.current().pid());
    Object hoard = FULL;
    int bytes = 1 << 20;
    while (true) {
      try {
        hoard = new Object[] {hoard, new byte[bytes]};
      } catch (OutOfMemoryError e) {
        bytes = Math.max(bytes / 2, 16);
        if (bytes == 16 && reserve != null) {
          reserve = null;
          tell();
        }
      }
    }
  }

  private static void tell() {
    try {
      STDOUT.write(FULL);
    } catch (IOException | OutOfMemoryError e) {
      // then the test finds that nobody told it
    }
  }
}
