package dev.zproc.runtime.failure;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that zproc throws of its own accord, all unchecked. Its stack begins
 * with what the program has called, without the frames inside zproc above that; what a thread of
 * zproc's own has made, for a future say, has no frames at all.
 */
public abstract sealed class ZProcException extends RuntimeException
    permits AccessDeniedException,
        BadValueException,
        ChildFailedException,
        ContextClosedException,
        HistoryGoneException,
        HostFailedException,
        LimitExceededException,
        OutcomeUnknownException,
        SchemaMismatchException,
        ServerGoneException,
        SignalException,
        StorageException,
        SwarmFailedException,
        TaskFailedException,
        TaskGoneException,
        TransactionTooLongException,
        WaitInterruptedException,
        WaitTimeoutException {

  private static final long serialVersionUID = 1L;

  ZProcException(String message, @Nullable Throwable cause) {
    super(message, cause);
    // What it says matters more than where it is from, so it is made whatever happens here.
    try {
      setStackTrace(Frames.shown(getStackTrace()));
    } catch (VirtualMachineError noRoom) {
      // Then it keeps all frames.
    } catch (LinkageError broken) {
      // A class for frames found no memory when it was first used: nobody can print them either.
      setStackTrace(new StackTraceElement[0]);
    }
  }
}
