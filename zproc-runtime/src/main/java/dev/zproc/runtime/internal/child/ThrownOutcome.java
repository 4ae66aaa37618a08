package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ProcessExit;
import dev.zproc.runtime.failure.SignalException;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.signal.SignalTrap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What it means that the method of an entry, or what sets its process up, has thrown. */
public final class ThrownOutcome {

  /** How long the methods of an exception may take to say what it is. */
  private static final Duration DESCRIPTION = Duration.ofSeconds(2);

  private ThrownOutcome() {}

  /**
   * The outcome of a method that has thrown {@code thrown}; takes 2 s at most, and throws nothing.
   */
  public static Outcome of(Throwable thrown) {
    Throwable told = SetupFailure.told(thrown);
    SignalException signal = SignalTrap.behind(told);
    if (signal != null) {
      return new Outcome.Signalled(new ChildEnd.Signalled(signal.signal(), signal.signalName()));
    }
    return told instanceof ProcessExit exit
        ? new Outcome.Exited(exit.code())
        : new Outcome.Threw(ThrownText.within(DESCRIPTION, thrown), classes(told));
  }

  /** By name, so that the parent can tell what kind of exception it is without having the class. */
  private static List<String> classes(Throwable thrown) {
    List<String> names = new ArrayList<>();
    for (Class<?> each = thrown.getClass();
        each != null && each != Object.class;
        each = each.getSuperclass()) {
      names.add(each.getName());
    }
    return names;
  }
}
