package dev.zproc.runtime;

import dev.zproc.GiveUp;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import org.jspecify.annotations.Nullable;

/** Children for groups, in the shape in which the processor generates them. */
final class GroupKids {

  private GroupKids() {}

  /** Sets the cookies, and stays or returns. */
  static final class Sets extends ChildEntry<Void> {
    Sets() {
      super(GroupKids.class.getName(), "set", ValueTypes.VOID, ValueTypes.INT, ValueTypes.BOOLEAN);
    }

    static Call<Void> call(int cookies, boolean stay) {
      return Call.of(new Sets(), cookies, stay);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Sets(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) throws InterruptedException {
      BakeryState.of(in.context(ZProc.class)).cookies().set(in.<Integer>argument(0));
      Kids.foreverIf(in.<Boolean>argument(1));
      return null;
    }
  }

  /** Has a child that fails, and that the root cannot do without. */
  static final class Nests extends ChildEntry<Void> {
    Nests() {
      super(GroupKids.class.getName(), "nest", ValueTypes.VOID);
    }

    static Call<Void> call() {
      return Call.of(new Nests());
    }

    public static void main(String[] args) {
      Bootstrap.run(new Nests(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) throws InterruptedException {
      in.context(ZProc.class)
          .spawn(
              Kids.Ends.call("throw"), spawn -> spawn.restart(r -> r.onGiveUp(GiveUp.STOP_ROOT)));
      Kids.foreverIf(true);
      return null;
    }
  }

  /** Has a group of its own. */
  static final class NestsGroup extends ChildEntry<Void> {
    NestsGroup() {
      super(GroupKids.class.getName(), "nestGroup", ValueTypes.VOID, ValueTypes.STRING);
    }

    static Call<Void> call(String file) {
      return Call.of(new NestsGroup(), file);
    }

    public static void main(String[] args) {
      Bootstrap.run(new NestsGroup(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) {
      String file = in.argument(0);
      in.context(ZProc.class)
          .group("inner", g -> g.child(Kids.Logs.call(file, "a")).child(Kids.Logs.call(file, "b")))
          .join();
      return null;
    }
  }
}
