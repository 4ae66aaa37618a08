package dev.zproc.runtime.internal.engine;

/**
 * Which changes a watch delivers.
 *
 * @param keys the keys it looks at
 * @param after the revision after which it begins; every later commit counts, past ones included
 * @param skipOrigin a session whose commits are left out, or 0
 * @param identical whether writes that left the bytes as they were are delivered
 * @param limit how many commits are delivered before the watch ends, or 0 for no limit
 * @param label what people are told of it, such as {@code changed(cookies)}; at most 1,024
 *     characters
 */
public record WatchSpec(
    KeySelection keys, long after, long skipOrigin, boolean identical, int limit, String label) {

  /** A watch that nobody has to be told of. */
  public WatchSpec(KeySelection keys, long after, long skipOrigin, boolean identical, int limit) {
    this(keys, after, skipOrigin, identical, limit, "");
  }
}
