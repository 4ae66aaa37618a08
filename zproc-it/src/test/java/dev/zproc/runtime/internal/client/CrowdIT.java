package dev.zproc.runtime.internal.client;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten JVMs, forty in full, that start at once all get through to the server. */
class CrowdIT {

  private static final int CROWD = Boolean.getBoolean("zproc.full") ? 40 : 10;

  /**
   * The first connect shares the processors with JVMs that load their classes, so it is only held
   * to get through at all; the second is made by all at once when they are up.
   */
  @Test
  void noneTakesMoreThanASecondOnceItsJvmIsUp() throws Exception {
    List<Member> crowd = new ArrayList<>();
    try (Engines engines = new Engines()) {
      for (int i = 0; i < CROWD; i++) {
        crowd.add(Member.start(get(engines.root.birth(BirthSpec.NOW))));
      }
      long[] first = crowd.stream().mapToLong(Member::millis).sorted().toArray();
      crowd.forEach(member -> member.say("go"));
      long[] second = crowd.stream().mapToLong(Member::millis).sorted().toArray();

      System.out.printf(
          "%d JVMs at once: starting p50 %d ms, max %d ms; connecting p50 %d ms, max %d ms%n",
          CROWD, first[CROWD / 2], first[CROWD - 1], second[CROWD / 2], second[CROWD - 1]);
      assertThat(first[CROWD - 1]).isLessThan(20_000);
      assertThat(second[CROWD - 1]).isLessThan(1_000);
    } finally {
      crowd.forEach(member -> member.process.destroyForcibly());
    }
  }

  private record Member(Process process, BufferedReader out) {

    static Member start(ChildSession birth) throws IOException {
      Process process =
          Fixtures.start(
              new ProcessBuilder(Fixtures.java(ConnectingMain.class))
                  .redirectError(ProcessBuilder.Redirect.INHERIT));
      Member member = new Member(process, process.inputReader(StandardCharsets.UTF_8));
      member.say(
          birth.endpoint()
              + " "
              + birth.session()
              + " "
              + HexFormat.of().formatHex(birth.secret().reveal()));
      return member;
    }

    void say(String line) {
      try {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    long millis() {
      try {
        String line = out.readLine();
        assertThat(line).as("a connect of process %d", process.pid()).isNotNull();
        return Long.parseLong(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
