package dev.zproc.runtime.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A process of a child was forked. */
@Name("zproc.ChildStart")
@Label("Child Start")
@Category("zproc")
@Description("A process of a child was forked")
@StackTrace(false)
final class ChildStartEvent extends Event {

  @Label("Child")
  String child = "";

  @Label("Attempt")
  int attempt;

  @Label("Process Id")
  long pid;
}
