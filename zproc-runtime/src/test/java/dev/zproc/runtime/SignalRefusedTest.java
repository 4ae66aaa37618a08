package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.failure.LimitExceededException;
import org.junit.jupiter.api.Test;

/** What is said of a signal that could not be sent. */
class SignalRefusedTest {

  @Test
  void aMissingThreadIsALimit() {
    Throwable cause = new OutOfMemoryError("unable to create native thread: …");
    assertThat(SignalRefused.of("SIGCONT", "baker", cause))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith(
            "it is not known whether SIGCONT was sent to 'baker': the system refuses another thread")
        .hasCause(cause);
  }

  @Test
  void whatTheSystemDoesNotKnowIsUnsupported() {
    Throwable cause = new UnsupportedOperationException("Windows knows TERM and KILL only");
    assertThat(SignalRefused.of("SIGCONT", "baker", cause))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Windows knows TERM and KILL only");
  }
}
