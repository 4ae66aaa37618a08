package dev.zproc.benchmarks.play.redis;

import dev.zproc.benchmarks.play.Arrivals;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.OtherJvm;
import dev.zproc.benchmarks.play.Pace;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Tally;
import redis.clients.jedis.Jedis;

/**
 * One process publishes the time, another has subscribed and tells how late it is. The word is the
 * pace in microseconds.
 */
public final class RedisWakeUp implements Play {

  private static final String CHANNEL = "time";

  private final RedisServer server = new RedisServer();
  private final Jedis jedis = server.connect();
  private final OtherJvm subscriber;
  private final int micros;
  private final int millis;

  /** Starts a server and the process that subscribes. */
  public RedisWakeUp(Assignment assignment) {
    micros = assignment.number(0);
    millis = assignment.millis();
    subscriber = new OtherJvm(Subscriber.class, Integer.toString(server.port()));
    subscriber.line();
  }

  @Override
  public Tally sample() {
    Pace pace = new Pace(micros, millis);
    while (pace.goesOn()) {
      jedis.publish(CHANNEL, Long.toString(System.nanoTime()));
    }
    jedis.publish(CHANNEL, Long.toString(Arrivals.END));
    return Tally.parse(subscriber.line());
  }

  @Override
  public void close() {
    subscriber.close();
    jedis.close();
    server.close();
  }

  /** The process that is woken. */
  public static final class Subscriber {

    private Subscriber() {}

    /** Runs {@code port}. */
    public static void main(String[] arguments) {
      OtherJvm.endWithInput();
      Arrivals arrivals = new Arrivals();
      Listening.until(
          Integer.parseInt(arguments[0]),
          CHANNEL,
          () -> System.out.println("subscribed"),
          message -> {
            long time = Long.parseLong(message);
            if (time == Arrivals.END) {
              System.out.println(arrivals.take().line());
            } else {
              arrivals.add(time);
            }
          });
    }
  }
}
