package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.engine.Bytes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExitReasonTest {

  private static final ChildProgress RUNNING = ChildProgress.NONE.and(NoteKind.RUNNING);
  private static final ChildProgress EXITING = RUNNING.and(NoteKind.EXITING);

  @Test
  void believesTheOutcomeWhateverTheCode() {
    assertThat(of(137, new Outcome.Returned(Bytes.EMPTY), RUNNING))
        .isEqualTo(new ChildEnd.Returned());
    assertThat(of(5, new Outcome.Exited(5), RUNNING)).isEqualTo(new ChildEnd.Exited(5, true));
  }

  @Test
  void tellsACodeFromASignalByWhatTheChildSaid() {
    assertThat(of(137, null, RUNNING)).isEqualTo(new ChildEnd.Signalled(9, "SIGKILL"));
    assertThat(of(137, null, EXITING)).isEqualTo(new ChildEnd.Exited(137, false));
  }

  @Test
  void knowsThatSigtermRunsShutdownHooks() {
    assertThat(of(143, null, EXITING)).isEqualTo(new ChildEnd.Signalled(15, "SIGTERM"));
  }

  @Test
  void tellsAFullHeapFromTheSameCode() {
    ExitReport report =
        new ExitReport(
            3, null, "java", "Terminating due to java.lang.OutOfMemoryError: Java heap space");

    assertThat(ExitReason.of(report, null, RUNNING)).isEqualTo(new ChildEnd.OutOfMemory());
    assertThat(of(3, null, RUNNING)).isEqualTo(new ChildEnd.Exited(3, false));
    assertThat(of(3, null, EXITING)).isEqualTo(new ChildEnd.Exited(3, false));
  }

  @Test
  void findsTheCrashReport() {
    Path file = Path.of("hs_err.log");

    assertThat(ExitReason.of(new ExitReport(134, file, "java", ""), null, RUNNING))
        .isEqualTo(new ChildEnd.Crashed(6, file));
    assertThat(of(134, null, RUNNING)).isEqualTo(new ChildEnd.Crashed(6, null));
  }

  @Test
  void knowsOurOwnCodes() {
    assertThat(of(70, null, RUNNING)).isEqualTo(new ChildEnd.Faulted());
    assertThat(of(75, null, RUNNING)).isEqualTo(new ChildEnd.ServerGone());
    assertThat(of(76, null, RUNNING)).isEqualTo(new ChildEnd.ParentGone());
  }

  @Test
  void saysWhatTheJvmSaidThatCouldNotStart() {
    String stderr =
        "OpenJDK 64-Bit Server VM warning: x\nInvalid maximum heap size: -Xmx0\nError: no JVM";
    ExitReport report = new ExitReport(1, null, "java -Xmx0", stderr);

    assertThat(ExitReason.of(report, null, ChildProgress.NONE))
        .isEqualTo(
            new ChildEnd.StartFailed(
                "its JVM ended with code 1: Invalid maximum heap size: -Xmx0",
                "java -Xmx0",
                stderr));
    assertThat(ExitReason.of(report, null, RUNNING)).isEqualTo(new ChildEnd.Exited(1, false));
  }

  private static ChildEnd of(int code, @Nullable Outcome outcome, ChildProgress said) {
    return ExitReason.of(new ExitReport(code, null, "java", ""), outcome, said);
  }
}
