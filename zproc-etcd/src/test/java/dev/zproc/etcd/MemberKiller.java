package dev.zproc.etcd;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills members of an etcd one after the other, the leader now and then, and starts each again a
 * second later; until it is closed.
 */
public final class MemberKiller implements AutoCloseable {

  private final EtcdServers servers;
  private final Random random;
  private final long pauseMillis;
  private final int leaderEach;
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger leaders = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "killer");

  /**
   * Begins.
   *
   * @param pauseMillis from one kill to the next
   * @param leaderEach every which of them is the leader
   */
  public MemberKiller(EtcdServers servers, long seed, long pauseMillis, int leaderEach) {
    this.servers = servers;
    this.random = new Random(seed);
    this.pauseMillis = pauseMillis;
    this.leaderEach = leaderEach;
    thread.start();
  }

  private void run() {
    try {
      for (int i = 1; ; i++) {
        TimeUnit.MILLISECONDS.sleep(pauseMillis - 1_000);
        int leader = i % leaderEach == 0 ? servers.leader() : -1;
        int member = leader < 0 ? random.nextInt(servers.size()) : leader;
        servers.kill(member);
        kills.incrementAndGet();
        if (leader >= 0) {
          leaders.incrementAndGet();
        }
        TimeUnit.MILLISECONDS.sleep(1_000);
        servers.restart(member);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many were killed so far, the leaders among them. */
  public int kills() {
    return kills.get();
  }

  /** How many of them were the leader. */
  public int leaders() {
    return leaders.get();
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
