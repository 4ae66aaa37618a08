package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A child in which a thread of zproc dies, ends, and says why; its method would wait for ever. */
@ExtendWith(NoOrphans.class)
class FrameworkDeathIT {

  @Test
  void endsWhenTheLinkFindsTheHeapFull() {
    try (ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD))) {
      zproc.dictionary(Starves.NAMESPACE).put(Starves.KEY, "x".repeat(6 << 20));

      Child<Void> child =
          zproc.spawn(
              StarvesLauncher.starve("heap"),
              spawn -> spawn.heap("24m").jvmArgs("-XX:-ExitOnOutOfMemoryError"));

      assertThat(child.onExit().join()).isEqualTo(new ChildEnd.OutOfMemory());
      assertThat(child.exitCode()).hasValue(3);
    }
  }

  @Test
  void endsIfTheLinkFindsNoMemoryOutsideOfTheHeap() {
    try (ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD))) {
      Child<Void> child =
          zproc.spawn(
              StarvesLauncher.starve("direct"),
              spawn -> spawn.jvmArgs("-XX:MaxDirectMemorySize=512k"));

      ChildEnd end = child.onExit().join();

      if (end.isSuccess()) {
        assertThat(zproc.dictionary(Starves.NAMESPACE)).containsKey(Starves.KEY);
      } else {
        assertThat(end).isEqualTo(new ChildEnd.OutOfMemory());
        assertThat(child.exitCode()).hasValue(3);
      }
    }
  }
}
