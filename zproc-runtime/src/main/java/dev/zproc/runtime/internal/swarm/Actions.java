package dev.zproc.runtime.internal.swarm;

import java.util.List;

/** What the {@link Scheduler} wants done. None of it calls back before it has returned. */
interface Actions {

  /** Starts a worker. */
  void start(int worker);

  /** Gives tasks to a worker, which does them in this order, after those that it has. */
  void send(int worker, List<Task> chunk);

  /** Asks a worker to give back what it has not begun. */
  void takeBack(int worker);

  /** Asks a worker not to begin these, and to interrupt the one that it has begun. */
  void cancel(int worker, List<Task> tasks);

  /** Lets a worker that has nothing to do any more end in order. */
  void stop(int worker);

  /** Ends the process of a worker at once. */
  void kill(int worker);

  /** A task has failed that has cost a worker. */
  void failed(int worker, Task task, TaskEnd.Failed end, long nanos);

  /** The swarm cannot go on. */
  void broken(String why);
}
