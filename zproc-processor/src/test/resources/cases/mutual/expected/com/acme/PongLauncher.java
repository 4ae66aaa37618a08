package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Call;
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
   * A call of {@link Pong#pong}.
   */
  public static Call<Void> pong(String text) {
    return Call.of(Pong_PongMain.ENTRY, text);
  }
}
