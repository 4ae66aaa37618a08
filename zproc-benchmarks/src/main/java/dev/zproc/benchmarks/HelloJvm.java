package dev.zproc.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts {@link Hello} with nothing but {@code java} and {@link ProcessBuilder}: what anybody could
 * do without a library.
 *
 * <p>Threads: used by the main thread only.
 */
final class HelloJvm implements Contender {

  private final String name;
  private final List<String> command = new ArrayList<>();

  HelloJvm(String name, String... jvmOptions) {
    this.name = name;
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Hello.class.getName()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double sample() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said;
    try (var output = process.getInputStream()) {
      said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    int exitCode = process.waitFor();
    double millis = (System.nanoTime() - start) / 1e6;
    if (exitCode != 0 || !said.equals(Hello.GREETING)) {
      throw new IOException(command + " exited with " + exitCode + " and said: " + said);
    }
    return millis;
  }
}
