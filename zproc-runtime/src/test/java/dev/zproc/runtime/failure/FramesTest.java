package dev.zproc.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.wait.Failures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which frames a user sees above and below his own. */
class FramesTest {

  private static final String USER = FramesTest.class.getName(); // in a package named as ours
  private static final String HIDDEN = "dev.zproc.runtime.SwarmResults";
  private static final String INTERNAL = Failures.class.getName();
  private static final String PUBLIC = "dev.zproc.runtime.Swarm";
  private static final String JDK = "java.util.ArrayList";

  private static StackTraceElement[] stack(String... types) {
    return Stream.of(types)
        .map(type -> new StackTraceElement(type, "method", "File.java", 1))
        .toArray(StackTraceElement[]::new);
  }

  private static List<String> types(StackTraceElement... frames) {
    return Stream.of(frames).map(StackTraceElement::getClassName).toList();
  }

  private static List<String> shown(String... types) {
    return types(Frames.shown(stack(types)));
  }

  @Test
  void beginsWithWhatTheUserHasCalled() {
    assertThat(shown(INTERNAL, HIDDEN, PUBLIC, USER)).containsExactly(PUBLIC, USER);
    assertThat(shown(HIDDEN, JDK, HIDDEN, USER, HIDDEN)).containsExactly(USER, HIDDEN);
    assertThat(shown(PUBLIC, HIDDEN, USER)).containsExactly(PUBLIC, HIDDEN, USER);
  }

  @Test
  void keepsWhatIsNotOurs() {
    String unknown = "dev.zproc.runtime.internal.NoSuchClass";
    assertThat(shown(USER, HIDDEN)).containsExactly(USER, HIDDEN);
    assertThat(shown(JDK, USER)).containsExactly(JDK, USER);
    assertThat(shown(unknown, USER)).containsExactly(unknown, USER);
    assertThat(shown(HIDDEN, JDK, USER)).containsExactly(JDK, USER);
  }

  @Test
  void showsNothingOfAThreadOfOurs() throws Exception {
    CompletableFuture<List<String>> ours = new CompletableFuture<>();
    CompletableFuture<List<String>> users = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              ours.complete(shown(HIDDEN, PUBLIC, JDK));
              users.complete(shown(HIDDEN, PUBLIC, USER, JDK));
            },
            "zproc-test");
    thread.start();
    thread.join();

    assertThat(ours.get()).isEmpty();
    assertThat(users.get()).containsExactly(PUBLIC, USER, JDK);
    assertThat(shown(HIDDEN, PUBLIC, JDK)).as("in any other").containsExactly(PUBLIC, JDK);
  }

  @Test
  void isDoneForAllExceptions() {
    assertThat(Failures.historyGone(3).getStackTrace()[0].getClassName()).isEqualTo(USER);
  }

  @Test
  void findsTheCaller() {
    assertThat(Frames.ofCaller(stack(PUBLIC, JDK, PUBLIC, USER, JDK)))
        .extracting(StackTraceElement::getClassName)
        .containsExactly(USER, JDK);
    assertThat(Frames.ofCaller(stack(PUBLIC, JDK)))
        .as("a thread pool of the JDK has called it")
        .extracting(StackTraceElement::getClassName)
        .containsExactly(JDK);
  }
}
