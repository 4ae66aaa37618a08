package dev.zproc.runtime.internal.engine;

import java.util.List;

/**
 * A wait for a criterion to hold.
 *
 * @param criterion what is waited for
 * @param from the revision at which the criterion is first evaluated; 0 for the newest one
 * @param skipOrigin a session whose commits are no change to {@link Criterion.Changed}, and no
 *     match of a wait that repeats, or 0
 * @param repeat whether every revision matches at which it holds, of those that change a key which
 *     the criterion mentions, and {@code from}; rather than the first revision only at which it
 *     holds
 * @param live whether only the newest revision is evaluated each time a match is asked for; {@link
 *     Criterion.Changed} then holds if a key has changed since the last time
 * @param capture the keys whose entries a match carries, as of the revision that matched
 * @param label what people are told of it, such as {@code cookies > 5 && open}; at most 1,024
 *     characters
 */
public record ConditionSpec(
    Criterion criterion,
    long from,
    long skipOrigin,
    boolean repeat,
    boolean live,
    List<KeyRange> capture,
    String label) {

  /** A wait that nobody has to be told of. */
  public ConditionSpec(
      Criterion criterion,
      long from,
      long skipOrigin,
      boolean repeat,
      boolean live,
      List<KeyRange> capture) {
    this(criterion, from, skipOrigin, repeat, live, capture, "");
  }

  /** The same wait from another revision on, in the name of another session. */
  public ConditionSpec at(long otherFrom, long otherOrigin) {
    return new ConditionSpec(criterion, otherFrom, otherOrigin, repeat, live, capture, label);
  }
}
