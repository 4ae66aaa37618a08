package dev.zproc.runtime.internal.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A {@link KeySelection} made ready to be asked often: its single keys are found by hash. */
public final class Selector {

  private final KeySelection selection;
  private final Part included;
  private final Part excluded;

  public Selector(KeySelection selection) {
    this.selection = selection;
    this.included = Part.of(selection.included());
    this.excluded = Part.of(selection.excluded());
  }

  /** Returns the ranges outside of which nothing is selected. */
  public List<KeyRange> included() {
    return selection.included();
  }

  public boolean contains(Bytes key) {
    return included.contains(key) && !excluded.contains(key);
  }

  private record Part(Set<Bytes> singles, List<KeyRange> ranges) {

    static Part of(List<KeyRange> all) {
      Set<Bytes> singles = new HashSet<>();
      List<KeyRange> ranges = new ArrayList<>();
      for (KeyRange range : all) {
        if (range.isSingle()) {
          singles.add(range.from());
        } else {
          ranges.add(range);
        }
      }
      return new Part(Set.copyOf(singles), List.copyOf(ranges));
    }

    boolean contains(Bytes key) {
      if (!singles.isEmpty() && singles.contains(key)) {
        return true;
      }
      for (KeyRange range : ranges) {
        if (range.contains(key)) {
          return true;
        }
      }
      return false;
    }
  }
}
