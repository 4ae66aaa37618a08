package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkTest {

  @TempDir Path folder;

  private final WorkerProcess.Starter files =
      new WorkerProcess.Starter() {
        @Override
        public WorkerProcess start(int worker, String endpoint, byte[] secret, String mark) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Path newFile() throws IOException {
          return Files.createFile(folder.resolve("mark"));
        }
      };

  @Test
  void anInterruptedThreadMakesOneAsAnyOther() {
    Thread.currentThread().interrupt();
    Mark mark = Mark.make(files);
    Mark other = Mark.open(mark.path());
    assertThat(Thread.interrupted()).isTrue();
    other.set(7);
    assertThat(mark.get()).isEqualTo(7);
    mark.delete();
  }
}
