package dev.zproc.runtime.internal.jfr;

import dev.zproc.runtime.child.ChildEnd;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What happens to the children of a context, for the flight recorder.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
public final class ChildRecords {

  /** The events of attempts that are alive, by child; there are none unless somebody records. */
  private final Map<String, Open> open = new HashMap<>();

  /** A process was forked. */
  public void started(String child, int attempt, long pid) {
    if (Recorder.isOn()) {
      ChildStartEvent event = new ChildStartEvent();
      event.child = child;
      event.attempt = attempt;
      event.pid = pid;
      event.commit();
      open.put(child, new Open());
    }
  }

  /** It waits for its condition. */
  public void waiting(String child, int attempt, long pid) {
    Open life = open.get(child);
    if (life != null) {
      life.waiting(child, attempt, pid);
    }
  }

  /** Its method begins. */
  public void running(String child) {
    Open life = open.get(child);
    if (life != null) {
      life.endWait();
    }
  }

  /** Its process has ended, or could not be forked. */
  public void exited(String child, int attempt, long pid, ChildEnd end) {
    Open life = open.remove(child);
    if (Recorder.isOn()) {
      (life != null ? life : new Open()).exited(child, attempt, pid, end);
    }
  }

  /** It is started again. */
  public void restarting(String child, int attempt, Duration delay) {
    if (Recorder.isOn()) {
      restart(child, attempt, delay.toMillis(), false);
    }
  }

  /** It is not started again. */
  public void gaveUp(String child, int attempt) {
    if (Recorder.isOn()) {
      restart(child, attempt, 0, true);
    }
  }

  private static void restart(String child, int attempt, long delayMillis, boolean givenUp) {
    ChildRestartEvent event = new ChildRestartEvent();
    event.child = child;
    event.attempt = attempt;
    event.delay = delayMillis;
    event.givenUp = givenUp;
    event.commit();
  }

  /** The events that last as long as an attempt and its wait; made only if somebody records. */
  private static final class Open {

    private final ChildExitEvent exit = new ChildExitEvent();
    private final ChildWaitEvent wait = new ChildWaitEvent();
    private boolean waits;

    Open() {
      exit.begin();
    }

    void waiting(String child, int attempt, long pid) {
      wait.child = child;
      wait.attempt = attempt;
      wait.pid = pid;
      wait.begin();
      waits = true;
    }

    void endWait() {
      if (waits) {
        waits = false;
        wait.commit();
      }
    }

    void exited(String child, int attempt, long pid, ChildEnd end) {
      endWait();
      exit.child = child;
      exit.attempt = attempt;
      exit.pid = pid;
      exit.kind = end.getClass().getSimpleName();
      exit.end = end.toString();
      exit.success = end.isSuccess();
      exit.commit();
    }
  }
}
