package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.boot.Outcome;
import org.jspecify.annotations.Nullable;

/** How a worker makes the calls that it is given; the package above supplies it. */
public interface TaskCalls {

  /**
   * What a call has come to.
   *
   * @param result what it returned, encoded or a {@link
   *     dev.zproc.runtime.internal.engine.LateScalar}; null if nothing
   * @param otherwise what it did instead of returning; null if it returned
   */
  record Answer(@Nullable Object result, @Nullable Outcome otherwise) {}

  /** The arguments of a call, encoded, one after the other. */
  interface Encoded {

    /** Goes to the first one, or to the next. */
    void advance();

    /** The array that has it, and perhaps others. */
    byte[] array();

    /** Where it begins. */
    int from();

    /** Where it has ended. */
    int to();
  }

  /** Told when a call has to make what is made once a worker. */
  interface SetUp {

    /** It begins; the call itself has not. */
    void begins();

    /** It is over, whichever way. */
    void ends();
  }

  /** One method. */
  interface Method {

    /** How many arguments it takes. */
    int arity();

    /** Calls it; throws nothing, since that is an answer too. */
    Answer call(Encoded arguments, SetUp setUp);
  }

  /**
   * Finds a method. Throws nothing: one that is not there has failures for outcomes.
   *
   * @param entry the binary name of the entry's class
   * @param closure the shapes of the types of arguments and result, as the broker knows them
   * @param arity how many arguments it takes
   */
  Method find(String entry, String closure, int arity);
}
