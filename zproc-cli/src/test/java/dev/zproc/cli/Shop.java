package dev.zproc.cli;

import dev.zproc.State;
import dev.zproc.runtime.state.StateMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state with a key of each kind that people may ask for. */
@State(namespace = "shop")
interface Shop {

  /** The paint on its door. */
  enum Color {
    RED,
    GREEN
  }

  /** Something that only the program can read. */
  record Order(String what, int count) {}

  int cookies();

  boolean open();

  default int price() {
    return 3;
  }

  default Color color() {
    return Color.RED;
  }

  @Nullable String motto();

  List<String> names();

  @Nullable Order last();

  StateMap<String, Integer> stock();
}
