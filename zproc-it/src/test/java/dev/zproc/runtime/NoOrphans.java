package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.fail;

import dev.zproc.runtime.testing.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a process behind, and kills what is left for the sake of the next. */
public final class NoOrphans implements AfterEachCallback {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO) // mostly there are none
          .atMost(LIMIT)
          .until(() -> Fixtures.descendants().isEmpty());
    } catch (ConditionTimeoutException e) {
      List<ProcessHandle> left = Fixtures.descendants();
      left.forEach(ProcessHandle::destroyForcibly);
      fail(
          "processes were left behind: "
              + left.stream()
                  .map(process -> process.pid() + " " + process.info().commandLine().orElse("?"))
                  .collect(Collectors.joining("; ")));
    }
  }
}
