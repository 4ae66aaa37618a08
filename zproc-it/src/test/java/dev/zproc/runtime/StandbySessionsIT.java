package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.boot.Lifelines;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.server.StateServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What JVMs that wait for calls have done by then, what nobody sees of that, and when it is void.
 */
@ExtendWith(NoOrphans.class)
class StandbySessionsIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD));
  private final CounterState counter = CounterState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void nobodySeesThemInTheState() {
    counter.runs().set(1);
    long before = zproc.ping().revision();

    zproc.standby(KeepersLauncher.birth(), 2);
    assertThat(zproc.awaitStandbys(LONG)).isTrue();

    assertThat(zproc.ping().revision()).isEqualTo(before);
    assertThat(zproc.waits()).isEmpty();
    assertThat(zproc.children()).isEmpty();
  }

  @Test
  void theirCallsAreBornWhenTheyAreSpawned() {
    zproc.standby(KeepersLauncher.birth(), 1);
    assertThat(zproc.awaitStandbys(LONG)).isTrue();
    for (int i = 0; i < 5; i++) {
      counter.runs().add(1);
    }
    long now = zproc.ping().revision();
    long waiting = zproc.standbys().get(0).pid();

    Child<Long> child = zproc.spawn(KeepersLauncher.birth());

    assertThat(child.join()).isEqualTo(now);
    assertThat(child.pid()).isEqualTo(waiting);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theyMissNoChangeSinceTheSpawn() throws Exception {
    zproc.standby(KeepersLauncher.change(), 1);
    assertThat(zproc.awaitStandbys(LONG)).isTrue();
    counter.runs().set(7);
    long pid = zproc.standbys().get(0).pid();
    RootJvm.signal("STOP", pid);

    Child<Integer> child = zproc.spawn(KeepersLauncher.change());
    assertThat(child.pid()).isEqualTo(pid);
    counter.runs().set(8);
    counter.runs().set(9);
    RootJvm.signal("CONT", pid);

    assertThat(child.join()).isEqualTo(8);
  }

  @Test
  void theirClassesAreLoadedAndNotInitialised(@TempDir Path folder) throws Exception {
    Path mark = folder.resolve("mark");
    String log = "-Xlog:class+load:file=" + folder.resolve("classes-%p");
    zproc.standby(jvm -> jvm.systemProperty("keepers.mark", mark.toString()).jvmArgs(log), 1);
    assertThat(zproc.awaitStandbys(LONG)).isTrue();
    Call<String> call = KeepersLauncher.mark();
    // The first tells what comes; its own JVM did not know.
    assertThat(spawn(call, mark, log).join()).isEqualTo("marked");
    Files.delete(mark);

    assertThat(zproc.awaitStandbys(LONG)).isTrue();
    long waiting = zproc.standbys().get(0).pid();

    assertThat(mark).doesNotExist();
    assertThat(Files.readAllLines(folder.resolve("classes-" + waiting)))
        .anyMatch(line -> line.contains("dev.zproc.runtime.Keepers_MarkMain "))
        .anyMatch(line -> line.contains("dev.zproc.runtime.Keepers$Mark "));
    Child<String> second = spawn(call, mark, log);
    assertThat(second.join()).isEqualTo("marked");
    assertThat(second.pid()).isEqualTo(waiting);
    assertThat(mark).exists();
  }

  private Child<String> spawn(Call<String> call, Path mark, String log) {
    return zproc.spawn(
        call, spawn -> spawn.systemProperty("keepers.mark", mark.toString()).jvmArgs(log));
  }

  /** Its session is ended, of which it is told as of the end of the server. */
  @Test
  void oneThatHasLostTheServerIsReplaced() throws Exception {
    ZProcOptions options = new ZProcOptions();
    try (StateServer server = StateServer.start(options.server());
        EngineSession root = new EngineSession(server.channel());
        Standbys standbys = new Standbys(options, root, false)) {
      standbys.keep(settings -> {}, 1);
      assertThat(standbys.awaitReady(LONG)).isTrue();
      long pid = standbys.all().get(0).pid();

      root.release(root.session() + 1).get();

      await().atMost(LONG).until(() -> standbys.all().stream().noneMatch(one -> one.pid() == pid));
      assertThat(standbys.awaitReady(LONG)).isTrue();
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  /** Sooner or later than the parent knows of it. */
  @Test
  void noSpawnFailsBecauseOneHasEnded() {
    for (int i = 0; i < 3; i++) {
      zproc.standby(KidsLauncher.add(1, 1), 1);
      assertThat(zproc.awaitStandbys(LONG)).isTrue();
      long pid = zproc.standbys().get(0).pid();

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      assertThat(zproc.spawn(KidsLauncher.add(40, 2)).join()).isEqualTo(42);
    }
  }

  @Test
  void nothingIsKeptOfOneThatHasEnded() {
    int before = Lifelines.count();
    zproc.standby(settings -> {}, 1);
    assertThat(zproc.awaitStandbys(LONG)).isTrue();
    long pid = zproc.standbys().get(0).pid();

    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await().atMost(LONG).until(() -> zproc.standbys().stream().noneMatch(one -> one.pid() == pid));
    zproc.standby(settings -> {}, 0);

    await().atMost(LONG).until(() -> Lifelines.count() <= before);
  }

  @Test
  void oneForWhichThereIsNoSessionTakesACallAllTheSame() {
    try (ZProc small = ZProc.open(options -> options.output(Output.DISCARD).maxSessions(2))) {
      Child<Void> child = small.spawn(KidsLauncher.stay("forever"));
      small.standby(KidsLauncher.add(1, 1), 1);
      assertThat(small.awaitStandbys(LONG)).isTrue();
      long pid = small.standbys().get(0).pid();
      child.kill();
      child.onExit().join();

      Child<Integer> next = small.spawn(KidsLauncher.add(1, 1));

      assertThat(next.join()).isEqualTo(2);
      assertThat(next.pid()).isEqualTo(pid);
    }
  }

  @Test
  void nobodyWaitsForThoseThatWillNotBeReady() {
    assertThat(zproc.awaitStandbys(Duration.ZERO)).as("none is wanted").isTrue();
    String stays = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";
    zproc.standby(settings -> settings.jvmArgs(stays), 1);
    assertThat(zproc.awaitStandbys(Duration.ofMillis(1))).isFalse();
    zproc.standby(settings -> settings.jvmArgs(stays), 0);
    zproc.standby(settings -> {}, 1);
    assertThat(zproc.awaitStandbys(LONG)).isTrue();
    assertThat(zproc.standbys()).extracting(Standby::ready).isEqualTo(List.of(true));
    zproc.standby(settings -> {}, 0);

    zproc.standby(settings -> settings.jvmArgs("-Xmxnonsense"), 1);

    assertThat(zproc.awaitStandbys(Duration.ofDays(1))).isFalse();
  }
}
