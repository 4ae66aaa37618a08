package dev.zproc.benchmarks;

import java.util.List;

/**
 * How long does it take to start a JVM, have it say hello, and see it end?
 *
 * <p>Threads: used by the main thread only.
 */
final class SpawnTime implements Benchmark {

  private final List<Contender> contenders =
      List.of(
          new HelloJvm("plain java"),
          new HelloJvm("java, serial GC", "-XX:+UseSerialGC"),
          new HelloJvm("java, C1 only", "-XX:TieredStopAtLevel=1"));

  @Override
  public String name() {
    return "SpawnTime";
  }

  @Override
  public String measures() {
    return "start to exit of one JVM that says hello, ms";
  }

  @Override
  public List<Contender> contenders() {
    return contenders;
  }
}
