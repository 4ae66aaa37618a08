package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * Which attempt of which child, and what is told of it, as of now.
 *
 * @param child the name of the child
 * @param number 1 for the first attempt
 * @param pid the id of its process; -1 if there is none
 */
record AttemptId(String child, int number, long pid) {

  ChildEvent started() {
    return new ChildEvent.Started(Instant.now(), child, number, pid);
  }

  ChildEvent waiting() {
    return new ChildEvent.Waiting(Instant.now(), child, number, pid);
  }

  ChildEvent running() {
    return new ChildEvent.Running(Instant.now(), child, number, pid);
  }

  ChildEvent exited(ChildEnd end) {
    return new ChildEvent.Exited(Instant.now(), child, number, pid, end);
  }

  ChildEvent restarting(ChildEnd end, Duration delay) {
    return new ChildEvent.Restarting(Instant.now(), child, number, end, delay);
  }

  ChildEvent gaveUp(ChildEnd end, RestartLimit limit) {
    return new ChildEvent.GaveUp(
        Instant.now(), child, number, end, limit.group(), limit.restarts(), limit.within());
  }

  ChildEvent ended(ChildEnd end) {
    return new ChildEvent.Ended(Instant.now(), child, number, end);
  }
}
