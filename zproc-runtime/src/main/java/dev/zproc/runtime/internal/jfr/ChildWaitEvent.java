package dev.zproc.runtime.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A child has waited for the condition of its {@code @WaitFor}. */
@Name("zproc.ChildWait")
@Label("Child Wait")
@Category("zproc")
@Description("A child was up and waited for the condition of its @WaitFor before its method began")
@StackTrace(false)
final class ChildWaitEvent extends Event {

  @Label("Child")
  String child = "";

  @Label("Attempt")
  int attempt;

  @Label("Process Id")
  long pid;
}
