package dev.zproc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

/** What becomes of a command that this machine does not let end in order. */
class ZprocTest {

  @Test
  void saysThatItsMemoryIsFullAndWhatHelps() {
    StringWriter err = new StringWriter();
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int count) {
            throw new OutOfMemoryError("a heap that is full");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    int code = Zproc.run(new PrintWriter(full), new PrintWriter(err, true), "--version");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .startsWith("zproc: that is too much for its memory of ")
        .contains("ZPROC_JAVA_OPTIONS=-Xmx");
  }
}
