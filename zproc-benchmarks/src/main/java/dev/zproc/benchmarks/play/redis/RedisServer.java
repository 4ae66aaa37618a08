package dev.zproc.benchmarks.play.redis;

import dev.zproc.benchmarks.play.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A Redis of our own, at a free port of the loopback address; it keeps nothing on disk, and ends
 * with the play, whose processors it shares.
 */
final class RedisServer implements AutoCloseable {

  static final String HOST = "127.0.0.1";
  private static final int ATTEMPTS = 200;

  private final Process process;
  private final int port;

  RedisServer() {
    port = Ports.free();
    List<String> command =
        List.of(
            "redis-server",
            "--port",
            Integer.toString(port),
            "--bind",
            HOST,
            "--save",
            "",
            "--appendonly",
            "no",
            "--maxclients",
            "4000",
            "--dir",
            System.getProperty("java.io.tmpdir"));
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    awaitAnswer();
  }

  /** It says nowhere that it is ready but by answering. */
  private void awaitAnswer() {
    for (int attempt = 1; ; attempt++) {
      try (Jedis jedis = connect()) {
        jedis.ping();
        return;
      } catch (JedisConnectionException e) {
        if (attempt == ATTEMPTS || !process.isAlive()) {
          close();
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  Jedis connect() {
    return new Jedis(HOST, port);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
