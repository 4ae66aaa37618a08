package dev.zproc.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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
                        "'bake#2' (a.B.bake(3), attempt 4, pid 4711) ran out of memory. It was given"
                            + " up after 3 restarts within 60 s. Give it more"));
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
