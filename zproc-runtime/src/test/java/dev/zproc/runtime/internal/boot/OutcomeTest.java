package dev.zproc.runtime.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.testing.Goldens;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTest {

  static Outcome[] outcomes() {
    return new Outcome[] {
      new Outcome.Returned(null),
      new Outcome.Returned(Bytes.EMPTY),
      new Outcome.Returned(Bytes.wrap(new byte[] {1, 2})),
      new Outcome.Exited(200),
      new Outcome.Signalled(new ChildEnd.Signalled(15, "SIGTERM")),
      new Outcome.Threw(new ChildEnd.Threw("a.B", null, "a.B\n\tat …"), List.of("a.B", "a.C")),
      new Outcome.Threw(new ChildEnd.Threw("a.B", "", ""), List.of("a.B")),
    };
  }

  @Test
  void theBytesAreThoseOfTheProtocol() {
    Goldens.check("outcome-nothing", outcomes()[0].encode().shared());
    Goldens.check("outcome-returned", outcomes()[2].encode().shared());
    Goldens.check("outcome-exited", outcomes()[3].encode().shared());
    Goldens.check("outcome-signalled", outcomes()[4].encode().shared());
    Goldens.check("outcome-threw-silently", outcomes()[5].encode().shared());
    Goldens.check(
        "outcome-threw",
        new Outcome.Threw(
                new ChildEnd.Threw("a.B", "no flour", "a.B: no flour\n\tat a.C.bake(C.java:7)"),
                List.of("a.B", "java.lang.Exception", "java.lang.Throwable"))
            .encode()
            .shared());
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void comesBackAsItWas(Outcome outcome) {
    assertThat(Outcome.decode(outcome.encode())).isEqualTo(outcome);
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void refusesBytesThatEndTooEarly(Outcome outcome) {
    byte[] bytes = outcome.encode().shared();
    if (bytes[0] == 'T' || bytes[0] == 'S' || bytes[0] == 'E') {
      for (int length = 0; length < bytes.length; length++) {
        Bytes cut = Bytes.wrap(Arrays.copyOf(bytes, length));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Outcome.decode(cut));
      }
    }
  }

  @Test
  void cutsAStackThatIsTooLong() {
    String stack = "x".repeat(Outcome.LONGEST_TEXT + 1);
    Outcome outcome = new Outcome.Threw(new ChildEnd.Threw("a.B", null, stack), List.of("a.B"));

    Outcome back = Outcome.decode(outcome.encode());

    assertThat(((Outcome.Threw) back).end().stack())
        .hasSizeLessThan(Outcome.LONGEST_TEXT + 20)
        .endsWith("cut off");
  }
}
