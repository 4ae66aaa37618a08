package dev.zproc.benchmarks.play.redis;

import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A subscription, with a connection and a thread of its own. */
final class Listening {

  private Listening() {}

  /** Hands over every message, on this thread, until the server ends. */
  static void until(int port, String channel, Runnable begun, Consumer<String> messages) {
    try (Jedis jedis = new Jedis(RedisServer.HOST, port, 0)) {
      jedis.subscribe(
          new JedisPubSub() {
            @Override
            public void onSubscribe(String channel, int subscribed) {
              begun.run();
            }

            @Override
            public void onMessage(String channel, String message) {
              messages.accept(message);
            }
          },
          channel);
    } catch (JedisConnectionException e) {
      // The server has ended, and with it what was to be measured.
    }
  }
}
