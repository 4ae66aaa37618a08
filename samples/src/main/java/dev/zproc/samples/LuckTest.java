package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;
import java.util.Random;

/** The state that the two processes share. */
@State
interface Luck {
  /** The newest random number. */
  double num();

  /** Whether the numbers shall end. */
  boolean stop();
}

/**
 * <b>3.</b> One process writes random numbers until it is told to stop; the other waits for a lucky
 * one, and tells it.
 *
 * <p>The state server looks at every number that was ever written, so a lucky one is not missed
 * even though the next one follows at once.
 */
final class LuckTest {

  private LuckTest() {}

  @ChildProcess
  static void generator(LuckState luck) {
    Random random = new Random();
    while (!luck.stop().get()) {
      double num = random.nextDouble();
      luck.num().set(num);
      System.out.println("generator: num is " + num);
    }
    System.out.println("generator: STOP was set, so I exit");
  }

  @ChildProcess
  @WaitFor("low < num && num < high")
  static void listener(LuckState luck, Luck then, double low, double high) {
    System.out.println(
        "listener: " + then.num() + " is between " + low + " and " + high + ", so I wake");
    luck.stop().set(true);
    System.out.println("listener: I set STOP");
  }

  public static void main(String[] args) {
    double low = args.length > 0 ? Double.parseDouble(args[0]) : 0.6;
    double high = args.length > 1 ? Double.parseDouble(args[1]) : 0.61;
    try (ZProc zproc = ZProc.open()) {
      zproc.spawn(LuckTestLauncher.listener(low, high));
      zproc.spawn(LuckTestLauncher.generator());
      zproc.awaitAll();
    }
  }
}
