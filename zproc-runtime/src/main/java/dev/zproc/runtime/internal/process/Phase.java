package dev.zproc.runtime.internal.process;

/** What a child is doing; the public status has the same constants. */
public enum Phase {
  STARTING,
  WAITING,
  RUNNING,
  BACKING_OFF,
  STOPPING,
  EXITED
}
