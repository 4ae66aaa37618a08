package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Outer.Inner.Deeper}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Outer_Inner_DeeperLauncher {
  private Outer_Inner_DeeperLauncher() {
  }

  /**
   * Opens a context, starts {@link #startAll all that take no arguments} and waits for them.
   */
  public static void main(String[] args) {
    Bootstrap.launch(Outer_Inner_DeeperLauncher::startAll, args);
  }

  /**
   * Starts every child process that takes no arguments, in the order of their declaration.
   */
  public static void startAll(ZProc zproc) {
    zproc.spawn(run());
  }

  /**
   * A call of {@link Outer.Inner.Deeper#run}.
   */
  public static Call<Void> run() {
    return Call.of(Outer_Inner_Deeper_RunMain.ENTRY);
  }
}
