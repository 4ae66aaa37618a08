package dev.zproc.runtime.internal.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.ContextSource;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a process keeps that runs many entries, as the worker of a swarm does. */
class SetupValuesTest {

  private final List<String> journal = new ArrayList<>();
  private final SetupValues values = new SetupValues();

  /** Calls each set-up by its name: one that begins with {@code no} throws or returns null. */
  private final class Entry extends ChildEntry<Void> {

    private final List<String> setups;

    Entry(String owner, String... setups) {
      super(owner, "run", ValueTypes.VOID);
      this.setups = List.of(setups);
    }

    @Override
    public List<String> setups() {
      return setups;
    }

    @Override
    public @Nullable Object setUp(int index, ContextSource in) {
      String name = owner() + "." + setups.get(index) + in.context(String.class);
      journal.add(name);
      return switch (setups.get(index)) {
        case "noValue" -> null;
        case "noWay" -> throw new IllegalArgumentException("no way");
        default -> (AutoCloseable) () -> close(name);
      };
    }

    private void close(String name) {
      journal.add("close " + name);
      if (name.contains("bad")) {
        throw new IllegalStateException("bad");
      }
    }

    @Override
    public @Nullable Void run(Invocation in) {
      throw new IllegalStateException("not run here");
    }
  }

  @Test
  void entriesOfOneOwnerShareWhatTheyNameAlike() {
    @Nullable Object[] one = values.of(new Entry("a.A", "open", "noValue"), "!");
    @Nullable Object[] other = values.of(new Entry("a.A", "noValue", "more", "open"), "!");
    @Nullable Object[] foreign = values.of(new Entry("a.B", "open"), "!");

    assertThat(journal).containsExactly("a.A.open!", "a.A.noValue!", "a.A.more!", "a.B.open!");
    assertThat(other[2]).isSameAs(one[0]).isNotNull();
    assertThat(other[0]).isNull();
    assertThat(foreign[0]).isNotSameAs(one[0]);
    assertThat(values.of(new Entry("a.A"), "!")).isEmpty();
  }

  @Test
  void theLastIsClosedFirstAndAllAreClosedOnce() {
    values.of(new Entry("a.A", "open", "bad", "noValue"), "");
    values.of(new Entry("a.B", "open"), "");
    journal.clear();

    values.close();
    values.close();

    assertThat(journal).containsExactly("close a.B.open", "close a.A.bad", "close a.A.open");
  }

  @Test
  void oneThatThrowsIsToldAsThatAndTriedAgain() {
    Entry entry = new Entry("a.A", "open", "noWay");
    Throwable thrown = catchThrowable(() -> values.of(entry, ""));
    Throwable again = catchThrowable(() -> values.of(entry, ""));

    assertThat(journal).containsExactly("a.A.open", "a.A.noWay", "a.A.noWay");
    for (Throwable each : List.of(thrown, again)) {
      assertThat(ThrownOutcome.of(each))
          .isInstanceOfSatisfying(
              Outcome.Threw.class,
              threw -> {
                ChildEnd.Threw end = threw.end();
                assertThat(end.className()).isEqualTo("java.lang.IllegalArgumentException");
                assertThat(end.message()).isEqualTo("in the set-up method a.A.noWay: no way");
                assertThat(threw.classes())
                    .containsExactly(
                        "java.lang.IllegalArgumentException",
                        "java.lang.RuntimeException",
                        "java.lang.Exception",
                        "java.lang.Throwable");
              });
    }
  }
}
