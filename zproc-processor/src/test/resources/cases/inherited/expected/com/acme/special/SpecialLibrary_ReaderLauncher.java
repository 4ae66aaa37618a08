package com.acme.special;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link SpecialLibrary.Reader}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class SpecialLibrary_ReaderLauncher {
  private SpecialLibrary_ReaderLauncher() {
  }

  /**
   * Opens a context, starts {@link #startAll all that take no arguments} and waits for them.
   */
  public static void main(String[] args) {
    Bootstrap.launch(SpecialLibrary_ReaderLauncher::startAll, args);
  }

  /**
   * Starts every child process that takes no arguments, in the order of their declaration.
   */
  public static void startAll(ZProc zproc) {
    zproc.spawn(read());
  }

  /**
   * A call of {@link SpecialLibrary.Reader#read}.
   */
  public static Call<Void> read() {
    return Call.of(SpecialLibrary_Reader_ReadMain.ENTRY);
  }
}
