package dev.zproc.runtime.internal.client;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forty JVMs that start at once all get through to the server. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdIT {

  private static final int CROWD = 40;

  @Test
  void noneTakesMoreThanASecondOnceItsJvmIsUp() throws Exception {
    try (Engines engines = new Engines()) {
      List<Process> crowd = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        crowd.add(start(get(engines.root.birth(BirthSpec.NOW))));
      }
      List<long[]> millis = new ArrayList<>();
      for (Process each : crowd) {
        String said =
            new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(each.waitFor()).as(said).isZero();
        millis.add(Stream.of(said.split(" ")).mapToLong(Long::parseLong).toArray());
      }
      long[] first = millis.stream().mapToLong(each -> each[0]).sorted().toArray();
      long[] second = millis.stream().mapToLong(each -> each[1]).sorted().toArray();
      System.out.printf(
          "%d JVMs at once: with loading p50 %d ms, max %d ms; connecting alone p50 %d ms, max %d"
              + " ms%n",
          CROWD, first[CROWD / 2], first[CROWD - 1], second[CROWD / 2], second[CROWD - 1]);
      assertThat(second[CROWD - 1]).isLessThan(1_000);
      assertThat(first[CROWD - 1]).as("JeroMQ's stall is 30 s").isLessThan(10_000);
    }
  }

  private static Process start(Birth birth) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ConnectingMain.class.getName())
            .redirectErrorStream(true)
            .start();
    try (PrintStream in =
        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
      in.println(
          birth.endpoint()
              + " "
              + birth.session()
              + " "
              + HexFormat.of().formatHex(birth.secret().reveal()));
    }
    return process;
  }
}
