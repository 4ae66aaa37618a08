package dev.zproc.runtime.internal.supervision;

/** What a child is doing; the public status has the same constants. */
public enum Phase {
  STARTING,
  WAITING,
  RUNNING,
  BACKING_OFF,
  STOPPING,
  EXITED
}
