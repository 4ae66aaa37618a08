package dev.zproc.runtime.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A process of a child has lived, from its start to its end. */
@Name("zproc.ChildExit")
@Label("Child Exit")
@Category("zproc")
@Description("A process of a child has ended; the event lasts as long as it lived")
@StackTrace(false)
final class ChildExitEvent extends Event {

  @Label("Child")
  String child = "";

  @Label("Attempt")
  int attempt;

  @Label("Process Id")
  long pid;

  @Label("Kind of End")
  String kind = "";

  @Label("End")
  String end = "";

  @Label("Success")
  boolean success;
}
