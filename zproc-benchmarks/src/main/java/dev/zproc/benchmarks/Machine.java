package dev.zproc.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where and with what a run took place. */
final class Machine {

  private Machine() {}

  /**
   * Names and values, in the order in which they are to be read.
   *
   * @param home a folder of the checkout that is measured
   */
  static Map<String, Object> describe(Path home) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    about.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    about.put("architecture", System.getProperty("os.arch"));
    about.put("cpu", cpu());
    about.put("cpus", Runtime.getRuntime().availableProcessors());
    about.put(
        "commit",
        said("git", "-C", home.toString(), "describe", "--always", "--dirty", "--abbrev=7"));
    about.put("redis", said(Tool.REDIS.program(), "--version"));
    about.put("python", said(Tool.PYTHON.program(), "--version"));
    return about;
  }

  private static String cpu() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(file)) {
      Optional<String> model = lines.filter(line -> line.startsWith("model name")).findFirst();
      return model.map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line that a program prints, if there is such a program and it succeeds. */
  private static String said(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var output = process.getInputStream()) {
        String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? text.lines().findFirst().orElse("") : "unknown";
      }
    } catch (IOException e) {
      return "not installed";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
