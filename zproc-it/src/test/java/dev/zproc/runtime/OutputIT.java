package dev.zproc.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.WaitTimeoutException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What children print, and where it goes. */
@ExtendWith(NoOrphans.class)
class OutputIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  private final PrintStream ownOut = System.out;
  private final PrintStream ownErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ZProc zproc = Contexts.open();

  @AfterEach
  void close() {
    zproc.close();
    System.setOut(ownOut);
    System.setErr(ownErr);
  }

  @Test
  void passesThroughOurOwnStreamsAndIsThereWhenTheJoinReturns() {
    capture();

    zproc.spawn(KidsLauncher.print("tag", 2)).join();

    assertThat(out.toString(UTF_8)).isEqualTo("tag 0\ntag 1\ntag open end\n");
    assertThat(err.toString(UTF_8)).isEqualTo("tag is done\n");
  }

  @Test
  void keepsWhatIsNotAscii() {
    capture();

    zproc.spawn(KidsLauncher.print("žluťoučký 🐎 ½", 1)).join();

    assertThat(out.toString(UTF_8)).startsWith("žluťoučký 🐎 ½ 0\n");
  }

  @Test
  void standsBehindTheNameOfTheChildIfAsked() {
    capture();

    zproc
        .spawn(KidsLauncher.print("tag", 2), spawn -> spawn.name("printer").output(Output.PREFIXED))
        .join();

    assertThat(out.toString(UTF_8))
        .isEqualTo("[printer] tag 0\n[printer] tag 1\n[printer] tag open end\n");
    assertThat(err.toString(UTF_8)).isEqualTo("[printer] tag is done\n");
  }

  @Test
  void isDroppedIfAsked() {
    capture();

    zproc.spawn(KidsLauncher.print("tag", 2), spawn -> spawn.output(Output.DISCARD)).join();

    assertThat(out.size() + err.size()).isZero();
  }

  @Test
  void isAppendedToAFileByteForByte(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("log"), "before\n");

    zproc.spawn(KidsLauncher.print("tag", 3), spawn -> spawn.output(Output.file(file))).join();

    assertThat(Files.readString(file))
        .startsWith("before\n")
        .contains("tag 0\ntag 1\ntag 2\n", "tag is done\n")
        .hasSize("before\ntag 0\ntag 1\ntag 2\ntag is done\ntag open end".length());
  }

  @Test
  void failsTheStartIfItsFileCannotBeWritten(@TempDir Path folder) {
    Child<Void> child =
        zproc.spawn(KidsLauncher.print("tag", 1), spawn -> spawn.output(Output.file(folder)));

    assertThatThrownBy(child::join)
        .hasMessageContaining("could not start")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void mixesNoLinesOfFourChildren() {
    capture();
    int lines = 1_000;
    String padding = "x".repeat(200);
    List<Child<Void>> children = new ArrayList<>();
    for (String tag : List.of("a", "b", "c", "d")) {
      children.add(zproc.spawn(KidsLauncher.print(tag + padding, lines)));
    }
    children.forEach(Child::join);

    Pattern whole = Pattern.compile("([abcd])x{200} (\\d+|open end)");
    int[] next = new int[4];
    out.toString(UTF_8)
        .lines()
        .forEach(
            line -> {
              Matcher matcher = whole.matcher(line);
              assertThat(matcher.matches()).as(line).isTrue();
              if (!matcher.group(2).equals("open end")) {
                int child = matcher.group(1).charAt(0) - 'a';
                assertThat(Integer.parseInt(matcher.group(2))).isEqualTo(next[child]++);
              }
            });
    assertThat(next).containsOnly(lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INHERIT", "PREFIXED", "file", "DISCARD"})
  void floodsBothStreamsWithoutMakingUsGrow(String where, @TempDir Path folder) throws Exception {
    AtomicLong count = new AtomicLong();
    System.setOut(new PrintStream(new Counter(count), false, UTF_8));
    System.setErr(new PrintStream(new Counter(count), false, UTF_8));
    Path file = folder.resolve("out");
    Output output =
        switch (where) {
          case "INHERIT" -> Output.INHERIT;
          case "PREFIXED" -> Output.PREFIXED;
          case "file" -> Output.file(file);
          default -> Output.DISCARD;
        };
    int megabytes = FULL ? 100 : 10;
    long before = usedHeap();

    zproc.spawn(PrintersLauncher.flood(megabytes), spawn -> spawn.output(output)).join();

    long expected = 2L * megabytes << 20;
    assertThat(usedHeap() - before).isLessThan(4 << 20);
    switch (where) {
      case "INHERIT" -> assertThat(count.get()).isEqualTo(expected);
      case "PREFIXED" -> assertThat(count.get()).isGreaterThan(expected);
      case "file" -> assertThat(file).hasSize(expected);
      default -> assertThat(count.get()).isZero();
    }
  }

  @Test
  void isAllThereWhenTheJoinReturnsThoughWeAreSlowInPassingItOn() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    System.setOut(
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) {
                await();
                out.write(b);
              }

              @Override
              public void write(byte[] bytes, int offset, int length) {
                await();
                out.write(bytes, offset, length);
              }

              private void await() {
                try {
                  released.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            },
            true,
            UTF_8));
    Child<Void> child = zproc.spawn(KidsLauncher.print("tag", 2));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ProcessHandle.of(child.pid()).isEmpty());

    assertThatThrownBy(() -> child.join(Duration.ofMillis(2_500)))
        .isInstanceOf(WaitTimeoutException.class);
    released.countDown();
    child.join();

    assertThat(out.toString(UTF_8)).isEqualTo("tag 0\ntag 1\ntag open end\n");
  }

  @Test
  void splitsALineThatIsTooLongAndLosesNothing() {
    capture();
    String tag = "y".repeat(200_000);

    zproc.spawn(KidsLauncher.print(tag, 1)).join();

    assertThat(out.toString(UTF_8).replace("\n", "")).isEqualTo(tag + " 0" + tag + " open end");
    assertThat(out.toString(UTF_8).lines()).allMatch(line -> line.length() <= 64 << 10);
  }

  @Test
  void showsTheEndOfStderrInTheFailure() {
    Child<Void> child =
        zproc.spawn(KidsLauncher.end("mutter"), spawn -> spawn.output(Output.DISCARD));

    assertThatThrownBy(child::join)
        .hasMessageContaining("exited with code 4")
        .hasMessageContaining("--- the end of its stderr ---\nlast words\n--- spawned");
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void capture() {
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
  }

  private static final class Counter extends OutputStream {

    private final AtomicLong count;

    Counter(AtomicLong count) {
      this.count = count;
    }

    @Override
    public void write(int b) {
      count.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count.addAndGet(length);
    }
  }
}
