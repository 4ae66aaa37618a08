package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Pong#pong}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Pong_PongMain extends ChildEntry<Void> {
  static final Pong_PongMain ENTRY = new Pong_PongMain();

  Pong_PongMain() {
    super("com.acme.Pong", "pong", ValueTypes.VOID, ValueTypes.STRING);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Pong.pong(in.<String>argument(0), in.context(ZProc.class));
    return null;
  }
}
