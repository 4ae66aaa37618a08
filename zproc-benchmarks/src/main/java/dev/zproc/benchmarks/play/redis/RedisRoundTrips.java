package dev.zproc.benchmarks.play.redis;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * Reads and writes of one key, with a connection for each thread. The words are {@code get}, {@code
 * set}, {@code add}, {@code pipelined-get} or {@code pipelined-set}, then the number of threads, or
 * of operations underway.
 */
public final class RedisRoundTrips implements Play {

  private static final String KEY = "text";
  private static final String COUNT = "count";
  private static final String TEXT = "y".repeat(100);

  private final RedisServer server = new RedisServer();
  private final List<Jedis> connections = new ArrayList<>();
  private final Stint stint;
  private final String deed;
  private final int number;

  /** Starts a server and connects to it. */
  public RedisRoundTrips(Assignment assignment) {
    stint = new Stint(assignment.millis());
    deed = assignment.word(0);
    number = assignment.number(1);
    for (int i = 0; i < (isPipelined() ? 1 : number); i++) {
      connections.add(server.connect());
    }
    connections.get(0).set(KEY, "x".repeat(100));
  }

  @Override
  public Tally sample() throws Exception {
    if (isPipelined()) {
      return stint.ofBatches(number, () -> pipeline(connections.get(0)));
    }
    return number == 1
        ? stint.of(operation(connections.get(0)))
        : stint.ofThreads(number, i -> operation(connections.get(i)));
  }

  private boolean isPipelined() {
    return deed.startsWith("pipelined");
  }

  private Stint.Operation operation(Jedis jedis) {
    return switch (deed) {
      case "get" -> () -> jedis.get(KEY);
      case "set" -> () -> jedis.set(KEY, TEXT);
      case "add" -> () -> jedis.incrBy(COUNT, 1);
      default -> throw new IllegalArgumentException(deed);
    };
  }

  private void pipeline(Jedis jedis) {
    Pipeline pipeline = jedis.pipelined();
    for (int i = 0; i < number; i++) {
      if (deed.equals("pipelined-set")) {
        pipeline.set(KEY, TEXT);
      } else {
        pipeline.get(KEY);
      }
    }
    if (pipeline.syncAndReturnAll().size() != number) {
      throw new IllegalStateException("answers are missing");
    }
  }

  @Override
  public void close() {
    connections.forEach(Jedis::close);
    server.close();
  }
}
