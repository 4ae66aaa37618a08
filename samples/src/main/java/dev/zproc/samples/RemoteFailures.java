package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.Output;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ProcessExit;
import dev.zproc.runtime.failure.ChildFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * <b>11.</b> How a child can fail, and what its parent is told: each way has a type of its own, and
 * an exception comes with the stack that it had in the child.
 */
final class RemoteFailures {

  private static final String PARSE = RemoteFailures.class.getName() + ".parse(";

  private RemoteFailures() {}

  @ChildProcess
  static int parse(String file) {
    try {
      throw new NoSuchFileException(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot parse " + file, e);
    }
  }

  @ChildProcess
  static void exitOnPurpose() {
    throw new ProcessExit(3);
  }

  @ChildProcess
  static void callSystemExit() {
    System.exit(4);
  }

  @ChildProcess(timeout = "200ms")
  static void takeTooLong() throws InterruptedException {
    Thread.sleep(Long.MAX_VALUE);
  }

  @ChildProcess(heap = "16m")
  static void fillTheHeap() {
    List<byte[]> hoard = new ArrayList<>();
    while (true) {
      hoard.add(new byte[1 << 20]);
    }
  }

  @ChildProcess
  static void sleep() throws InterruptedException {
    Thread.sleep(Long.MAX_VALUE);
  }

  @ChildProcess(jvmArgs = "-XX:NoSuchOption=1")
  static void startWithNonsense() {}

  private static Map<String, Call<?>> calls() {
    Map<String, Call<?>> calls = new LinkedHashMap<>();
    calls.put("parse", RemoteFailuresLauncher.parse("menu.txt"));
    calls.put("exitOnPurpose", RemoteFailuresLauncher.exitOnPurpose());
    calls.put("callSystemExit", RemoteFailuresLauncher.callSystemExit());
    calls.put("takeTooLong", RemoteFailuresLauncher.takeTooLong());
    calls.put("fillTheHeap", RemoteFailuresLauncher.fillTheHeap());
    calls.put("sleep", RemoteFailuresLauncher.sleep());
    calls.put("startWithNonsense", RemoteFailuresLauncher.startWithNonsense());
    return calls;
  }

  public static void main(String[] args) {
    Map<String, Child<?>> children = new LinkedHashMap<>();
    try (ZProc zproc = ZProc.open()) {
      // What a JVM says of its end is not to get between our lines.
      calls()
          .forEach(
              (name, call) ->
                  children.put(name, zproc.spawn(call, spawn -> spawn.output(Output.DISCARD))));
      ProcessHandle.of(children.get("sleep").pid()).orElseThrow().destroyForcibly();

      children.forEach(
          (name, child) -> {
            try {
              child.join(Duration.ofMinutes(1));
            } catch (ChildFailedException failure) {
              System.out.println(name + " " + failure.end());
              if (failure.end() instanceof ChildEnd.Threw threw) {
                // The rest of the stack, the caller's included, is in the exception.
                failure
                    .getMessage()
                    .lines()
                    .filter(line -> line.startsWith("Caused by") || line.contains("at " + PARSE))
                    .forEach(line -> System.out.println("  " + line.strip()));
              }
            }
          });
    }
  }
}
