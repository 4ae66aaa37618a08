package dev.zproc.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ChildFailedExceptionTest {

  private final Throwable spawn = new Throwable();

  @Test
  void saysWhoWhatHowAndWhatToDo() {
    ChildFailedException failure =
        new ChildFailedException(
            "bake#2",
            "a.B.bake(3)",
            4,
            4711,
            new ChildEnd.OutOfMemory(),
            "It was given up after 3 restarts within 60 s",
            "",
            spawn);

    assertThat(failure.getMessage().lines().findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith(
                        "'bake#2' (a.B.bake(3), attempt 4, pid 4711) ran out of memory. It was"
                            + " given up after 3 restarts within 60 s. Give it more"));
    assertThat(failure)
        .hasMessageContaining("\n--- spawned ---\n\tat " + getClass().getName())
        .hasMessageNotContaining("stderr");
  }

  @Test
  void showsTheRemoteStackInsteadOfStderr() {
    ChildEnd end = new ChildEnd.Threw("a.Bad", "no", "a.Bad: no\n\tat a.B.bake(B.java:1)\n");

    assertThat(new ChildFailedException("bake", "a.B.bake()", 1, -1, end, "", "noise", spawn))
        .hasMessageStartingWith(
            "'bake' (a.B.bake(), attempt 1) threw a.Bad: no. Its stack in the child"
                + " follows.\n"
                + "--- in the child ---\n"
                + "a.Bad: no\n"
                + "\tat a.B.bake(B.java:1)\n"
                + "--- spawned ---\n")
        .hasMessageNotContaining("noise");
  }

  @Test
  void tellsOfTheSpawnWhatIsOfTheProgram() {
    assertThat(message(threw()).substring(message(threw()).indexOf("--- spawned")).lines().toList())
        .hasSize(4)
        .satisfies(
            lines -> {
              assertThat(lines.get(1)).startsWith("\tat " + getClass().getName());
              assertThat(lines.get(2)).matches("\t\\.\\.\\. \\d+ more");
              assertThat(lines.get(3)).isEqualTo("--- joined ---");
            });
  }

  @Test
  void beginsTheSpawnWithTheFrameOfTheProgram() {
    spawn.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("dev.zproc.runtime.ZProc", "lambda$spawn$3", "ZProc.java", 1),
          new StackTraceElement("java.util.stream.IntPipeline", "toList", "IntPipeline.java", 2),
          new StackTraceElement("dev.zproc.runtime.ZProc", "spawn", "ZProc.java", 3),
          new StackTraceElement("a.B", "c", "B.java", 4),
          new StackTraceElement("java.util.ArrayList", "forEach", "ArrayList.java", 5),
          new StackTraceElement("a.B", "main", "B.java", 6),
        });

    assertThat(message(threw()))
        .endsWith(
            "--- spawned ---\n\tat a.B.c(B.java:4)\n"
                + "\tat java.util.ArrayList.forEach(ArrayList.java:5)\n"
                + "\tat a.B.main(B.java:6)\n--- joined ---");
  }

  @Test
  void tellsSixFramesOfADeepSpawn() {
    StackTraceElement[] frames = new StackTraceElement[20];
    Arrays.fill(frames, new StackTraceElement("a.B", "c", "B.java", 1));
    frames[0] = new StackTraceElement("dev.zproc.runtime.ZProc", "spawn", "ZProc.java", 1);
    frames[19] = new StackTraceElement("java.lang.Thread", "run", "Thread.java", 1);
    spawn.setStackTrace(frames);

    assertThat(message(threw()))
        .endsWith(
            "--- spawned ---\n"
                + "\tat a.B.c(B.java:1)\n".repeat(6)
                + "\t... 13 more\n--- joined ---");
  }

  /** Exceptions around it say the first lines, and a stack trace each fact once. */
  @Test
  void tellsEachFactOnce() {
    Exception around = new ExecutionException(threw());
    StringWriter printed = new StringWriter();
    around.printStackTrace(new PrintWriter(printed));

    assertThat(around)
        .hasMessage(
            ChildFailedException.class.getName()
                + ": 'bake' (a.B.bake(), attempt 1) threw a.Bad: no. Its stack in the child"
                + " follows.");
    assertThat(printed.toString())
        .containsOnlyOnce("Caused by: --- in the child ---\na.Bad: no\n\tat a.B.bake(B.java:1)\n")
        .containsOnlyOnce("\tat a.B.bake(B.java:1)")
        .containsOnlyOnce("--- spawned ---\n\tat " + getClass().getName())
        .doesNotContain("--- joined");
    assertThat(threw()).cause().hasMessage("a.Bad: no");
  }

  @Test
  void takesDashesOfAMessageForNoSection() {
    String patch = "cannot apply\n--- a/file\n+++ b/file";
    ChildEnd end = new ChildEnd.Threw("a.Bad", patch, "a.Bad: no\n\tat a.B.bake(B.java:1)\n");

    assertThat(new ChildFailedException("bake", "a.B.bake()", 1, -1, end, "", "", spawn))
        .hasToString(
            ChildFailedException.class.getName()
                + ": 'bake' (a.B.bake(), attempt 1) threw a.Bad: "
                + patch
                + ". Its stack in the child follows.")
        .cause()
        .hasMessage("a.Bad: no");
  }

  private ChildFailedException threw() {
    ChildEnd end = new ChildEnd.Threw("a.Bad", "no", "a.Bad: no\n\tat a.B.bake(B.java:1)\n");
    return new ChildFailedException("bake", "a.B.bake()", 1, -1, end, "", "noise", spawn);
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  @Test
  void keepsItsTextWhenItIsSerialized() throws Exception {
    ChildFailedException failure =
        new ChildFailedException(
            "bake", "a.B.bake()", 1, 4711, new ChildEnd.Returned(), "", "", spawn);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ChildFailedException back = (ChildFailedException) in.readObject();
      assertThat(back).hasMessage(failure.getMessage());
      assertThat(back.end()).isNull();
    }
  }
}
