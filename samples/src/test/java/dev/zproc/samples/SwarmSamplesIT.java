package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples about swarms. */
class SwarmSamplesIT {

  private static SampleRun run(Class<?> program, String... arguments) {
    SampleRun run = SampleRun.of(program, arguments);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    SampleRun.assertNothingLeft(program);
    return run;
  }

  @Test
  void wordsAreCountedWhateverFileCannotBeRead(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.txt"), "To be, or not to be:\nthat is the question.");
    Files.writeString(folder.resolve("b.txt"), "Übung, to be sure; übung");
    Files.write(folder.resolve("c.txt"), "Übung".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(folder.resolve("d.txt"), "");

    SampleRun run = run(WordCount.class, folder.toString());

    assertThat(run.lines())
        .containsExactly(
            "15 words, 10 different ones, in 3 of 4 files",
            "3 be",
            "3 to",
            "2 übung",
            "1 is",
            "1 not");
    assertThat(run.errors())
        .contains("counting 100%")
        .contains(folder.resolve("c.txt") + ": item 2, ")
        .contains("threw java.nio.charset.MalformedInputException");
  }

  @Test
  void wordsAreCountedInFilesOfItsOwn() {
    SampleRun run = run(WordCount.class);

    assertThat(run.lines())
        .first()
        .isEqualTo("500000 words, 20 different ones, in 100 of 100 files");
    assertThat(run.lines().stream().skip(1).map(line -> line.replaceAll("\\d+ ", "")))
        .containsExactly("the", "of", "and", "to", "a");
    assertThat(run.errors()).contains("counting 100%").contains("100/100");
  }

  @Test
  void piDependsNotOnWhoCounts() {
    SampleRun one = run(MonteCarloPi.class, "40", "1");
    SampleRun three = run(MonteCarloPi.class, "40", "3");

    assertThat(one.errors()).isEmpty();
    assertThat(one.lines()).hasSize(2);
    assertThat(one.lines().get(0)).matches("pi is about 3\\.14\\d\\d\\d: 10,000,000 darts, .*");
    assertThat(one.lines().get(1)).matches("worker 1: 40 tasks, started in .*");
    assertThat(three.lines()).hasSize(4).first().isEqualTo(one.lines().get(0));
  }

  @Test
  void hashesAreThoseOfTheFiles(@TempDir Path folder) throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] content = "x".repeat(i * 1_000).getBytes(StandardCharsets.US_ASCII);
      Path file = Files.write(folder.resolve("file" + (char) ('a' + i)), content);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      expected.add(HexFormat.of().formatHex(hash) + "  " + file.getFileName());
    }
    Files.createSymbolicLink(folder.resolve("filec-dangling"), Path.of("nowhere"));

    SampleRun run = run(Hashes.class, folder.toString());

    assertThat(run.lines()).containsExactlyElementsOf(expected);
    assertThat(run.errors())
        .isEqualToIgnoringNewLines(
            "filec-dangling: threw java.nio.file.NoSuchFileException: "
                + folder.resolve("filec-dangling"));
  }

  @Test
  void poisonEndsInATable() {
    SampleRun run = run(Poison.class);

    assertThat(run.errors()).isEmpty();
    assertThat(run.lines())
        .containsExactly(
            "item 10, THROW  1 worker(s)  threw java.lang.IllegalStateException: I cannot do 10",
            "item 20, CRASH  2 worker(s)  crashed in native code",
            "item 30, LOOP   1 worker(s)  was killed because its method ran for longer than 5 s",
            "item 40, EXIT   1 worker(s)  exited with code 3",
            "item 50, HEAP   2 worker(s)  ran out of memory",
            "item 60, KILL   2 worker(s)  was ended by SIGKILL",
            "94 of 100 items are done, at the cost of 8 workers");
  }
}
