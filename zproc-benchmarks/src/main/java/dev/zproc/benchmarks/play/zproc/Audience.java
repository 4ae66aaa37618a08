package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Many waits for one key in some processes. The words are {@code wake}, for the time from a write
 * until every process has said that all of its waits are over, or {@code memory}, for the bytes
 * that each process takes of the machine's memory (a latency of as many nanoseconds); then how many
 * waits there are in all, and in how many processes.
 */
public final class Audience implements Play {

  private static final long KIB = 1024;

  private final Measuring measuring = new Measuring();
  private final List<Child<?>> children = new ArrayList<>();
  private final Audience_StageState stage;
  private final int millis;
  private final boolean memory;
  private final int processes;
  private long acts;

  /** What is waited for, and who is ready. */
  @State(namespace = "stage")
  interface Stage {

    /** How many acts have begun. */
    long begun();

    /** How often a process has all its waits open. */
    long ready();

    /** How often a process has seen the begin of an act with all its waits. */
    long seen();
  }

  /** Opens a context and starts the processes; returns when all of them wait. */
  public Audience(Assignment assignment) {
    memory = assignment.word(0).equals("memory");
    millis = assignment.millis();
    processes = assignment.number(2);
    stage = Audience_StageState.of(measuring.zproc());
    int each = assignment.number(1) / processes;
    for (int i = 0; i < processes; i++) {
      children.add(measuring.start(AudienceLauncher.watch(each)));
    }
    stage.ready().await(stage.ready().atLeast(processes));
  }

  @ChildProcess
  static void watch(Audience_StageState stage, int waits) throws Exception {
    for (long act = 1; ; act++) {
      CompletableFuture<?>[] all = new CompletableFuture<?>[waits];
      for (int i = 0; i < waits; i++) {
        all[i] = stage.awaitAsync(stage.begun().atLeast(act));
      }
      stage.ready().add(1);
      CompletableFuture.allOf(all).get(); // which ends when it is to stop; join would not
      stage.seen().add(1);
    }
  }

  @Override
  public Tally sample() throws Exception {
    return memory ? memory() : new Stint(millis).ofTimed(this::wake);
  }

  private long wake() {
    acts++;
    stage.ready().await(stage.ready().atLeast(acts * processes));
    long start = System.nanoTime();
    stage.begun().set(acts);
    stage.seen().await(stage.seen().atLeast(acts * processes));
    return System.nanoTime() - start;
  }

  private Tally memory() throws IOException {
    Histogram bytes = Stint.histogram();
    for (Child<?> child : children) {
      bytes.recordValue(proportionalBytes(child.pid()));
    }
    return Tally.of(bytes, children.size(), 1);
  }

  /** What a process has for itself, and its share of what it has with others; Linux tells. */
  private static long proportionalBytes(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      String pss = lines.filter(line -> line.startsWith("Pss:")).findFirst().orElseThrow();
      return KIB * Long.parseLong(pss.replaceAll("\\D", ""));
    }
  }

  @Override
  public void close() {
    measuring.close();
  }
}
