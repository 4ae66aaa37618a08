package com.acme.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

public interface Counted<T> {
  int count();

  @Nullable T newest();

  List<T> all();

  default String title() {
    return "untitled";
  }

  default boolean isAtLeast(int limit) {
    return count() >= limit;
  }

  static int helper() {
    return 1;
  }
}
