package dev.zproc.runtime.child;

/** What a {@link dev.zproc.runtime.ChildGroup} is doing. */
public enum GroupStatus {
  /** Its children start for the first time, one after the other. */
  STARTING,
  /** All that have not ended are up, or start again by themselves. */
  RUNNING,
  /** Several children are stopped and started again, because one of them failed. */
  RESTARTING,
  /** Its children are stopped, the last started first. */
  STOPPING,
  /** All children have ended for good. */
  ENDED
}
