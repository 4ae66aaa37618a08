package dev.zproc.runtime.failure;

/**
 * No result is kept of a task: it was dropped, its swarm is closed or has ended with its process,
 * too many others have ended since, or no swarm of this context has had such a task.
 */
public final class TaskGoneException extends ZProcException {

  private static final long serialVersionUID = 1L;

  public TaskGoneException(String message) {
    super(message, null);
  }
}
