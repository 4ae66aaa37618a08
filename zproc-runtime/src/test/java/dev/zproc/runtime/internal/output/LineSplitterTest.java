package dev.zproc.runtime.internal.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  private final List<String> pieces = new ArrayList<>();
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  @Test
  void passesWholeLinesTogetherAndTheOpenOneAtTheEnd() throws IOException {
    split(new ByteArrayInputStream("a\nb\nc".getBytes(UTF_8)));

    assertThat(pieces).containsExactly("a\nb\n", "…c");
  }

  @Test
  void cutsATooLongLineBetweenTwoCharacters() throws IOException {
    String line = "x" + "€".repeat(LineSplitter.LONGEST_LINE_BYTES / 2);

    split(new ByteArrayInputStream((line + "\n").getBytes(UTF_8)));

    assertThat(pieces).hasSizeGreaterThan(1).noneMatch(piece -> piece.contains("\uFFFD"));
    assertThat(pieces.get(0)).startsWith("…x€").hasSizeGreaterThan(20_000);
    assertThat(all.toString(UTF_8)).isEqualTo(line + "\n");
  }

  @Test
  void losesNoByteWhateverTheReadsAreLike() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      pieces.clear();
      all.reset();
      byte[] bytes = new byte[random.nextInt(300_000)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextInt(1 + random.nextInt(5_000)) == 0 ? '\n' : i);
      }

      split(new Trickle(bytes, random));

      assertThat(all.toByteArray()).isEqualTo(bytes);
      assertThat(pieces)
          .filteredOn(piece -> !piece.startsWith("…"))
          .allMatch(p -> p.endsWith("\n"));
    }
  }

  @Test
  void keepsTheEndForTheMessage() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append("line ").append(i).append('\n');
    }

    Tail tail = split(new ByteArrayInputStream(text.toString().getBytes(UTF_8)));

    assertThat(tail.text().lines()).hasSize(Tail.LINES).last().isEqualTo("line 1999");
    assertThat(tail.text()).startsWith("line 1950\n");
  }

  @Test
  void keepsTheEndOfOneEndlessLine() throws IOException {
    Tail tail = split(new ByteArrayInputStream(("x".repeat(100_000) + "end").getBytes(UTF_8)));

    assertThat(tail.text()).hasSize(Tail.BYTES).endsWith("xend");
  }

  private Tail split(InputStream in) throws IOException {
    Tail tail = new Tail();
    LineSplitter splitter =
        new LineSplitter(
            (bytes, from, to, whole) -> {
              pieces.add((whole ? "" : "…") + new String(bytes, from, to - from, UTF_8));
              all.write(bytes, from, to - from);
            });
    while (splitter.pump(in, tail)) {
      // until the end
    }
    splitter.finish();
    return tail;
  }

  /** Gives a few bytes at a time. */
  private static final class Trickle extends ByteArrayInputStream {

    private final Random random;

    Trickle(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, 1 + random.nextInt(20_000)));
    }
  }
}
