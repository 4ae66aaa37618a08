package dev.zproc.runtime.internal.journal;

import dev.zproc.runtime.internal.engine.Bytes;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A state that other servers write to as well. Each has a mirror of it, its store, and decides on
 * that; what it decided it proposes here, and what it has not done itself arrives from here, all in
 * the one order in which it happened.
 *
 * <p>Threads: all methods are called by the server's thread, but for {@link #close}.
 */
public interface SharedLog extends StateLog {

  /** A key as it is now; null if it is gone. */
  record Written(Bytes key, @Nullable Bytes value) {}

  /** Something that the server has to do next. */
  sealed interface Arrival {

    /** Another server has made a commit. */
    record Foreign(List<Written> changes) implements Arrival {}

    /** What happened meanwhile is not known one by one any more; this is what came of it. */
    record Lost(List<Written> changes) implements Arrival {}

    /**
     * The first of the proposals lasts.
     *
     * @param included whether what arrived before contains it already
     */
    record Taken(boolean included) implements Arrival {}

    /**
     * The rest of the proposals was not taken.
     *
     * @param again whether they are to be decided again, else they fail
     * @param unknown of how many, the first of them, nobody can tell whether they last
     * @param why what is wrong, and what to do about it
     */
    record Rest(boolean again, int unknown, String why) implements Arrival {}

    /** The mirror has come to where {@link SharedLog#confirm} needs it, or never will. */
    record Confirmed(Consumer<@Nullable String> then, @Nullable String failure)
        implements Arrival {}
  }

  /** Begins; {@code wake} is run by any thread whenever something has arrived. */
  void start(Runnable wake);

  /** Whether something has arrived. */
  boolean hasArrived();

  /** What the server has to do next; null if there is nothing. */
  @Nullable Arrival poll();

  /** Why {@code proposal} can never be taken, and what to do about that; null if it can. */
  @Nullable String refusal(Proposal proposal);

  /**
   * Takes proposals, all of which change something, each on top of the ones before it. Returns at
   * once. Each is answered by a {@link Arrival.Taken}, or all that are left by one {@link
   * Arrival.Rest}; only then come others.
   */
  void propose(List<Proposal> batch);

  /** Whether reads have to see what others have done before they were asked for. */
  boolean confirmsReads();

  /**
   * Has {@code then} arrive, with null once the mirror shows all that was done anywhere before now,
   * or with what is wrong.
   */
  void confirm(Consumer<@Nullable String> then);
}
