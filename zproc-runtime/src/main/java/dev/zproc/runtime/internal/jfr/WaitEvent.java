package dev.zproc.runtime.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A thread has waited, for a state, a condition or a child. */
@Name("zproc.Wait")
@Label("Wait")
@Category("zproc")
@Description("A thread has waited for a state, a condition or a child")
final class WaitEvent extends Event {

  @Label("Awaited")
  String awaited = "";

  static WaitEvent begun(String awaited) {
    WaitEvent event = new WaitEvent();
    event.awaited = awaited;
    event.begin();
    return event;
  }
}
