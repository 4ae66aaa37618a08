package dev.zproc.junit;

import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.Condition;
import dev.zproc.runtime.state.Observed;

/**
 * An assertion on a state as a whole; see {@link ZProcAssertions}. Predicates see a snapshot.
 *
 * @param <S> the {@code @State} interface
 */
public final class StateAssert<S> extends EventualAssert<StateAssert<S>, Accessor<S, ?, ?>, S> {

  StateAssert(Accessor<S, ?, ?> actual) {
    super(actual, StateAssert.class, () -> Observed.of(actual));
  }

  /** Waits until {@code condition} holds, evaluated by the server: of other states too. */
  public StateAssert<S> eventually(Condition condition) {
    EventualWait<S> wait = waiting();
    try (Observed<S> observed = wait.observe()) {
      try {
        actual.await(condition, wait.limit());
      } catch (WaitTimeoutException e) {
        Sightings<S> sightings = wait.sightings(observed);
        sightings.lookAtAll();
        throw wait.failed(sightings, "a state in which " + condition, null);
      }
    }
    return this;
  }
}
