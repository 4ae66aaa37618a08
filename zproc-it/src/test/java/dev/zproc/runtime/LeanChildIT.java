package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a child's JVM loads until its method runs and its first write is answered. Each of these
 * classes costs every child time, so another one should be worth it.
 */
@ExtendWith(NoOrphans.class)
class LeanChildIT {

  /** Measured with JDK 17: 1,458 over ZeroMQ, 1,260 over a Unix-domain socket, 422 for a Hello. */
  private static final int MOST = Runtime.version().feature() < 25 ? 1_500 : 1_660;

  /** What a child needs only if it does more than this one. */
  private static final List<String> LATE =
      List.of(
          "java.security.Provider",
          "java.security.MessageDigest",
          "sun.security.provider.",
          "sun.security.jca.",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.Executors",
          "java.lang.ProcessEnvironment",
          "java.lang.ProcessHandleImpl",
          "java.time.format.",
          "java.util.logging.",
          "java.util.ResourceBundle",
          "com.esotericsoftware.",
          "dev.zproc.runtime.internal.supervision.",
          "dev.zproc.runtime.internal.process.",
          "dev.zproc.runtime.internal.archive.",
          "dev.zproc.runtime.internal.server.StateServer",
          "dev.zproc.runtime.internal.store.Store");

  /** What the JDK's own sockets of that kind draw names with, of JDK 17 at least. */
  private static final List<String> OF_UNIX_SOCKETS =
      List.of("java.security.Provider", "sun.security.provider.", "sun.security.jca.");

  @State
  interface Counts {
    long count();
  }

  /** Loaded by the method itself. */
  private static final class Mark {
    private static void loaded() {}
  }

  @ChildProcess
  static void count(LeanChildIT_CountsState counts) {
    Mark.loaded();
    counts.count().add(1);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void loadsNothingThatItDoesNotNeed(Transport transport, @TempDir Path folder) throws Exception {
    Path log = folder.resolve("classes.log");
    try (ZProc zproc = ZProc.open(options -> options.transport(transport).archive(false))) {
      zproc
          .spawn(
              LeanChildITLauncher.count(),
              spawn -> spawn.jvmArgs("-Xlog:class+load:file=" + log + ":none"))
          .join();
    }
    List<String> loaded =
        Files.readAllLines(log).stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
    assertThat(loaded).contains(Mark.class.getName());
    assertThat(loaded).hasSizeLessThan(MOST);
    assertThat(loaded)
        .filteredOn(name -> LATE.stream().anyMatch(name::startsWith))
        .filteredOn(
            name ->
                transport != Transport.UNIX || OF_UNIX_SOCKETS.stream().noneMatch(name::startsWith))
        .isEmpty();
    List<String> before = loaded.subList(0, loaded.indexOf(Mark.class.getName()));
    assertThat(before)
        .filteredOn(name -> name.startsWith("dev.zproc.runtime.") && name.contains("$$Lambda"))
        .isEmpty();
    if (transport == Transport.UNIX) {
      assertThat(loaded).noneMatch(name -> name.startsWith("dev.zproc.jeromq."));
    }
  }
}
