package com.acme;

import dev.zproc.CrashReason;
import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.SpawnDefaults;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Kitchen#eat}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Kitchen_EatMain extends ChildEntry<Void> {
  static final Kitchen_EatMain ENTRY = new Kitchen_EatMain();

  Kitchen_EatMain() {
    super("com.acme.Kitchen", "eat", ValueTypes.VOID);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public SpawnDefaults defaults() {
    return new SpawnDefaults(
        List.of(),
        null,
        0L,
        0L,
        20000L,
        new SpawnDefaults.RestartSpec(
            RestartPolicy.ON_FAILURE,
            List.of("java.io.IOException", "com.acme.Kitchen$Burnt"),
            List.of(CrashReason.SIGNAL, CrashReason.OUT_OF_MEMORY),
            5,
            60000L,
            100L,
            1.5,
            60000L,
            0.0,
            600000L,
            GiveUp.STOP_ROOT));
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Kitchen.eat(BakeryState.of(in.context(ZProc.class)));
    return null;
  }
}
