package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link LuckTest}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class LuckTestLauncher {
  private LuckTestLauncher() {
  }

  /**
   * Opens a context, starts {@link #startAll all that take no arguments} and waits for them.
   */
  public static void main(String[] args) {
    Bootstrap.launch(LuckTestLauncher::startAll, args);
  }

  /**
   * Starts every child process that takes no arguments, in the order of their declaration.
   */
  public static void startAll(ZProc zproc) {
    zproc.spawn(watch());
  }

  /**
   * A call of {@link LuckTest#wait}.
   */
  public static Call<Void> wait(int low, int high) {
    return Call.of(LuckTest_WaitMain.ENTRY, low, high);
  }

  /**
   * A call of {@link LuckTest#watch}.
   */
  public static Call<Void> watch() {
    return Call.of(LuckTest_WatchMain.ENTRY);
  }
}
