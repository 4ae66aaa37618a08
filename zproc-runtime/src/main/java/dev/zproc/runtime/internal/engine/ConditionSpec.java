package dev.zproc.runtime.internal.engine;

import java.util.List;

/**
 * A wait for a criterion to hold.
 *
 * @param criterion what is waited for
 * @param from the revision at which the criterion is first evaluated; 0 for the newest one
 * @param skipOrigin a session whose commits are no change to {@link Criterion.Changed}, or 0
 * @param repeat whether every revision at which it holds matches, rather than the first only
 * @param live whether only the newest revision is evaluated each time a match is asked for
 * @param capture the keys whose entries a match carries, as of the revision that matched
 *     <p>Threads: immutable.
 */
public record ConditionSpec(
    Criterion criterion,
    long from,
    long skipOrigin,
    boolean repeat,
    boolean live,
    List<KeyRange> capture) {}
