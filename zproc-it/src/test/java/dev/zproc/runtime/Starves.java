package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Uses up memory and then the state, so that it is zproc's own threads that find none. */
final class Starves {

  static final String NAMESPACE = "starves";
  static final String KEY = "big";

  private Starves() {}

  /**
   * @param what {@code heap}, and then reads a large value; or {@code direct}, and then writes one,
   *     and returns if it could
   */
  @ChildProcess
  static void starve(ZProc zproc, String what) {
    List<Object> hoard = new ArrayList<>();
    var dictionary = zproc.dictionary(NAMESPACE);
    if (what.equals("heap")) {
      fill(hoard, 1 << 18);
      hoard.remove(0);
      dictionary.get(KEY);
    } else {
      String big = "x".repeat(4 << 20);
      fill(hoard, -256);
      try {
        dictionary.put(KEY, big);
        return; // some releases of the JDK write it in pieces for which there is memory
      } catch (RuntimeException e) {
        // Nobody is to hear of it from this method.
      }
    }
    Kids.foreverDeaf(); // it must not be this method that ends the process
    System.out.println(hoard);
  }

  /**
   * Fills the heap with blocks of so many bytes, or memory outside of it if the number is negative.
   */
  private static void fill(List<Object> hoard, int bytes) {
    try {
      while (true) {
        hoard.add(bytes > 0 ? new byte[bytes] : ByteBuffer.allocateDirect(-bytes));
      }
    } catch (OutOfMemoryError e) {
      // That is what it is for.
    }
  }
}
