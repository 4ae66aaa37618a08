package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Outer.Inner}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Outer_InnerLauncher {
  private Outer_InnerLauncher() {
  }

  /**
   * Opens a context, starts {@link #startAll all that take no arguments} and waits for them.
   */
  public static void main(String[] args) {
    Bootstrap.launch(Outer_InnerLauncher::startAll, args);
  }

  /**
   * Starts every child process that takes no arguments, in the order of their declaration.
   */
  public static void startAll(ZProc zproc) {
    zproc.spawn(run());
    zproc.spawn(yield_());
    zproc.spawn($odd_());
    zproc.spawn(gr\u00f6\u00dfe());
  }

  /**
   * A call of {@link Outer.Inner#run}.
   */
  public static Call<Void> run() {
    return Call.of(Outer_Inner_RunMain.ENTRY);
  }

  /**
   * A call of {@link Outer.Inner#run}.
   */
  public static Call<Void> new_(int times) {
    return Call.of(Outer_Inner_NewMain.ENTRY, times);
  }

  /**
   * A call of {@link Outer.Inner#run}.
   */
  public static Call<Void> cookieEater_2(String in) {
    return Call.of(Outer_Inner_CookieEater_2Main.ENTRY, in);
  }

  /**
   * A call of {@link Outer.Inner#yield}.
   */
  public static Call<Void> yield_() {
    return Call.of(Outer_Inner_YieldMain.ENTRY);
  }

  /**
   * A call of {@link Outer.Inner#$odd_}.
   */
  public static Call<Void> $odd_() {
    return Call.of(Outer_Inner_$odd_Main.ENTRY);
  }

  /**
   * A call of {@link Outer.Inner#gr\u00f6\u00dfe}.
   */
  public static Call<Void> gr\u00f6\u00dfe() {
    return Call.of(Outer_Inner_Gr\u00f6\u00dfeMain.ENTRY);
  }
}
