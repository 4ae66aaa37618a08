package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;
import dev.zproc.runtime.child.ProcessExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Tasks for swarms. */
final class Tasks {

  private static final List<byte[]> HOARD = new ArrayList<>();

  private Tasks() {}

  /** Items: so many numbers, from 0 on. */
  static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @ChildProcess
  static int square(int number) {
    return number * number;
  }

  @ChildProcess
  static long pid() {
    return ProcessHandle.current().pid();
  }

  @ChildProcess
  static int length(byte[] bytes) {
    return bytes.length;
  }

  @ChildProcess
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);
    return bytes;
  }

  @ChildProcess
  static void nothing() {}

  @ChildProcess
  @WaitFor("runs > 1000000")
  static void waiting(CounterState counter) {}

  /** Made once a worker. */
  static AtomicInteger model() {
    return new AtomicInteger();
  }

  @ChildProcess(setup = "model")
  static int useModel(AtomicInteger model) {
    return model.incrementAndGet();
  }

  /** Adds to a state, so that one can see from outside how often it ran. */
  @ChildProcess
  static int count(int number, CounterState counter) {
    counter.runs().add(1);
    return number;
  }

  /** The same; those from a number on wait until {@link #go} is set. */
  @ChildProcess
  static int countAndHold(int number, int held, CounterState counter) {
    if (number >= held) {
      CounterState go = go(counter);
      go.await(go.runs().atLeast(1));
    }
    return count(number, counter);
  }

  static CounterState go(CounterState counter) {
    return counter.namespace("go");
  }

  /** Sleeps, and heeds an interrupt. */
  @ChildProcess
  static long sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return millis;
  }

  /** The first waits until so many others are told to be done; these take a moment. */
  @ChildProcess
  static int slowIfFirst(int number, int others, CounterState counter) throws InterruptedException {
    if (number == 0) {
      CounterState done = counter.namespace("slowIfFirst");
      done.await(done.runs().atLeast(others));
    } else {
      Thread.sleep(20);
    }
    return number;
  }

  /** Works for a fifth of a millisecond. */
  @ChildProcess
  static int busy(int number) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < 200_000) {
      Thread.onSpinWait();
    }
    return number;
  }

  @ChildProcess
  static long sleepAndPid(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return ProcessHandle.current().pid();
  }

  /** Uses much of the heap for a moment, and then keeps that or not. */
  @ChildProcess
  static long fill(int bytes, boolean keep) throws InterruptedException {
    byte[] much = new byte[bytes];
    if (keep) {
      HOARD.add(much);
    }
    Thread.sleep(20);
    return ProcessHandle.current().pid();
  }

  /** When its worker is to end in order, that tells by a file, and does not come to its end. */
  @ChildProcess
  static long lingering(String file) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    Files.createFile(Path.of(file));
                    new CountDownLatch(1).await();
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }));
    return ProcessHandle.current().pid();
  }

  /** Does not heed an interrupt. */
  @ChildProcess
  static void deaf(CounterState counter) {
    counter.runs().add(1);
    while (true) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @ChildProcess
  static int nested(int number, ZProc zproc) {
    try (Swarm swarm = zproc.swarm(s -> s.workers(1))) {
      return swarm.map(List.of(number, number), TasksLauncher::square).stream()
          .mapToInt(Integer::intValue)
          .sum();
    }
  }

  /**
   * Returns the number, unless its kind is that of a poison.
   *
   * @param kind empty if it is to return
   */
  @ChildProcess
  static int poison(int number, String kind) throws Exception {
    switch (kind) {
      case "" -> {
        return number;
      }
      case "throw" -> throw new IllegalStateException("poison " + number);
      case "exit" -> System.exit(5);
      case "process-exit" -> throw new ProcessExit(6);
      case "crash" -> end("-ABRT");
      case "kill" -> end("-KILL");
      case "heap" -> {
        List<byte[]> hoard = new ArrayList<>();
        while (true) {
          hoard.add(new byte[8 << 20]);
        }
      }
      case "loop" -> {
        while (true) {
          Thread.onSpinWait();
        }
      }
      default -> throw new IllegalArgumentException(kind);
    }
    while (true) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Starts a program that keeps the stderr of this worker open for so long. */
  @ChildProcess
  static long leaveAProgram(int seconds) throws IOException {
    new ProcessBuilder("sleep", "" + seconds).inheritIO().start();
    return ProcessHandle.current().pid();
  }

  private static void end(String signal) throws Exception {
    new ProcessBuilder("kill", signal, "" + ProcessHandle.current().pid()).start().waitFor();
  }
}
