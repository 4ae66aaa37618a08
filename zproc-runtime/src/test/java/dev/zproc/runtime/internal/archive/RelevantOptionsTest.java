package dev.zproc.runtime.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelevantOptionsTest {

  @Test
  void areThoseThatAnArchiveDependsOn() {
    RelevantOptions options =
        RelevantOptions.of(
            List.of(
                "-XX:+UseSerialGC",
                "-Xmx2g",
                "-Dname=value",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--enable-preview",
                "-XX:ErrorFile=/tmp/hs_err_pid%p.log"));
    assertThat(options.obstacle()).isNull();
    assertThat(options.relevant())
        .containsExactly(
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--enable-preview");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xshare:off",
        "-XX:SharedArchiveFile=/x",
        "-XX:AOTCache=/x",
        "-XX:AOTMode=off",
        "-javaagent:x.jar",
        "-agentlib:jdwp=x",
        "--patch-module=a=b",
        "--module-path",
        "-Xbootclasspath/a:x",
        "-Xmx64g",
        "-Xmx32768m",
        "-XX:MaxHeapSize=34359738368"
      })
  void stayOutOfTheWayOfTheUsersOwn(String option) {
    assertThat(RelevantOptions.of(List.of("-XX:+UseG1GC", option)).obstacle()).isEqualTo(option);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xmx", "-Xmxlots", "-Xmx12", "-Xmx29g", "-Xms64g"})
  void leaveOddHeapsToTheJvm(String option) {
    assertThat(RelevantOptions.of(List.of(option)).obstacle()).isNull();
  }
}
