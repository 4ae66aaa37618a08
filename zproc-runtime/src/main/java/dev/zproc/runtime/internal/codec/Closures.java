package dev.zproc.runtime.internal.codec;

import java.util.List;
import java.util.stream.Stream;

/**
 * The texts by which two processes find out whether they mean the same by a type; see {@link
 * CodecType#closure()}.
 */
public final class Closures {

  private Closures() {}

  /**
   * What {@code closure} says of the first type of which {@code other} says something else: {@code
   * a.Order(name:java.lang.String)}.
   */
  public static String difference(String closure, String other) {
    List<String> known = List.of(other.split("[;\n]"));
    return Stream.of(closure.split("[;\n]"))
        .filter(shape -> !known.contains(shape))
        .findFirst()
        .filter(shape -> !shape.isEmpty())
        .orElse("nothing else");
  }
}
