package dev.zproc.runtime.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.boot.NoteKind;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The word to stop, of children that are threads of one JVM. */
class StopWordTest {

  @Test
  void eachThreadHasItsOwn() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      StopWord first = one.submit(StopWord::new).get();
      StopWord second = other.submit(StopWord::new).get();

      first.hear(NoteKind.STOP);

      assertThat(one.submit(StopWord::isSaidHere).get()).isTrue();
      assertThat(other.submit(StopWord::isSaidHere).get()).isFalse();
      assertThat(StopWord.isSaidHere()).isFalse();
      assertThat(first.isSaid()).isTrue();
      assertThat(second.isSaid()).isFalse();
    } finally {
      one.shutdownNow();
      other.shutdownNow();
    }
  }
}
