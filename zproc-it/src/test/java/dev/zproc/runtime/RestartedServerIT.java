package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.testing.CalmTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A forked server with a durable state that is killed is started again, and nothing is missed. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class RestartedServerIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  private static final int KILLS = FULL ? 120 : 5;
  private static final int WRITERS = 3;
  private static final int WATCHERS = 2;

  /** No more than five while it is up for five seconds; else the context gives up. */
  private static final int PAUSE_MILLIS = KILLS > 5 ? 1_050 : 0;

  @TempDir Path folder;

  private ZProc open(String file) {
    return ZProc.open(
        options ->
            options
                .durable(folder.resolve(file), Durability.PROCESS)
                .serverJvm(jvm -> jvm.heap("128m").output(Output.INHERIT)));
  }

  /**
   * The promise; a machine that runs other tests, too, may be busy: then it is what clients wait.
   */
  private static final int AWAY_MILLIS = FULL ? 2_000 : 10_000;

  /** Any clock for the promise. */
  private static long nanos() {
    return FULL ? System.nanoTime() : CalmTime.nanos();
  }

  private static void kill(long server) {
    assertThat(ProcessHandle.of(server).orElseThrow().destroyForcibly()).isTrue();
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void nothingIsLostOrDoneTwiceOrMissed() throws Exception {
    Random random = new Random(Long.getLong("zproc.seed", 1));
    List<Long> away = play(random, "state");
    long slow = away.stream().filter(each -> each > AWAY_MILLIS).count();
    assertThat(slow).as("%s", away).isLessThanOrEqualTo(KILLS / 100);
  }

  /** Kills the server again and again; returns for how many milliseconds it was away. */
  private List<Long> play(Random random, String file) throws Exception {
    List<Long> away = new ArrayList<>();
    try (ZProc zproc = open(file)) {
      BakeryState bakery = BakeryState.of(zproc);
      bakery.price().set(0);
      bakery.cookies().set(-KILLS - 1);
      List<Child<Long>> writers = new ArrayList<>();
      List<Child<Long>> watchers = new ArrayList<>();
      for (int i = 0; i < WATCHERS; i++) {
        watchers.add(zproc.spawn(SurvivorsLauncher.watch()));
      }
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> bakery.price().get() == WATCHERS);
      for (int i = 0; i < WRITERS; i++) {
        writers.add(zproc.spawn(SurvivorsLauncher.write()));
      }
      Child<Integer> transactor = zproc.spawn(SurvivorsLauncher.transact());
      Child<Integer> reader = zproc.spawn(SurvivorsLauncher.read());
      Child<Void> repeating = zproc.spawn(BakersLauncher.repeat());
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> bakery.price().get() == WATCHERS + WRITERS + 2);
      List<String> baked = new ArrayList<>();
      for (int round = 1; round <= KILLS; round++) {
        long before = bakery.sold().get();
        Awaitility.await().until(() -> bakery.sold().get() > before);
        // Born before, it waits for what comes after; and one that is born in the midst of it.
        Child<Integer> waiting = zproc.spawn(BakersLauncher.bake(round - KILLS - 2));
        long server = zproc.ping().serverPid();
        long start = nanos();
        kill(server);
        CompletableFuture<Long> back =
            CompletableFuture.supplyAsync(
                () -> {
                  assertThat(zproc.ping().serverPid()).isNotEqualTo(server);
                  return TimeUnit.NANOSECONDS.toMillis(nanos() - start);
                });
        if (random.nextBoolean()) {
          assertThat(zproc.spawn(KidsLauncher.add(round, 2)).join()).isEqualTo(round + 2);
        }
        away.add(back.get(1, TimeUnit.MINUTES));
        long pause = System.nanoTime();
        int more = round - KILLS - 1;
        bakery.cookies().set(more);
        baked.add("" + more);
        assertThat(waiting.join()).isEqualTo(more);
        assertThat(reader.isAlive()).isTrue();
        long end = pause + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS + random.nextInt(400));
        LockSupport.parkNanos(end - System.nanoTime()); // or the context would give up
      }
      bakery.cookies().set(100);
      baked.add("100");
      repeating.join();
      assertThat(bakery.names().get()).isEqualTo(baked);
      bakery.open().set(true);
      long all = 0;
      for (Child<Long> writer : writers) {
        all += writer.join();
      }
      assertThat(bakery.sold().get()).as("added").isEqualTo(all);
      assertThat(bakery.weight().get()).isEqualTo(transactor.join().doubleValue());
      assertThat(reader.join()).isPositive();
      for (Child<Long> watcher : watchers) {
        assertThat(watcher.join()).isPositive();
      }
      System.out.println("writes " + all + ", server away for ms: " + away);
    }
    return away;
  }

  @Test
  void oneThatDiesTooOftenEndsTheContext() {
    try (ZProc zproc = open("state")) {
      Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
      // One that was up for long enough before it was killed is not counted.
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 50; i++) {
                  long server = zproc.ping().serverPid();
                  kill(server);
                  Awaitility.await().until(() -> !RootJvm.isRunning(server));
                }
              })
          .isInstanceOf(ServerGoneException.class);
      assertThatThrownBy(zproc::awaitAll)
          .isInstanceOf(ServerGoneException.class)
          .hasMessageContaining("SIGKILL")
          .hasMessageContaining("5 times, and was up for less than 5 s");
      Awaitility.await().until(() -> !child.isAlive());
    }
  }

  /** As on a machine that is busy, or with a large file: for longer than a link waits otherwise. */
  @Test
  @EnabledIfSystemProperty(named = "zproc.full", matches = "true")
  void oneThatTakesItsTimeToStartAgainIsWaitedFor() throws Exception {
    try (ZProc zproc = open("state")) {
      BakeryState bakery = BakeryState.of(zproc);
      Child<Integer> waiting = zproc.spawn(BakersLauncher.bake(3));
      Awaitility.await().until(waiting::isAlive);
      Set<Long> before = children();
      kill(zproc.ping().serverPid());
      Awaitility.await().until(() -> !before.containsAll(children()));
      Set<Long> started = children();
      started.removeAll(before);
      assertThat(started).hasSize(1);
      long next = started.iterator().next();
      RootJvm.signal("STOP", next);
      Thread.sleep(13_000); // what is held is time itself
      RootJvm.signal("CONT", next);
      bakery.cookies().set(4);
      assertThat(waiting.join()).isEqualTo(4);
      assertThat(zproc.ping().serverPid()).isEqualTo(next);
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  @Test
  void aFileThatIsNoStateIsRefusedBeforeAnythingStarts() throws Exception {
    Files.writeString(folder.resolve("state"), "no state");
    assertThatThrownBy(() -> open("state"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(folder.resolve("state").toString());
  }
}
