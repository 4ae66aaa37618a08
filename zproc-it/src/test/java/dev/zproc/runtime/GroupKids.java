package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.GiveUp;
import dev.zproc.runtime.fixtures.BakeryState;
import java.nio.file.Path;

/** Children for groups. */
final class GroupKids {

  private GroupKids() {}

  /** Sets the cookies, and stays or returns. */
  @ChildProcess
  static void set(BakeryState state, int cookies, boolean stay) throws InterruptedException {
    state.cookies().set(cookies);
    Kids.foreverIf(stay);
  }

  /** Has a child that fails, and that the root cannot do without. */
  @ChildProcess
  static void nest(ZProc zproc) throws InterruptedException {
    zproc.spawn(
        KidsLauncher.end("throw"), spawn -> spawn.restart(r -> r.onGiveUp(GiveUp.STOP_ROOT)));
    Kids.foreverIf(true);
  }

  /** Has a group of its own. */
  @ChildProcess
  static void nestGroup(ZProc zproc, Path file) {
    zproc
        .group(
            "inner", g -> g.child(KidsLauncher.log(file, "a")).child(KidsLauncher.log(file, "b")))
        .join();
  }
}
