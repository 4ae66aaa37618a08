package dev.zproc.runtime.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A task of a swarm has ended in a worker. */
@Name("zproc.SwarmTask")
@Label("Swarm Task")
@Category("zproc")
@Description("A worker of a swarm has done a task, or has ended with it")
@StackTrace(false)
final class SwarmTaskEvent extends Event {

  @Label("Worker")
  String worker = "";

  @Label("Index")
  long index;

  @Label("Call")
  String call = "";

  @Label("Took")
  @Timespan(Timespan.NANOSECONDS)
  long took;

  @Label("Outcome")
  String outcome = "";

  @Label("Success")
  boolean success;
}
