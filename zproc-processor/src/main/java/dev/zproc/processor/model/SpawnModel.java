package dev.zproc.processor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code @ChildProcess} says about how to run the process, checked. */
public record SpawnModel(
    List<String> jvmArgs,
    @Nullable String heap,
    long timeoutMillis,
    long startTimeoutMillis,
    long stopTimeoutMillis,
    RestartModel restart) {

  public SpawnModel {
    jvmArgs = List.copyOf(jvmArgs);
  }
}
