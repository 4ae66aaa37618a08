package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import java.util.List;
import java.util.stream.LongStream;

/** What all generations share. */
@State
interface Family {
  /** How many processes wait, without an end. */
  int idlers();

  List<Long> pids();
}

/**
 * <b>10.</b> Children that have children: a sum is halved until it is small, each half in a process
 * of its own. All of them share one state, whatever their depth.
 *
 * <p>In the end a family is killed at its head, with {@code kill -9}, and nobody is left of it:
 * whatever ends a process, those that it has spawned end with it.
 */
final class NestedProcesses {

  private static final long SMALL = 250;

  private NestedProcesses() {}

  /** Adds up the numbers from {@code from} to {@code to}, and says who did. */
  @ChildProcess
  static long sum(ZProc zproc, long from, long to) {
    if (to - from < SMALL) {
      return LongStream.rangeClosed(from, to).sum();
    }
    long middle = (from + to) / 2;
    Child<Long> left = zproc.spawn(NestedProcessesLauncher.sum(from, middle));
    Child<Long> right = zproc.spawn(NestedProcessesLauncher.sum(middle + 1, to));
    long sum = left.join() + right.join();
    System.out.println("from " + from + " to " + to + ": " + sum);
    return sum;
  }

  /** Waits for ever, below {@code depth} others who do. */
  @ChildProcess
  static void idle(ZProc zproc, FamilyState family, int depth) {
    family.pids().append(ProcessHandle.current().pid());
    if (depth > 1) {
      zproc.spawn(NestedProcessesLauncher.idle(depth - 1));
    }
    family.idlers().add(1);
    family.await(family.idlers().lessThan(0));
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      System.out.println("sum: " + zproc.spawn(NestedProcessesLauncher.sum(1L, 1_000L)).join());

      FamilyState family = FamilyState.of(zproc);
      Child<Void> head = zproc.spawn(NestedProcessesLauncher.idle(3));
      family.await(family.idlers().equalTo(3));
      System.out.println("three generations wait");
      List<ProcessHandle> processes =
          family.pids().get().stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
      ProcessHandle.of(head.pid()).orElseThrow().destroyForcibly();
      processes.forEach(process -> process.onExit().join());
      System.out.println("the head " + head.onExit().join());
      System.out.println("of " + processes.size() + " nobody is left");
    }
  }
}
