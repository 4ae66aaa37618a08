package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Clerk}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class ClerkLauncher {
  private ClerkLauncher() {
  }

  /**
   * Opens a context, starts {@link #startAll all that take no arguments} and waits for them.
   */
  public static void main(String[] args) {
    Bootstrap.launch(ClerkLauncher::startAll, args);
  }

  /**
   * Starts every child process that takes no arguments, in the order of their declaration.
   */
  public static void startAll(ZProc zproc) {
    zproc.spawn(data());
    zproc.spawn(changes());
  }

  /**
   * A call of {@link Clerk#data}.
   */
  public static Call<Void> data() {
    return Call.of(Clerk_DataMain.ENTRY);
  }

  /**
   * A call of {@link Clerk#changes}.
   */
  public static Call<Void> changes() {
    return Call.of(Clerk_ChangesMain.ENTRY);
  }

  /**
   * A call of {@link Clerk#components}.
   */
  public static Call<Void> components(String city) {
    return Call.of(Clerk_ComponentsMain.ENTRY, city);
  }

  /**
   * A call of {@link Clerk#several}.
   */
  public static Call<Void> several(Level wanted) {
    return Call.of(Clerk_SeveralMain.ENTRY, wanted);
  }

  /**
   * A call of {@link Clerk#named}.
   */
  public static Call<Void> named(int unused) {
    return Call.of(Clerk_NamedMain.ENTRY, unused);
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Level> LEVEL = ValueTypes.enumOf(Level.class);

    private Types() {
    }
  }
}
