package dev.zproc.benchmarks.play.redis;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.OtherJvm;
import dev.zproc.benchmarks.play.Pace;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.Jedis;

/**
 * Many threads in two processes have subscribed, each with a connection of its own: from the
 * publication until the last thread runs. The word is how many there are in each process.
 */
public final class RedisCrowd implements Play {

  private static final String CHANNEL = "bell";
  private static final int PACE_MICROS = 50_000;

  private final RedisServer server = new RedisServer();
  private final Jedis jedis = server.connect();
  private final OtherJvm first;
  private final OtherJvm second;
  private final int millis;

  /** Starts a server and both processes; returns when all have subscribed. */
  public RedisCrowd(Assignment assignment) {
    millis = assignment.millis();
    String port = Integer.toString(server.port());
    first = new OtherJvm(Subscribers.class, port, assignment.word(0));
    second = new OtherJvm(Subscribers.class, port, assignment.word(0));
    first.line();
    second.line();
  }

  @Override
  public Tally sample() throws Exception {
    Pace pace = new Pace(PACE_MICROS, millis + PACE_MICROS / 1_000);
    pace.goesOn();
    return new Stint(millis)
        .ofTimed(
            () -> {
              pace.goesOn();
              long rung = System.nanoTime();
              jedis.publish(CHANNEL, "ring");
              return Math.max(Long.parseLong(first.line()), Long.parseLong(second.line())) - rung;
            });
  }

  @Override
  public void close() {
    first.close();
    second.close();
    jedis.close();
    server.close();
  }

  /** One of the processes that are woken: says once that all listen, then when all have heard. */
  public static final class Subscribers {

    private Subscribers() {}

    /** Runs {@code port threads}. */
    public static void main(String[] arguments) {
      OtherJvm.endWithInput();
      int port = Integer.parseInt(arguments[0]);
      int threads = Integer.parseInt(arguments[1]);
      AtomicInteger awake = new AtomicInteger();
      Runnable one =
          () -> {
            if (awake.incrementAndGet() == threads) {
              awake.set(0);
              System.out.println(System.nanoTime());
            }
          };
      for (int i = 0; i < threads; i++) {
        new Thread(() -> Listening.until(port, CHANNEL, one, message -> one.run())).start();
      }
    }
  }
}
