package dev.zproc.benchmarks;

import java.util.Locale;

/**
 * What a state holds while something is measured that all of it has no part in.
 *
 * @param keys how many keys there are
 * @param watches how many watches there are on other keys: half of them on one key each, half on
 *     many each
 * @param conditions how many conditions wait for the very key that is written to get another value
 * @param any whether any of the keys is read and written, at random, rather than always the same:
 *     then every access also pays for what is not in the processor's caches
 */
record Load(int keys, int watches, int conditions, boolean any) {

  /** Such as "100,000 keys, 1,000 watches". */
  @Override
  public String toString() {
    String text = (any ? "any of " : "") + number(keys, "key");
    text += watches == 0 ? "" : ", " + number(watches, "watch");
    return text + (conditions == 0 ? "" : ", " + number(conditions, "condition"));
  }

  private static String number(int count, String what) {
    String plural = what.endsWith("h") ? what + "es" : what + "s";
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? what : plural);
  }
}
