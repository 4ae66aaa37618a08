package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;
import dev.zproc.runtime.fixtures.Bakery;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Children that are given values which are none. */
final class Poisoned {

  private Poisoned() {}

  @ChildProcess
  static int bytes(int first, byte[] last) {
    return first + last.length;
  }

  @ChildProcess
  static int ints(int first, int[] last) {
    return first + last.length;
  }

  @ChildProcess
  static int longs(int first, long[] last) {
    return first + last.length;
  }

  @ChildProcess
  static int strings(int first, String[] last) {
    return first + last.length;
  }

  @ChildProcess
  static int list(int first, List<Integer> last) {
    return first + last.size();
  }

  @ChildProcess
  static int nested(int first, List<List<Integer>> last) {
    return first + last.size();
  }

  @ChildProcess
  static int map(int first, Map<String, Set<Integer>> last) {
    return first + last.size();
  }

  @ChildProcess
  static int number(int first, BigInteger last) {
    return first + last.intValue();
  }

  /** Returns what looks like a number and is sent without a digit. */
  @ChildProcess
  static BigInteger hollow() {
    return new BigInteger("7") {
      private static final long serialVersionUID = 1L;

      @Override
      public byte[] toByteArray() {
        return new byte[0];
      }
    };
  }

  @ChildProcess
  static int seven() {
    return 7;
  }

  @ChildProcess
  @WaitFor("last.count > 0")
  static int component(Bakery bakery) {
    return bakery.cookies();
  }

  @ChildProcess
  @WaitFor("somebody()")
  static int predicate(Bakery bakery) {
    return bakery.cookies();
  }

  static boolean somebody(Bakery bakery) {
    return bakery.last() != null;
  }

  @ChildProcess
  @WaitFor(value = "somebody() && changed(cookies)", repeat = true)
  static void repeated(Bakery bakery) {}

  @ChildProcess
  static boolean snapshot(Bakery bakery) {
    return bakery.last() != null;
  }

  @ChildProcess
  static String dictionary(ZProc zproc) {
    return String.valueOf(zproc.dictionary("box").get("bomb"));
  }
}
