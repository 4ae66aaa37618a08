package dev.zproc.runtime.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A child is started again, or is no more. */
@Name("zproc.ChildRestart")
@Label("Child Restart")
@Category("zproc")
@Description("An attempt of a child has ended, and it is started again or given up")
@StackTrace(false)
final class ChildRestartEvent extends Event {

  @Label("Child")
  String child = "";

  @Label("Attempt That Ended")
  int attempt;

  @Label("Given Up")
  boolean givenUp;

  @Label("Delay")
  @Timespan(Timespan.MILLISECONDS)
  long delay;
}
