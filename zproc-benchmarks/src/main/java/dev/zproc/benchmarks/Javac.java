package dev.zproc.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles {@link Sources}, with our processor or without, in a process of its own or in this one.
 *
 * <p>Threads: used by the main thread only.
 */
final class Javac implements Contender {

  private final String name;
  private final int methods;
  private final @Nullable Processor processor;
  private final boolean forked;
  private final List<String> arguments = new ArrayList<>();
  private Path folder;

  /** Compiles so many methods with the processor, or without one if it is null. */
  Javac(String name, int methods, @Nullable Processor processor, boolean forked) {
    this.name = name;
    this.methods = methods;
    this.processor = processor;
    this.forked = forked;
    this.folder = Path.of("");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open() throws IOException {
    if (processor != null) {
      processor.check();
    }
    folder = Files.createTempDirectory("zproc-javac");
    arguments.addAll(List.of("-nowarn", "--release", "17"));
    if (processor != null) {
      arguments.addAll(List.of("-cp", processor.classPath(), "-processorpath", processor.jar()));
    } else {
      arguments.addAll(List.of("-cp", Processor.currentClassPath(), "-proc:none"));
    }
    for (Path file : Sources.write(Files.createDirectory(folder.resolve("source")), methods)) {
      arguments.add(file.toString());
    }
  }

  @Override
  public double sample() throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> all = new ArrayList<>(List.of("-d", classes.toString()));
    all.addAll(arguments);
    long start = System.nanoTime();
    if (forked) {
      fork(all);
    } else {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int code =
          ToolProvider.getSystemJavaCompiler().run(null, said, said, all.toArray(String[]::new));
      check(code, said.toString(StandardCharsets.UTF_8));
    }
    double millis = (System.nanoTime() - start) / 1e6;
    checkGenerated(Files.exists(classes.resolve("com/acme/big/Kitchen0Launcher.class")));
    Folders.delete(classes);
    return millis;
  }

  private void checkGenerated(boolean launcher) {
    if (launcher != (processor != null)) {
      throw new IllegalStateException(
          "'" + name + "' " + (launcher ? "has" : "has not") + " generated anything");
    }
  }

  private void fork(List<String> all) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(all);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said;
    try (var output = process.getInputStream()) {
      said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
    check(process.waitFor(), said);
  }

  private void check(int code, String said) {
    if (code != 0 || !said.isBlank()) {
      throw new IllegalStateException("'" + name + "' exited with " + code + " and said: " + said);
    }
  }

  @Override
  public void close() {
    try {
      if (Files.exists(folder.resolve("source"))) {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
