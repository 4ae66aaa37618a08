package dev.zproc.runtime.internal.jfr;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
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

  /** Takes note of it. */
  public void accept(ChildEvent event) {
    if (event instanceof ChildEvent.Waiting waiting) {
      Open life = open.get(waiting.child());
      if (life != null) {
        life.waiting(waiting);
      }
    } else if (event instanceof ChildEvent.Running running) {
      Open life = open.get(running.child());
      if (life != null) {
        life.endWait();
      }
    } else if (event instanceof ChildEvent.Exited exited) {
      Open life = open.remove(exited.child());
      if (Recorder.isOn()) {
        (life != null ? life : new Open()).exited(exited);
      }
    } else if (Recorder.isOn()) {
      record(event);
    }
  }

  private void record(ChildEvent event) {
    if (event instanceof ChildEvent.Started started) {
      ChildStartEvent start = new ChildStartEvent();
      start.child = started.child();
      start.attempt = started.attempt();
      start.pid = started.pid();
      start.commit();
      open.put(started.child(), new Open());
    } else if (event instanceof ChildEvent.Restarting restarting) {
      restart(restarting.child(), restarting.attempt(), restarting.delay().toMillis(), false);
    } else if (event instanceof ChildEvent.GaveUp gaveUp) {
      restart(gaveUp.child(), gaveUp.attempt(), 0, true);
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

    void waiting(ChildEvent.Waiting event) {
      wait.child = event.child();
      wait.attempt = event.attempt();
      wait.pid = event.pid();
      wait.begin();
      waits = true;
    }

    void endWait() {
      if (waits) {
        waits = false;
        wait.commit();
      }
    }

    void exited(ChildEvent.Exited event) {
      endWait();
      ChildEnd end = event.end();
      exit.child = event.child();
      exit.attempt = event.attempt();
      exit.pid = event.pid();
      exit.kind = end.getClass().getSimpleName();
      exit.end = end.toString();
      exit.success = end.isSuccess();
      exit.commit();
    }
  }
}
