package dev.zproc.runtime;

import java.util.HashMap;
import java.util.Map;

/**
 * Makes names unique by a number: {@code bake}, {@code bake#2}.
 *
 * <p>Threads: safe for use by many threads.
 */
final class UniqueNames {

  private final Map<String, Integer> counts = new HashMap<>();

  synchronized String next(String name) {
    int count = counts.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + "#" + count;
  }
}
