package dev.zproc.runtime.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** How much memory a state takes, twice a second, in the process that keeps it. */
@Name("zproc.Memory")
@Label("Memory")
@Category("zproc")
@Description("About how many bytes the state of a context takes, twice a second")
@StackTrace(false)
final class MemoryEvent extends Event {

  @Label("State")
  @DataAmount
  long state;

  @Label("History")
  @DataAmount
  long history;

  @Label("Queues")
  @DataAmount
  long queues;
}
