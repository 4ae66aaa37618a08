package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** How contexts are stopped that are open when the JVM ends. */
class ShutdownHookTest {

  @Test
  void stopsTheOthersThoughOneFails() {
    List<String> stopped = new ArrayList<>();
    Queue<Runnable> open = new ArrayDeque<>();
    open.add(() -> stopped.add("first"));
    open.add(
        () -> {
          throw new OutOfMemoryError("Java heap space");
        });
    open.add(() -> stopped.add("last"));

    ShutdownHook.stopEach(open::poll);

    assertThat(stopped).containsExactly("first", "last");
  }
}
