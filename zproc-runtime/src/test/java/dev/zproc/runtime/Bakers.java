package dev.zproc.runtime;

import dev.zproc.FailedRun;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Condition;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Children that wait for a state, in the shape in which the processor generates them. */
final class Bakers {

  private Bakers() {}

  private static Condition moreCookiesThan(int min) {
    return new Condition.Comparison(
        new Condition.Key(BakeryState.SCHEMA, 0),
        Condition.Relation.GREATER,
        new Condition.Value(ValueTypes.INT, min));
  }

  /** Waits for more cookies than its argument and returns how many there were. */
  static final class Bakes extends ChildEntry<Integer> {
    Bakes() {
      super(Bakers.class.getName(), "bake", ValueTypes.INT, ValueTypes.INT, ValueTypes.LONG);
    }

    static Call<Integer> call(int min, long timeoutMillis) {
      return Call.of(new Bakes(), min, timeoutMillis);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Bakes(), args);
    }

    @Override
    public WaitPlan waitPlan(Arguments arguments) {
      return new WaitPlan(
          moreCookiesThan(arguments.<Integer>argument(0)),
          "cookies > min",
          false,
          false,
          false,
          FailedRun.SKIP,
          arguments.<Long>argument(1));
    }

    @Override
    public List<StateSchema<?>> snapshots() {
      return List.of(BakeryState.SCHEMA);
    }

    @Override
    public Integer run(Invocation in) {
      return in.snapshot(BakeryState.SCHEMA).cookies();
    }
  }

  /**
   * Puts the number of cookies of every match on the list of names, until there are 100 or more.
   */
  static final class Repeats extends ChildEntry<Void> {
    Repeats() {
      super(Bakers.class.getName(), "repeat", ValueTypes.VOID);
    }

    static Call<Void> call() {
      return Call.of(new Repeats());
    }

    public static void main(String[] args) {
      Bootstrap.run(new Repeats(), args);
    }

    @Override
    public WaitPlan waitPlan(Arguments arguments) {
      return new WaitPlan(
          Condition.changed(BakeryState.SCHEMA, 0),
          "changed(cookies)",
          true,
          false,
          false,
          FailedRun.SKIP,
          0);
    }

    @Override
    public List<StateSchema<?>> snapshots() {
      return List.of(BakeryState.SCHEMA);
    }

    @Override
    public @Nullable Void run(Invocation in) {
      int cookies = in.snapshot(BakeryState.SCHEMA).cookies();
      BakeryState.of(in.context(ZProc.class))
          .names()
          .update(
              names -> {
                List<String> more = new ArrayList<>(names);
                more.add("" + cookies);
                return more;
              });
      if (cookies >= 100) {
        throw new ProcessExit(0);
      }
      return null;
    }
  }

  /** Waits for what only Java can tell: that the cookies cost as much as there are of them. */
  static final class Tests extends ChildEntry<Integer> {
    Tests() {
      super(Bakers.class.getName(), "test", ValueTypes.INT);
    }

    static Call<Integer> call() {
      return Call.of(new Tests());
    }

    public static void main(String[] args) {
      Bootstrap.run(new Tests(), args);
    }

    @Override
    public WaitPlan waitPlan(Arguments arguments) {
      return new WaitPlan(
          Condition.test(0, BakeryState.SCHEMA),
          "priceIsCount()",
          false,
          false,
          false,
          FailedRun.SKIP,
          0);
    }

    @Override
    public boolean test(int id, Moment moment) {
      Bakery bakery = moment.snapshot(BakeryState.SCHEMA);
      return bakery.price() == bakery.cookies();
    }

    @Override
    public List<StateSchema<?>> snapshots() {
      return List.of(BakeryState.SCHEMA);
    }

    @Override
    public Integer run(Invocation in) {
      return in.snapshot(BakeryState.SCHEMA).cookies();
    }
  }

  /** Waits in its method for the next change of the cookies, and returns it. */
  static final class Awaits extends ChildEntry<Integer> {
    Awaits() {
      super(Bakers.class.getName(), "await", ValueTypes.INT);
    }

    static Call<Integer> call() {
      return Call.of(new Awaits());
    }

    public static void main(String[] args) {
      Bootstrap.run(new Awaits(), args);
    }

    @Override
    public Integer run(Invocation in) {
      return BakeryState.of(in.context(ZProc.class)).cookies().awaitChange();
    }
  }

  /** Returns the state at its birth. */
  static final class Sees extends ChildEntry<Integer> {
    Sees() {
      super(Bakers.class.getName(), "see", ValueTypes.INT);
    }

    static Call<Integer> call() {
      return Call.of(new Sees());
    }

    public static void main(String[] args) {
      Bootstrap.run(new Sees(), args);
    }

    @Override
    public List<StateSchema<?>> snapshots() {
      return List.of(BakeryState.SCHEMA);
    }

    @Override
    public Integer run(Invocation in) {
      return in.snapshot(BakeryState.SCHEMA).cookies();
    }
  }

  /** Lets a child of its own wait for more cookies than its argument, and returns the result. */
  static final class Hires extends ChildEntry<Integer> {
    Hires() {
      super(Bakers.class.getName(), "hire", ValueTypes.INT, ValueTypes.INT);
    }

    static Call<Integer> call(int min) {
      return Call.of(new Hires(), min);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Hires(), args);
    }

    @Override
    public Integer run(Invocation in) {
      return in.context(ZProc.class).spawn(Bakes.call(in.<Integer>argument(0), 0)).join();
    }
  }

  /** Asks the state server for a sign of life, and returns the id of its process. */
  static final class Pings extends ChildEntry<Long> {
    Pings() {
      super(Bakers.class.getName(), "ping", ValueTypes.LONG);
    }

    static Call<Long> call() {
      return Call.of(new Pings());
    }

    public static void main(String[] args) {
      Bootstrap.run(new Pings(), args);
    }

    @Override
    public Long run(Invocation in) {
      return in.context(ZProc.class).ping(Duration.ofSeconds(30)).serverPid();
    }
  }

  /** Adds its depth to the cookies, lets a child of its own do the same, and returns the sum. */
  static final class Nests extends ChildEntry<Integer> {
    Nests() {
      super(Bakers.class.getName(), "nest", ValueTypes.INT, ValueTypes.INT);
    }

    static Call<Integer> call(int depth) {
      return Call.of(new Nests(), depth);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Nests(), args);
    }

    @Override
    public Integer run(Invocation in) {
      int depth = in.argument(0);
      ZProc zproc = in.context(ZProc.class);
      BakeryState.of(zproc).cookies().add(depth);
      return depth == 1 ? 1 : depth + zproc.spawn(call(depth - 1)).join();
    }
  }
}
