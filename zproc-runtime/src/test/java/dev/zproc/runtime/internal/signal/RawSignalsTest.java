package dev.zproc.runtime.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who hears a signal that several handle, each as long as it likes. */
@EnabledOnOs(OS.LINUX)
class RawSignalsTest {

  private static final String NAME = "USR1";

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private Object before;

  @BeforeEach
  void handleByTheProgram() {
    before = install("the program");
  }

  @AfterEach
  void restore() {
    new SunSignal(NAME, () -> {}).restore(before);
  }

  /** As a program does that uses the JDK itself. */
  private Object install(String name) {
    return new SunSignal(NAME, () -> heard.add(name)).install();
  }

  private Runnable open(String name) {
    return RawSignals.handle(NAME, number -> heard.add(name));
  }

  private String whoHears() throws Exception {
    Class<?> type = Class.forName("sun.misc.Signal");
    Object signal = type.getConstructor(String.class).newInstance(NAME);
    type.getMethod("raise", type).invoke(null, signal);
    return heard.poll(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsOpenHearsInWhateverOrderTheyEnd(boolean olderFirst) throws Exception {
    Runnable older = open("older");
    assertThat(whoHears()).isEqualTo("older");
    Runnable newer = open("newer");
    assertThat(whoHears()).isEqualTo("newer");

    List<Runnable> order = olderFirst ? List.of(older, newer) : List.of(newer, older);
    order.get(0).run();
    assertThat(whoHears()).isEqualTo(olderFirst ? "newer" : "older");
    order.get(1).run();
    assertThat(whoHears()).isEqualTo("the program");
    order.get(0).run(); // once more, which does nothing
    assertThat(whoHears()).isEqualTo("the program");
  }

  @Test
  void theOneInTheMiddleMayEndFirst() throws Exception {
    Runnable first = open("first");
    Runnable second = open("second");
    Runnable third = open("third");
    second.run();
    first.run();
    assertThat(whoHears()).isEqualTo("third");
    third.run();
    assertThat(whoHears()).isEqualTo("the program");
  }

  @Test
  void whatTheProgramHandlesInBetweenIsBroughtBackToo() throws Exception {
    Runnable first = open("first");
    install("meanwhile");
    Runnable second = open("second");
    assertThat(whoHears()).isEqualTo("second");
    first.run();
    second.run();
    assertThat(whoHears()).isEqualTo("meanwhile");
  }
}
