package com.acme;

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;

final class Clerk {

  static boolean enough(Desk desk) {
    return desk.tickets() > 10;
  }

  static boolean late(Desk desk, Clock clock) {
    return clock.now() > desk.tickets();
  }

  @ChildProcess
  @WaitFor("tickets > 5 && !(open || load <= 0.5) && level != HIGH")
  static void data(DeskState desk) {}

  @ChildProcess
  @WaitFor("changed(note) || changed() || exists(level) && note == null && note != \"a\\\"b\\n\"")
  static void changes(Desk desk) {}

  @ChildProcess
  @WaitFor("customer.address.city == city && customer.points >= 3 || customer.level == LOW || enough()")
  static void components(DeskState desk, Desk then, String city) {}

  @ChildProcess
  @WaitFor("desk.tickets < clock.now && late() && desk.level == wanted")
  static void several(DeskState desk, Clock clock, Level wanted) {}

  @ChildProcess
  @WaitFor(value = "open", state = Desk.class)
  static void named(int unused) {}
}
