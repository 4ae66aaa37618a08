package com.acme.app;

import com.acme.library.Money;
import com.acme.library.Payment;
import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.ZProc;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

final class Till {

  @State
  interface Drawer {

    default Money sum() {
      return new Money(BigDecimal.ZERO, "EUR");
    }
  }

  @ChildProcess
  static Money pay(Till_DrawerState drawer, List<Payment> payments) {
    payments.forEach(payment -> drawer.sum().update(sum -> sum.plus(payment.money())));
    return drawer.sum().get();
  }

  public static void main(String[] args) {
    List<Payment> payments =
        List.of(
            new Payment.Cash(new Money(new BigDecimal("2.50"), "EUR")),
            new Payment.Card(new Money(new BigDecimal("7.49"), "EUR"), LocalDate.of(2030, 1, 31)));
    try (ZProc zproc = ZProc.open()) {
      System.out.println(zproc.spawn(TillLauncher.pay(payments)).join());
      System.out.println(Till_DrawerState.of(zproc).sum().get());
    }
  }
}
