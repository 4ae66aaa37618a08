package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.state.Watch;
import org.jspecify.annotations.Nullable;

/** The state that the watchers watch. */
@State
interface Flags {
  boolean flag1();

  boolean flag2();

  /** Absent until somebody raises it. */
  @Nullable String banner();
}

/**
 * <b>4.</b> The ways to wait for a state, a process for each: all of them see the very revision
 * that they waited for, whatever has become of the state since.
 */
final class StateWatchers {

  private StateWatchers() {}

  @ChildProcess
  static void predicate(FlagsState state) {
    Flags then = state.await(flags -> flags.flag1() && !flags.flag2());
    say("await(flags -> flags.flag1() && !flags.flag2())", then);
  }

  @ChildProcess
  static void equal(FlagsState state) {
    say("await(flag1().equalTo(true))", state.await(state.flag1().equalTo(true)));
  }

  @ChildProcess
  static void notEqual(FlagsState state) {
    say("await(flag1().notEqualTo(false))", state.await(state.flag1().notEqualTo(false)));
  }

  @ChildProcess
  static void isNull(FlagsState state) {
    say("await(banner().isNull())", state.await(state.banner().isNull()));
  }

  @ChildProcess
  static void isNotNull(FlagsState state) {
    say("await(banner().isNotNull())", state.await(state.banner().isNotNull()));
  }

  @ChildProcess
  static void available(FlagsState state) {
    say("await(flag2().available())", state.await(state.flag2().available()));
  }

  @ChildProcess
  static void falsy(FlagsState state) {
    say("await(flag1().falsy())", state.await(state.flag1().falsy()));
  }

  @ChildProcess
  static void anyChange(FlagsState state) {
    say("awaitChange()", state.awaitChange().snapshot());
  }

  @ChildProcess
  static void changeOfAKey(FlagsState state) {
    say("awaitChange(flag2())", state.awaitChange(state.flag2()).snapshot());
  }

  @ChildProcess
  static void changeOfAllButAKey(FlagsState state) {
    try (Watch<Flags> watch = state.watch().except(state.flag1()).open()) {
      say("watch().except(flag1()).next()", watch.next().snapshot());
    }
  }

  @ChildProcess
  @WaitFor("flag1 && banner != null")
  static void declared(Flags then) {
    say("@WaitFor(\"flag1 && banner != null\")", then);
  }

  private static void say(String wait, Flags then) {
    System.out.println(wait + " -> " + then.flag1() + ", " + then.flag2() + ", " + then.banner());
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      StateWatchersLauncher.startAll(zproc);
      FlagsState state = FlagsState.of(zproc);
      state.flag1().set(true);
      state.flag2().set(true);
      state.banner().set("up");
      state.clear();
      zproc.awaitAll();
    }
  }
}
