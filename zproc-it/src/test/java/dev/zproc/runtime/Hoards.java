package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.child.ChildStatus;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A root whose heap is full, because of its state or of its own program. */
final class Hoards {

  private static final FileOutputStream STDOUT = new FileOutputStream(FileDescriptor.out);
  private static final byte[] FULL = "full\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FULL_AGAIN = "full again\n".getBytes(StandardCharsets.US_ASCII);

  /** What there is a child for that waits, and one that does not listen. */
  private static final Set<String> SMALL = Set.of("state", "limited", "program", "both", "greedy");

  private static volatile @Nullable Object hoard;

  private Hoards() {}

  /**
   * Opens a context, fills the heap, and says what comes of that.
   *
   * @param args {@code state}, which a child fills that nothing limits; {@code limited}, the same
   *     with the limits that there are by default; {@code program}, which fills it once; {@code
   *     both}, with a child that writes a little beside; {@code greedy}, which takes whatever
   *     becomes free; {@code nearly}, which fills most of it; then {@code stay} if main is not to
   *     end, or {@code again} if it is to fill the heap once more
   */
  public static void main(String[] args) throws Exception {
    ZProc zproc = ZProc.open(options -> unlimited(options, args[0]));
    // Made while there is memory: there may be none for a thread when it is needed.
    CountDownLatch again = new CountDownLatch(1);
    start(() -> hoardAfter(again, threadOfTheServer()));
    if (SMALL.contains(args[0])) {
      zproc.spawn(HoardsLauncher.await());
      zproc.spawn(HoardsLauncher.beDeaf());
    }
    switch (args[0]) {
      case "state", "limited" -> zproc.spawn(HoardsLauncher.fill());
      case "program", "both", "greedy" -> {
        if (args[0].equals("both")) {
          zproc.spawn(HoardsLauncher.trickle());
        }
        whenAllRun(zproc);
        start(() -> hoard(args[0].equals("greedy"), FULL));
      }
      case "nearly" -> {
        hoardMost();
        new CountDownLatch(1).await();
      }
      case "history" -> {
        rewrite(zproc);
        return;
      }
      case "readers" -> {
        oneForFour(zproc);
        return;
      }
      case "results" -> {
        results(zproc);
        return;
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
    try {
      zproc.awaitAll();
      System.out.println("nothing");
    } catch (RuntimeException e) {
      System.out.println("ended " + e);
    }
    for (Child<?> child : zproc.children()) {
      System.out.println("alive " + child);
    }
    try {
      zproc.spawn(HoardsLauncher.await());
    } catch (RuntimeException e) {
      System.out.println("spawn " + e);
    }
    if (args[args.length - 1].equals("again")) {
      again.countDown();
      new CountDownLatch(1).await();
    }
    if (args[args.length - 1].equals("stay")) {
      new CountDownLatch(1).await();
    }
  }

  /** Fills the heap to 93 %, with what survives a collection. */
  private static void hoardMost() {
    Runtime heap = Runtime.getRuntime();
    while (heap.totalMemory() - heap.freeMemory() < 0.93 * heap.maxMemory()) {
      hoard = new Object[] {hoard, new byte[256 << 10]};
      System.gc();
    }
  }

  private static void unlimited(ZProcOptions options, String what) {
    options.output(Output.INHERIT).stopTimeout(Duration.ofSeconds(1)); // one of them is deaf
    if (what.equals("state") || what.equals("both")) {
      options.maxStateBytes(Long.MAX_VALUE).historyBytes(Long.MAX_VALUE);
    }
  }

  private static void whenAllRun(ZProc zproc) {
    zproc.children().forEach(Hoards::awaitRunning);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "hoarder");
    thread.setDaemon(true);
    thread.start();
  }

  private static Thread threadOfTheServer() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("zproc-state-server"))
        .findFirst()
        .orElseThrow();
  }

  /** Fills the heap once more, when {@code server} has told everybody that it has failed. */
  private static void hoardAfter(CountDownLatch again, Thread server) {
    try {
      again.await();
      server.join();
    } catch (InterruptedException e) {
      return; // nobody does
    }
    hoard(false, FULL_AGAIN);
  }

  /** Initialized just before the heap gets full, for those who look at what is so later. */
  private static final class Full {

    static final int FIRST_BYTES = Integer.parseInt("1048576");
  }

  /** Fills the heap to the last byte, and holds it or goes on trying. */
  private static void hoard(boolean goOn, byte[] saying) {
    int bytes = Full.FIRST_BYTES;
    while (bytes > 16 || goOn) {
      try {
        hoard = new Object[] {hoard, new byte[bytes]};
      } catch (OutOfMemoryError e) {
        bytes = Math.max(bytes / 2, 16);
      }
    }
    try {
      STDOUT.write(saying);
    } catch (IOException | OutOfMemoryError e) {
      // then the test finds that nobody told it
    }
  }

  @ChildProcess
  static void await(ZProc zproc) {
    System.out.println("pid " + ProcessHandle.current().pid());
    try {
      zproc.dictionary("never").awaitChange();
    } catch (RuntimeException e) {
      System.out.println("child " + e);
      throw e;
    }
  }

  @ChildProcess
  static void beDeaf() {
    System.out.println("pid " + ProcessHandle.current().pid());
    Kids.foreverDeaf();
  }

  /** One key of 10 KB, set 20,000 times. */
  private static void rewrite(ZProc zproc) {
    var dictionary = zproc.dictionary("history");
    byte[] value = new byte[10_000];
    for (int i = 0; i < 20_000; i++) {
      value[0] = (byte) i;
      dictionary.put("key", value.clone());
    }
    System.out.println("memory " + zproc.ping().memory());
    zproc.close();
  }

  /** A value of 15 MB, awaited by four children. */
  private static void oneForFour(ZProc zproc) {
    List<Child<Integer>> readers = zproc.spawn(HoardsLauncher.read(), 4);
    readers.forEach(Hoards::awaitRunning);
    zproc.dictionary("large").put("value", new byte[15_000_000]);
    for (Child<Integer> reader : readers) {
      System.out.println("read " + reader.join());
    }
    zproc.close();
  }

  /** Six results of 50 MB. */
  private static void results(ZProc zproc) {
    List<Child<byte[]>> made = zproc.spawn(HoardsLauncher.make(50_000_000), 6);
    for (Child<byte[]> each : made) {
      System.out.println("result " + each.join().length);
    }
    zproc.close();
  }

  private static void awaitRunning(Child<?> child) {
    while (child.status() != ChildStatus.RUNNING) {
      Thread.onSpinWait();
    }
  }

  @ChildProcess
  static int read(ZProc zproc) {
    var large = zproc.dictionary("large");
    while (!large.containsKey("value")) {
      large.awaitChange();
    }
    return ((byte[]) large.get("value")).length;
  }

  @ChildProcess
  static byte[] make(int bytes) {
    return new byte[bytes];
  }

  /** Puts entries of 64 KiB, ten a second. */
  @ChildProcess
  static void trickle(ZProc zproc) throws InterruptedException {
    var dictionary = zproc.dictionary("hoard");
    for (int i = 0; true; i++) {
      dictionary.put("key " + i, new byte[64 << 10]);
      Thread.sleep(100); // slower than the root fills its heap
    }
  }

  /** Puts entries of 64 KiB, each under a key of its own, as long as it may. */
  @ChildProcess
  static void fill(ZProc zproc) {
    var dictionary = zproc.dictionary("hoard");
    AtomicInteger count = new AtomicInteger();
    byte[] value = new byte[64 << 10];
    while (true) {
      dictionary.put("key " + count.incrementAndGet(), value);
    }
  }
}
