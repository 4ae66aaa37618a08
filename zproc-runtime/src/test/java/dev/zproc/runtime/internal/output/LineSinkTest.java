package dev.zproc.runtime.internal.output;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener is told of a stream, through the pump that reads it. */
class LineSinkTest {

  private static final int PART = LineSplitter.LONGEST_LINE_BYTES;

  private final List<String> lines = new ArrayList<>();

  private List<String> told(String printed) {
    pump(printed, LineSink.out(lines::add));
    return lines;
  }

  private static OutputPump pump(String printed, OutputSink sink) {
    OutputPump pump =
        OutputPump.of(
            Thread.currentThread().getName(),
            new ByteArrayInputStream(printed.getBytes(US_ASCII)),
            sink);
    pump.run();
    return pump;
  }

  @Test
  void linesComeWithoutTheirEndsAndTheLastOneThatIsOpenToo() {
    assertThat(told("a\n\nb\r\nc")).containsExactly("a", "", "b", "c");
  }

  @Test
  void aCarriageReturnIsAnEndBeforeALineFeedOnly() {
    assertThat(told("1 %\r2 %\r\n3 %\r")).containsExactly("1 %\r2 %", "3 %\r");
  }

  @Test
  void oneThatIsLastInAPartOfALongLineIsKept() {
    String part = "x".repeat(PART - 1) + "\r";

    assertThat(told(part + "rest\n")).containsExactly(part, "rest");
  }

  @Test
  void aLineOfOnePartExactlyIsOneLine() {
    String part = "x".repeat(PART);

    assertThat(told(part + "\n" + part + "\r\n\nlast\n")).containsExactly(part, part, "", "last");
  }

  @Test
  void aListenerThatThrowsGetsNoMoreAndTheRestIsDrained() {
    OutputPump pump =
        pump(
            "first\n" + "x".repeat(2 * PART) + "\nlast\n",
            LineSink.err(
                line -> {
                  lines.add(line);
                  throw new IllegalStateException("enough");
                }));

    assertThat(lines).containsExactly("first");
    assertThat(pump.awaitDone(0)).isTrue();
    assertThat(pump.tail()).endsWith("last");
  }
}
