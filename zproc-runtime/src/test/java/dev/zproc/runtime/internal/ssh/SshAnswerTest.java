package dev.zproc.runtime.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.Fixtures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is heard of a host, with a shell in the place of ssh. */
@DisabledOnOs(OS.WINDOWS)
class SshAnswerTest {

  private static final SshHost HOST =
      new SshHost("forge", "ssh", List.of(), null, Duration.ofSeconds(4), Duration.ofSeconds(4), 1);

  private static SshAnswer ask(String ssh) throws InterruptedException {
    return SshAnswer.ask(
        HOST,
        "",
        stdin -> {},
        Duration.ofSeconds(30),
        command -> Fixtures.start(new ProcessBuilder("/bin/sh", "-c", ssh)));
  }

  /** As ssh leaves a master of connections behind. */
  @Test
  void whatWasSaidIsHeardThoughSomebodyHoldsTheStream() throws Exception {
    SshAnswer answer =
        ask("echo 'zproc: pid '$$; exec sh -c 'sleep 60 2>/dev/null & echo zproc: left $!'");

    assertThat(answer.lines()).hasSize(2);
    ProcessHandle.of(Long.parseLong(answer.value("left")))
        .ifPresent(ProcessHandle::destroyForcibly);
    assertThat(answer.value("pid")).isNotEmpty();
  }

  @Test
  void namesThereAreUtf8WhateverIsUsedHere() throws Exception {
    assertThat(ask("printf 'zproc: folder /h\\303\\274tte\\n'").value("folder"))
        .isEqualTo("/hütte");
  }
}
