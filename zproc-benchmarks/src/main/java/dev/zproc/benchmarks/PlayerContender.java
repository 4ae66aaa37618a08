package dev.zproc.benchmarks;

import dev.zproc.benchmarks.play.Player;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A contender in a process of its own, which is started once, and asked for a sample in each round.
 * It speaks the protocol of {@link Player}, whatever it is written in.
 *
 * <p>Threads: used by the main thread only; one of its own reads what the process says.
 */
final class PlayerContender implements Contender {

  /**
   * What a peer in another language says instead of {@link Tally#MARK}: all latencies as they are.
   */
  private static final String LATENCIES = "#latencies ";

  private static final String END = "#end";
  private static final int PATIENCE_SECONDS = 120;

  private final String name;
  private final List<String> command;
  private final double nanosPerUnit;
  private final @Nullable String missing;

  /** What the present process has said; the end of an earlier one is not its. */
  private BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private @Nullable Process process;

  /**
   * Describes one that is not started yet.
   *
   * @param missing why it cannot be started here, or null
   */
  PlayerContender(
      String name, List<String> command, double nanosPerUnit, @Nullable String missing) {
    this.name = name;
    this.command = List.copyOf(command);
    this.nanosPerUnit = nanosPerUnit;
    this.missing = missing;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable String missing() {
    return missing;
  }

  @Override
  public void open() throws IOException, InterruptedException {
    Process started =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process = started;
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    answers = said;
    Thread reader = new Thread(() -> read(started.inputReader(StandardCharsets.UTF_8), said), name);
    reader.setDaemon(true);
    reader.start();
    String line = answer();
    if (!line.equals(Player.READY)) {
      throw new IOException("'" + name + "' is not ready, but says: " + line);
    }
  }

  private void read(BufferedReader lines, BlockingQueue<String> said) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#")) {
          said.add(line);
        } else {
          System.err.println(line);
        }
      }
    } catch (IOException e) {
      System.err.println("'" + name + "': " + e);
    }
    said.add(END);
  }

  private String answer() throws IOException, InterruptedException {
    String line = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new IOException("'" + name + "' said nothing for " + PATIENCE_SECONDS + " s");
    }
    if (line.equals(END)) {
      throw new IOException("'" + name + "' has ended: " + command);
    }
    return line;
  }

  @Override
  public Sample take() throws IOException, InterruptedException {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("'" + name + "' is not open");
    }
    running.getOutputStream().write('\n');
    running.getOutputStream().flush();
    return Sample.of(tally(answer()), nanosPerUnit);
  }

  @Override
  public double sample() throws IOException, InterruptedException {
    return take().p50();
  }

  /** Reads a line of either kind. */
  static Tally tally(String line) throws IOException {
    if (line.startsWith(Tally.MARK)) {
      return Tally.parse(line);
    }
    if (!line.startsWith(LATENCIES)) {
      throw new IOException("not a sample: " + line);
    }
    String[] parts = line.substring(LATENCIES.length()).split(" ");
    LongBuffer nanos =
        ByteBuffer.wrap(Base64.getDecoder().decode(parts[2]))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asLongBuffer();
    Histogram latencies = Stint.histogram();
    while (nanos.hasRemaining()) {
      latencies.recordValue(nanos.get());
    }
    return Tally.of(latencies, Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  /** Ends its input; should it not end then, it is killed with all that it has started. */
  @Override
  public void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    List<ProcessHandle> family = new ArrayList<>(running.descendants().toList());
    try (PrintStream input = new PrintStream(running.getOutputStream())) {
      input.flush();
    }
    try {
      if (!running.waitFor(20, TimeUnit.SECONDS)) {
        System.err.println("'" + name + "' did not end, so it is killed");
        family.addAll(running.descendants().toList());
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
    process = null;
  }
}
