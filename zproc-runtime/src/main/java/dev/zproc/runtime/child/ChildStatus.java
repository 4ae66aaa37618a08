package dev.zproc.runtime.child;

/** What a {@link dev.zproc.runtime.Child} is doing. */
public enum ChildStatus {
  /** Its process has been forked and its JVM starts. */
  STARTING,
  /** It waits for the condition of its {@code @WaitFor}. */
  WAITING,
  /** Its method runs. */
  RUNNING,
  /** It has ended and will be started again after a delay. */
  BACKING_OFF,
  /** It has been told to end, or its method is over and its process ends. */
  STOPPING,
  /** It has ended for good. */
  EXITED
}
