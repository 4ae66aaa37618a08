package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not on the class path is named; these tests have no zproc-durable. */
class DurableMissingTest {

  @TempDir Path folder;

  @Test
  void theArtifactIsNamed() {
    Path file = folder.resolve("state");
    assertThatThrownBy(() -> ZProc.open(o -> o.durable(file, Durability.PROCESS)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dev.zproc:zproc-durable");
    assertThat(folder).isEmptyDirectory();
  }
}
