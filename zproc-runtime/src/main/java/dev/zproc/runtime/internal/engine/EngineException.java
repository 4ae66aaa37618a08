package dev.zproc.runtime.internal.engine;

/** Why an engine could not do what it was asked. Internal: the public API translates it. */
public abstract sealed class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EngineException(String message) {
    super(message);
  }

  /** History no longer reaches back to the revision asked for. */
  public static final class Gone extends EngineException {
    private static final long serialVersionUID = 1L;
    private final long oldest;

    public Gone(long oldest) {
      super("history begins at revision " + oldest);
      this.oldest = oldest;
    }

    /** The oldest revision that can still be read and watched from. */
    public long oldest() {
      return oldest;
    }
  }

  /** The request was not done, and would not be another time; the message says why. */
  public static final class Rejected extends EngineException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Why {
      /** It is over a documented limit, which the message names. */
      LIMIT,
      /** A value is not of the kind that it takes, as text is no number. */
      VALUE,
      /** It makes no sense as it is, as a revision that does not exist yet. */
      REQUEST,
      /** Nothing: the engine has failed. */
      DEFECT
    }

    private final Why why;

    /** For what is over a limit. */
    public Rejected(String message) {
      this(Why.LIMIT, message);
    }

    public Rejected(Why why, String message) {
      super(message);
      this.why = why;
    }

    public Why why() {
      return why;
    }
  }

  /** The secret is not known, or is good for less than this; nothing was done. */
  public static final class Denied extends EngineException {
    private static final long serialVersionUID = 1L;

    public Denied(String message) {
      super(message);
    }
  }

  /** The server is gone, or this session was closed; nothing was or will be applied. */
  public static final class Closed extends EngineException {
    private static final long serialVersionUID = 1L;

    private final boolean here;

    public Closed(String message) {
      this(message, false);
    }

    /**
     * @param here whether this process closed its session, rather than lost the server
     */
    public Closed(String message, boolean here) {
      super(message);
      this.here = here;
    }

    /** Whether this process closed its session, rather than lost the server. */
    public boolean here() {
      return here;
    }
  }

  /** The server was lost after the request was sent, so it may or may not have been applied. */
  public static final class OutcomeUnknown extends EngineException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message) {
      super(message);
    }
  }

  /** What was asked for in a turn came after its end; nothing of it was done. */
  public static final class TurnOver extends EngineException {
    private static final long serialVersionUID = 1L;

    private final boolean overdue;

    /**
     * @param overdue whether the holder has exceeded its lease, rather than lost the turn otherwise
     */
    public TurnOver(String message, boolean overdue) {
      super(message);
      this.overdue = overdue;
    }

    /** Whether the holder has exceeded its lease, rather than lost the turn otherwise. */
    public boolean overdue() {
      return overdue;
    }
  }

  /** A write could not be made to last, and was not done. */
  public static final class NotStored extends EngineException {
    private static final long serialVersionUID = 1L;

    public NotStored(String message) {
      super(message);
    }
  }
}
