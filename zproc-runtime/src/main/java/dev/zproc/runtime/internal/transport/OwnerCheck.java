package dev.zproc.runtime.internal.transport;

import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Finds out which users the accepted connections of a TCP server come from, in a thread of its own
 * that is there while there is something to find out: one look into the system's table, which may
 * take milliseconds, is enough for all that have come meanwhile.
 *
 * <p>Threads: safe for use by many threads.
 */
final class OwnerCheck {

  private static final int MAX_LOOKS = 5;

  private static final long AGAIN_MILLIS = 5;

  /** How long to wait for a thread that could not be had until the next attempt. */
  private static final long THREAD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final int self = TcpOwners.self();
  private final List<Asked> asked = new ArrayList<>();
  private final BiConsumer<SocketChannel, Boolean> told;
  private final ThreadPoolExecutor thread;

  /** Whether those that are asked about wait for a thread; guarded as they are. */
  private boolean stuck;

  private long triedAt;

  private record Asked(SocketChannel channel, TcpOwners.Ends ends) {}

  /**
   * Makes a check.
   *
   * @param name of the server's threads
   * @param told in the thread of the check, whether a connection may stay
   */
  OwnerCheck(String name, BiConsumer<SocketChannel, Boolean> told) {
    this(
        told,
        task -> {
          Thread made = new Thread(task, "zproc-" + name + "-owners");
          made.setDaemon(true);
          return made;
        });
  }

  /** As the other, with threads made by {@code threads}. */
  OwnerCheck(BiConsumer<SocketChannel, Boolean> told, ThreadFactory threads) {
    this.told = told;
    thread =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    thread.allowCoreThreadTimeOut(true);
  }

  /** Whether this system tells anything. */
  boolean isPossible() {
    return self != TcpOwners.UNKNOWN;
  }

  /** Asks whether a connection may stay, with the ends of the socket on its other side. */
  void ask(SocketChannel channel, TcpOwners.Ends ends) {
    synchronized (asked) {
      asked.add(new Asked(channel, ends));
      if (asked.size() > 1) {
        return; // whoever takes the first takes all
      }
      begin();
    }
  }

  /**
   * Tries again to look, if there was no thread for it: where there are as many as there may be,
   * connections wait, and whoever owns the socket goes on. To be called now and then.
   */
  void retry() {
    synchronized (asked) {
      if (!stuck || System.nanoTime() - triedAt < THREAD_NANOS) {
        return;
      }
      // Those that have waited for too long were shut meanwhile.
      asked.removeIf(each -> !each.channel().isOpen());
      if (asked.isEmpty()) {
        stuck = false;
      } else {
        begin();
      }
    }
  }

  private void begin() {
    try {
      thread.execute(this::look);
      stuck = false;
    } catch (OutOfMemoryError none) {
      triedAt = System.nanoTime();
      if (!stuck) {
        stuck = true;
        System.getLogger(OwnerCheck.class.getName())
            .log(
                Level.WARNING,
                "no thread could be started to see which users connections come from, so they"
                    + " wait; raise the limit of threads (ulimit -u, or pids.max of the container):"
                    + " "
                    + none.getMessage());
      }
    }
  }

  void close() {
    thread.shutdown();
  }

  private void look() {
    List<Asked> now;
    synchronized (asked) {
      now = new ArrayList<>(asked);
      asked.clear();
    }
    Map<TcpOwners.Ends, Asked> left = new HashMap<>();
    now.forEach(each -> left.put(each.ends(), each));
    for (int i = 0; i < MAX_LOOKS && !left.isEmpty(); i++) {
      if (i > 0 && !pause()) {
        break;
      }
      // Nobody waits for these any more, and those who do would wait behind them.
      left.values().removeIf(each -> !each.channel().isOpen());
      TcpOwners.of(left.keySet()).forEach((ends, owner) -> judge(left.remove(ends), owner));
    }
    // It has ended meanwhile, or this system does not show it; the secret is asked for anyway.
    left.values().forEach(each -> told.accept(each.channel(), true));
  }

  private void judge(Asked one, int owner) {
    boolean foreign = TcpOwners.isForeign(owner, self);
    if (foreign) {
      System.getLogger(OwnerCheck.class.getName())
          .log(
              Level.WARNING,
              "turned away a connection to "
                  + one.ends().other()
                  + " by the user with the number "
                  + owner
                  + "; this process is of user "
                  + self);
    }
    told.accept(one.channel(), !foreign);
  }

  private static boolean pause() {
    try {
      Thread.sleep(AGAIN_MILLIS);
      return true;
    } catch (InterruptedException over) {
      return false;
    }
  }
}
