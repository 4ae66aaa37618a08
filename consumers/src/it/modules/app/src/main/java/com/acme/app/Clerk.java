package com.acme.app;

import com.acme.app.crew.Crew;
import com.acme.states.Desk;
import com.acme.states.DeskState;
import com.acme.states.Order;
import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import java.util.List;

final class Clerk {

  /** A state of this module, of a type that it does not export. */
  @State
  interface Drawer {

    default Mood mood() {
      return Mood.CALM;
    }
  }

  enum Mood {
    CALM,
    BUSY
  }

  record Report(Mood mood, String module, String runtime, String path) {}

  @ChildProcess
  static Report take(DeskState desk, Clerk_DrawerState drawer, Order order, Mood mood) {
    drawer.mood().set(mood);
    desk.atomically(
        draft -> {
          draft.last(order);
          draft.orders(draft.orders() + 1);
        });
    return new Report(
        drawer.mood().get(),
        Clerk.class.getModule().toString(),
        ZProc.class.getModule().toString(),
        System.getProperty("java.class.path"));
  }

  @ChildProcess
  @WaitFor("orders > 0 && last != null")
  static Order serve(Desk now) {
    return now.last();
  }

  public static void main(String[] args) throws InterruptedException {
    Order order = new Order("ann", List.of(new Order.Cake("poppy"), new Order.Coffee(2)));
    try (ZProc zproc = ZProc.open()) {
      Child<Order> served = zproc.spawn(ClerkLauncher.serve());
      System.out.println(zproc.spawn(ClerkLauncher.take(order, Mood.BUSY)).join());
      System.out.println(served.join());
      System.out.println(Clerk_DrawerState.of(zproc).mood().get());

      Crew.all(zproc, ClerkLauncher.take(order, Mood.CALM));

      zproc.standby(ClerkLauncher.serve(), 1);
      while (zproc.standbys().isEmpty() || !zproc.standbys().get(0).ready()) {
        Thread.sleep(10);
      }
      long waiting = zproc.standbys().get(0).pid();
      Child<Report> warm = zproc.spawn(ClerkLauncher.take(order, Mood.CALM));
      System.out.println(warm.join().module() + ", on standby " + (warm.pid() == waiting));
    }
  }
}
