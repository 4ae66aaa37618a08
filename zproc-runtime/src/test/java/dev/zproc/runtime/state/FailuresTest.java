package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.OutcomeUnknownException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wait.Failures;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void eachFailureOfAnEngineHasItsPublicForm() {
    assertThat(Failures.of(new EngineException.Gone(7)))
        .isInstanceOf(HistoryGoneException.class)
        .hasMessageContaining("7");
    assertThat(Failures.of(new EngineException.Rejected("too large")))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("too large");
    assertThat(Failures.of(rejected(EngineException.Rejected.Why.LIMIT)))
        .isInstanceOf(LimitExceededException.class);
    assertThat(Failures.of(rejected(EngineException.Rejected.Why.VALUE)))
        .isInstanceOf(BadValueException.class);
    assertThat(Failures.of(rejected(EngineException.Rejected.Why.REQUEST)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Failures.of(rejected(EngineException.Rejected.Why.DEFECT)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bug");
    assertThat(Failures.of(new EngineException.Closed("gone")))
        .isInstanceOf(ServerGoneException.class);
    assertThat(Failures.of(new EngineException.Closed("closed", true)))
        .isInstanceOf(ContextClosedException.class);
    assertThat(Failures.of(new EngineException.OutcomeUnknown("who knows")))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  /** The message has all of it, and the classes of an engine are nothing that users know. */
  @Test
  void noClassOfAnEngineIsShown() {
    assertThat(
            Stream.of(
                new EngineException.Gone(7),
                new EngineException.Closed("why"),
                new EngineException.Closed("why", true),
                new EngineException.Denied("why"),
                new EngineException.NotStored("why"),
                new EngineException.OutcomeUnknown("why"),
                rejected(EngineException.Rejected.Why.LIMIT),
                rejected(EngineException.Rejected.Why.VALUE),
                rejected(EngineException.Rejected.Why.REQUEST),
                rejected(EngineException.Rejected.Why.DEFECT)))
        .map(Failures::of)
        .allSatisfy(failure -> assertThat(failure).hasNoCause());
  }

  private static EngineException rejected(EngineException.Rejected.Why why) {
    return new EngineException.Rejected(why, "why");
  }

  @Test
  void wrappingsAreTakenOff() {
    RuntimeException mine = new IllegalStateException("mine");
    assertThat(Failures.of(new ExecutionException(new CompletionException(mine)))).isSameAs(mine);
  }
}
