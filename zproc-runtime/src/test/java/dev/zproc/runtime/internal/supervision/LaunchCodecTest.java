package dev.zproc.runtime.internal.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.CrashReason;
import dev.zproc.FailedRun;
import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.output.OutputSink;
import dev.zproc.runtime.internal.output.OutputSinks;
import dev.zproc.runtime.internal.process.CodePath;
import dev.zproc.runtime.internal.process.Debugging;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.wire.BirthSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Launches as bytes. */
class LaunchCodecTest {

  private static final OutputSinks.Factory OUTPUT =
      name -> new OutputSinks(OutputSink.NOWHERE, OutputSink.NOWHERE, () -> {});

  private static final RestartBackoff BACKOFF =
      new RestartBackoff(
          Duration.ofMillis(7), 1.5, Duration.ofSeconds(9), 0.25, Duration.ofHours(1));

  private static LaunchSpec again(LaunchSpec spec) {
    WireWriter out = new WireWriter();
    LaunchCodec.write(out, spec);
    WireReader in = new WireReader(out.toByteArray());
    LaunchSpec read = LaunchCodec.read(in, OUTPUT);
    in.finish();
    return read;
  }

  @Test
  void allOfALaunchIsThereAgain() {
    LaunchSpec spec =
        new LaunchSpec(
            "baker",
            new JvmSpec(
                "com.acme.Kitchen_BakeMain",
                "com.acme",
                new CodePath("/a.jar:/b", "com.acme.Launcher"),
                Path.of("/jdk"),
                "64m",
                List.of("-Da=b c", "-ea"),
                Map.of("x", "y", "z", ""),
                Path.of("/work dir"),
                Map.of("GONE", Optional.empty(), "SET", Optional.of("ü")),
                Debugging.OFF),
            OUTPUT,
            Duration.ofMillis(1),
            Duration.ZERO,
            Duration.ofNanos(Long.MAX_VALUE / 2),
            new RestartPlan(
                RestartPolicy.ON_FAILURE,
                new RetryFilter(Set.of("java.io.IOException"), Set.of(CrashReason.SIGNAL)),
                3,
                Duration.ofMinutes(1),
                BACKOFF,
                GiveUp.STOP_ROOT),
            new LaunchSpec.Resumption(FailedRun.REPEAT, true),
            new BirthSpec(
                "baker",
                new ConditionSpec(
                    new Criterion.Exists(Bytes.utf8("k")), 0, 0, true, false, List.of(), "k"),
                true),
            new LaunchSpec.BootPart(
                "1.0",
                "com.acme.Kitchen_BakeMain",
                "int=I",
                List.of(new byte[] {1, 2}, new byte[0])));

    assertThat(again(spec)).usingRecursiveComparison().isEqualTo(spec);
  }

  @Test
  void whatIsAbsentIsAbsentAgain() {
    LaunchSpec spec =
        new LaunchSpec(
            "",
            new JvmSpec(
                "M",
                null,
                CodePath.INHERITED,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                Map.of(),
                Debugging.SUSPENDED),
            OUTPUT,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            new RestartPlan(
                RestartPolicy.NEVER,
                RetryFilter.ALL,
                1,
                Duration.ofSeconds(1),
                BACKOFF,
                GiveUp.values()[0]),
            null,
            new BirthSpec("", null, false),
            new LaunchSpec.BootPart("", "", "", List.of()));

    assertThat(again(spec)).usingRecursiveComparison().isEqualTo(spec);
  }
}
