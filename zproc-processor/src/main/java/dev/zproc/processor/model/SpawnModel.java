package dev.zproc.processor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @ChildProcess} says about how to run the process, checked.
 *
 * @param policy a constant of {@code RestartPolicy}
 */
public record SpawnModel(
    List<String> jvmArgs,
    @Nullable String heap,
    long timeoutMillis,
    String policy,
    int max,
    long withinMillis,
    long backoffMillis) {

  public SpawnModel {
    jvmArgs = List.copyOf(jvmArgs);
  }
}
