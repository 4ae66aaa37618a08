package com.acme;

import com.acme.foreign.Matrix;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.spi.WaitingEntry;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Shop#pay}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Shop_PayMain extends WaitingEntry<Money> {
  static final Shop_PayMain ENTRY = new Shop_PayMain();

  Shop_PayMain() {
    super(
        "com.acme.Shop",
        "pay",
        ShopLauncher.Types.MONEY,
        ShopLauncher.Types.MONEY,
        ShopLauncher.Types.MAP_OF_MONEY_TO_MATRIX_ARRAY);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return plan(
        "exists(total) && changed(change)",
        and(
            exists(Shop_TillState.SCHEMA, "total"),
            changed(Shop_TillState.SCHEMA, "change")));
  }

  @Override
  public Money run(Invocation in) throws Throwable {
    return Shop.pay(
        Shop_TillState.of(in.context(ZProc.class)),
        in.<Money>argument(0),
        in.<Map<Money, Matrix[]>>argument(1));
  }
}
