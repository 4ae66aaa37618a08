package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;
import org.jspecify.annotations.Nullable;

/** The state that the three processes share. */
@State
interface Foo {
  /** Absent until somebody sets it. */
  @Nullable String foo();
}

/**
 * <b>1.</b> One process changes the state, which wakes the second, whose change wakes the third.
 *
 * <p>There is no sleep in it: a child's watches begin at the moment it was spawned, so it misses
 * nothing while its JVM starts.
 */
final class ChainReaction {

  private ChainReaction() {}

  @ChildProcess
  static void child1(FooState state) {
    state.foo().awaitChange();
    System.out.println("child1: foo got updated, so I wake");
    state.foo().set("bar");
    System.out.println("child1: I set foo to bar");
  }

  @ChildProcess
  @WaitFor("foo == 'bar'")
  static void child2(FooState state) {
    System.out.println("child2: foo changed to bar, so I wake");
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      ChainReactionLauncher.startAll(zproc);
      FooState.of(zproc).foo().set("foobar");
      System.out.println("child0: I set foo to foobar");
      zproc.awaitAll();
    }
  }
}
