package com.acme.app;

import com.acme.states.Desk;
import com.acme.states.DeskState;
import com.acme.states.Order;
import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;

final class Clerk {

  @ChildProcess
  static void take(DeskState desk, Order order) {
    desk.orders().put(order.customer(), order);
    desk.pieces().add(order.pieces());
  }

  @ChildProcess
  @WaitFor("pieces > 4")
  static Order largest(Desk now) {
    return now.orders().values().stream()
        .max((one, other) -> Integer.compare(one.pieces(), other.pieces()))
        .orElseThrow();
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      Child<Order> largest = zproc.spawn(ClerkLauncher.largest());
      zproc.spawn(ClerkLauncher.take(new Order("ann", 2)));
      zproc.spawn(ClerkLauncher.take(new Order("bob", 3)));
      System.out.println(largest.join());
      zproc.awaitAll();
    }
  }
}
