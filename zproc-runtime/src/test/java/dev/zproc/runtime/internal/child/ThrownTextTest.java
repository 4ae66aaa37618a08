package dev.zproc.runtime.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThrownTextTest {

  @Test
  void printsWhatTheJdkPrints() {
    IOException thrown = new IOException("disk full", new IllegalStateException("inner"));
    thrown.addSuppressed(new RuntimeException("beside", new Error("below\nin two lines")));
    thrown.addSuppressed(new RuntimeException());
    StringWriter jdk = new StringWriter();
    thrown.printStackTrace(new PrintWriter(jdk));

    ChildEnd.Threw threw = ThrownText.of(thrown);

    assertThat(threw.stack()).isEqualToNormalizingNewlines(jdk.toString());
    assertThat(threw.className()).isEqualTo("java.io.IOException");
    assertThat(threw.message()).isEqualTo("disk full");
  }

  @Test
  void endsWithTheMethodOfTheUser() {
    Exception inner = new IllegalStateException("inner");
    inner.setStackTrace(stack("a.Shop.store", "a.Shop.cook"));
    Exception thrown = new IOException("disk full", inner);
    thrown.setStackTrace(stack("a.Shop.cook"));

    assertThat(ThrownText.of(thrown).stack())
        .isEqualTo(
            "java.io.IOException: disk full\n\tat a.Shop.cook(X.java:1)\n"
                + "Caused by: java.lang.IllegalStateException: inner\n\tat a.Shop.store(X.java:1)\n"
                + "\t... 1 more\n");
  }

  @Test
  void keepsTheFrameOfAGeneratedClassThatThrowsItself() {
    Exception thrown = new IOException("no class");
    thrown.setStackTrace(stack());

    assertThat(ThrownText.of(thrown).stack().lines())
        .containsExactly(
            "java.io.IOException: no class",
            "\tat a.Shop_CookMain.run(X.java:1)",
            "\tat a.Shop_CookMain.run(X.java:1)");
  }

  /** A stack in a child, with these methods of the user on top. */
  private static StackTraceElement[] stack(String... user) {
    String own = "dev.zproc.runtime.internal.child.";
    Stream<String> below =
        Stream.of(
            "a.Shop_CookMain.run",
            "a.Shop_CookMain.run",
            own + "Runs.once",
            own + "Runs.all",
            own + "ChildMain.outcome",
            own + "ChildMain.run",
            "dev.zproc.runtime.Bootstrap.run",
            "a.Shop_CookMain.main");
    return Stream.concat(Stream.of(user), below)
        .map(
            method -> {
              int dot = method.lastIndexOf('.');
              return new StackTraceElement(
                  method.substring(0, dot), method.substring(dot + 1), "X.java", 1);
            })
        .toArray(StackTraceElement[]::new);
  }

  @Test
  void printsARingAsTheJdkDoes() {
    Exception first = new Exception("first");
    first.initCause(new Exception("second", first));
    first.addSuppressed(new Exception("third", first));
    StringWriter jdk = new StringWriter();
    first.printStackTrace(new PrintWriter(jdk));

    assertThat(ThrownText.of(first).stack())
        .isEqualToNormalizingNewlines(jdk.toString())
        .contains("[CIRCULAR REFERENCE: java.lang.Exception: first]");
  }

  @Test
  void survivesAnExceptionWhoseEveryMethodThrows() {
    Throwable thrown = new Hostile();

    ChildEnd.Threw threw = ThrownText.of(new IOException("outside", thrown));
    ChildEnd.Threw alone = ThrownText.of(thrown);

    assertThat(threw.stack())
        .startsWith("java.io.IOException: outside\n\tat ")
        .contains(
            "Caused by: "
                + Hostile.class.getName()
                + " (its toString threw java.lang.StackOverflowError)");
    assertThat(alone.message()).isEqualTo("(its getMessage threw java.lang.IllegalStateException)");
  }

  @Test
  void cutsAMessageOfMegabytes() {
    ChildEnd.Threw threw = ThrownText.of(new IOException("x".repeat(5 << 20)));

    assertThat(threw.message())
        .hasSizeLessThan(ThrownText.LONGEST_MESSAGE + 50)
        .endsWith("… (5242880 characters in all)");
    assertThat(threw.stack()).hasSizeLessThan(3 * ThrownText.LONGEST_MESSAGE).contains("\n\tat ");
  }

  @Test
  void cutsAChainOfThousands() {
    Throwable chain = new Exception("0");
    for (int i = 1; i <= 20_000; i++) {
      chain = new Exception("" + i, chain);
    }

    assertThat(ThrownText.of(chain).stack())
        .startsWith("java.lang.Exception: 20000\n")
        .endsWith("\t… what else belongs to it is left out\n");
  }

  @Test
  void cutsACrowdOfSuppressed() {
    Exception thrown = new Exception("outside");
    for (int i = 0; i < 2_000; i++) {
      thrown.addSuppressed(new Exception("y".repeat(500)));
    }

    assertThat(ThrownText.of(thrown).stack())
        .hasSizeLessThan(ThrownText.LONGEST_TEXT + 50)
        .endsWith("\t… the rest is left out\n");
  }

  @Test
  void cutsADeepStack() {
    Exception thrown = new Exception("deep");
    StackTraceElement frame = new StackTraceElement("a.B", "c", "B.java", 1);
    StackTraceElement[] frames = new StackTraceElement[1_000];
    Arrays.fill(frames, frame);
    thrown.setStackTrace(frames);

    assertThat(ThrownText.of(thrown).stack().lines())
        .hasSize(1 + ThrownText.MOST_FRAMES + 1)
        .last()
        .isEqualTo("\t… 600 frames are left out");
  }

  @Test
  void tellsAMessageThoughNoThreadCanBeHad() {
    Executor none =
        action -> {
          throw new OutOfMemoryError("unable to create native thread");
        };

    ChildEnd.Threw threw = ThrownText.within(Duration.ofSeconds(2), new IOException("full"), none);

    assertThat(threw.message()).isEqualTo("full");
    assertThat(threw.stack()).startsWith("java.io.IOException: full\n\tat ");
  }

  private static final class Hostile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String getMessage() {
      throw new IllegalStateException();
    }

    @Override
    public String toString() {
      return toString() + "!";
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException();
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException();
    }
  }
}
