package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Pong}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class PongLauncher {
  private PongLauncher() {
  }

  /**
   * Opens a context, starts {@link #startAll all that take no arguments} and waits for them.
   */
  public static void main(String[] args) {
    Bootstrap.launch(PongLauncher::startAll, args);
  }

  /**
   * Starts nothing: every child process here takes arguments.
   */
  public static void startAll(ZProc zproc) {
  }

  /**
   * A call of {@link Pong#pong}.
   */
  public static Call<Void> pong(String text) {
    return Call.of(Pong_PongMain.ENTRY, text);
  }
}
