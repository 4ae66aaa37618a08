package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.FailedRun;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.access.ServerUri;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.testing.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is under way when a forked server with a durable state is killed, and how it goes on. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class ServerCrashIT {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int LAST = 100;

  @TempDir Path folder;

  private ZProc open(Consumer<ZProcOptions> more) {
    return ZProc.open(
        options -> {
          options.durable(folder.resolve("state"), Durability.PROCESS);
          options.serverJvm(jvm -> jvm.heap("128m").output(Output.INHERIT));
          options.output(Output.DISCARD);
          more.accept(options);
        });
  }

  /** Kills the server and returns its process; another one may not be there yet. */
  private static long kill(ZProc zproc) {
    long server = zproc.ping().serverPid();
    assertThat(ProcessHandle.of(server).orElseThrow().destroyForcibly()).isTrue();
    return server;
  }

  private static void back(ZProc zproc, long dead) {
    await().atMost(LONG).until(() -> zproc.ping(LONG).serverPid() != dead);
  }

  @Test
  void whatIsBelowAChildGoesOnAndSignalsArrive() throws Exception {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    try (ZProc zproc = open(options -> {})) {
      BakeryState bakery = BakeryState.of(zproc);
      Child<Long> parent = zproc.spawn(SurvivorsLauncher.hire());
      Child<String> one = zproc.spawn(CatchersLauncher.catches("wait", first));
      Child<String> other = zproc.spawn(CatchersLauncher.catches("wait", second));
      await()
          .atMost(LONG)
          .until(
              () ->
                  bakery.sold().get() > 0
                      && !bakery.names().get().isEmpty()
                      && Files.exists(first)
                      && Files.exists(second));
      long below = Long.parseLong(bakery.names().get().get(0));

      long dead = kill(zproc);
      assertThat(one.signal(Signal.USR1)).isTrue(); // while nobody is there to be told of it
      back(zproc, dead);
      assertThat(one.join(LONG)).startsWith("SIGUSR1 ");
      long sold = bakery.sold().get();
      int lent = bakery.price().get();
      await().atMost(LONG).until(() -> bakery.sold().get() > sold && bakery.price().get() > lent);
      back(zproc, kill(zproc));

      assertThat(other.signal(Signal.TERM)).isTrue();
      assertThat(other.join(LONG)).startsWith("SIGTERM ");
      assertThat(RootJvm.isRunning(below)).isTrue();
      bakery.open().set(true);
      assertThat(parent.join(LONG)).isEqualTo(bakery.sold().get());
    }
  }

  @Test
  void waitsThatRepeatLoseNoWakeUpAndDoubleNone() {
    try (ZProc zproc = open(options -> {})) {
      BakeryState bakery = BakeryState.of(zproc);
      Child<Void> all = zproc.spawn(journal("all", FailedRun.SKIP, false), again());
      Child<Void> resumed = zproc.spawn(journal("resumed", FailedRun.REPEAT, false), again());
      Child<Void> live = zproc.spawn(journal("live", FailedRun.SKIP, true), again());
      List<Integer> written = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        int from = round * 10 + 1;
        List<Integer> these = IntStream.range(from, from + 10).boxed().toList();
        CompletableFuture<Void> writing =
            CompletableFuture.runAsync(() -> these.forEach(each -> bakery.cookies().set(each)));
        written.addAll(these);
        int some = from + 3;
        await().atMost(LONG).until(() -> numbers("all", '+').contains(some));
        long dead = kill(zproc);
        if (round == 1) {
          // Its next process is born at a server that has to know how far this one had got.
          ProcessHandle.of(resumed.pid()).orElseThrow().destroyForcibly();
        }
        writing.join();
        back(zproc, dead);
        int newest = from + 9;
        await()
            .atMost(LONG)
            .until(
                () ->
                    numbers("all", '-').contains(newest)
                        && numbers("resumed", '-').contains(newest)
                        && numbers("live", '-').contains(newest));
      }
      back(zproc, kill(zproc)); // while all of them wait for what comes next
      bakery.cookies().set(LAST);
      written.add(LAST);
      List.of(all, resumed, live).forEach(child -> child.join(LONG));

      assertThat(numbers("all", '+')).isEqualTo(written);
      assertThat(numbers("all", '-')).isEqualTo(written);
      assertThat(numbers("resumed", '+')).isSorted().hasSizeBetween(31, 32);
      assertThat(new HashSet<>(numbers("resumed", '-'))).isEqualTo(new HashSet<>(written));
      assertThat(numbers("live", '+')).isSorted().doesNotHaveDuplicates().contains(LAST);
      assertThat(numbers("live", '-')).isEqualTo(numbers("live", '+'));
      assertThat(resumed.restarts()).isEqualTo(1);
    }
  }

  private Call<Void> journal(String name, FailedRun onFailure, boolean live) {
    try {
      Path own = Files.createDirectory(folder.resolve(name));
      return Journals.call(own, "argument", onFailure, true, live, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Consumer<SpawnOptions> again() {
    return spawn ->
        spawn.restart(RestartPolicy.ON_FAILURE, 10, Duration.ofMinutes(1), Duration.ofMillis(5));
  }

  private List<Integer> numbers(String name, char sign) {
    Path file = folder.resolve(name).resolve("journal");
    try {
      return (Files.exists(file) ? Files.readAllLines(file) : List.<String>of())
          .stream()
              .filter(line -> line.charAt(0) == sign)
              .map(line -> Integer.parseInt(line.substring(1)))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSwarmHasOneResultForEachItem() throws Exception {
    List<Integer> items = IntStream.range(0, 4_000).boxed().toList();
    int held = items.size() - 10; // so that it has not ended before the server is killed
    try (ZProc zproc = open(options -> {});
        Swarm swarm = zproc.swarm(options -> options.workers(2))) {
      CounterState counter = CounterState.of(zproc);
      CompletableFuture<List<Integer>> results =
          CompletableFuture.supplyAsync(
              () -> swarm.map(items, item -> TasksLauncher.countAndHold(item, held)));
      for (int kills = 0; kills < 2; kills++) {
        int more = Math.min(counter.runs().get() + 50, held);
        await().atMost(LONG).until(() -> counter.runs().get() >= more);
        back(zproc, kill(zproc));
      }
      assertThat(results.isDone()).as("done before the server was killed").isFalse();
      Tasks.go(counter).runs().set(1);
      assertThat(results.get(1, TimeUnit.MINUTES)).isEqualTo(items);
      assertThat(counter.runs().get()).isEqualTo(items.size());
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void whoWaitsForACallIsBornAtTheNextServerWhichIsWhereItWas(Transport transport)
      throws Exception {
    try (ZProc zproc = open(options -> options.transport(transport).control().standby(1))) {
      ContextRecord own = record();
      BakeryState.of(zproc).cookies().set(7);
      Set<Long> waiting = ready(zproc);

      long dead = kill(zproc);
      // Taken while nobody knows of the JVM that takes it.
      Child<Integer> first = zproc.spawn(BakersLauncher.bake(6));
      assertThat(first.join(LONG)).isEqualTo(7);
      assertThat(waiting).contains(first.pid());
      back(zproc, dead);

      Set<Long> next = ready(zproc);
      assertThat(next).doesNotContainAnyElementsOf(waiting);
      back(zproc, kill(zproc));
      Child<Integer> second = zproc.spawn(KidsLauncher.add(1, 2));
      assertThat(second.join(LONG)).isEqualTo(3);
      assertThat(next).contains(second.pid());

      assertThat(record()).isEqualTo(own);
      long revision = zproc.ping().revision(); // which goes on as sessions come and go
      assertThat(revisionFor(own)).isGreaterThanOrEqualTo(revision);
    }
  }

  private static Set<Long> ready(ZProc zproc) {
    Set<Long> found = new HashSet<>();
    await()
        .atMost(LONG)
        .until(
            () -> {
              found.clear();
              found.addAll(
                  zproc.standbys().stream()
                      .filter(Standby::ready)
                      .map(Standby::pid)
                      .collect(Collectors.toSet()));
              return found.size() == 1;
            });
    return found;
  }

  private static ContextRecord record() throws IOException {
    return RuntimeFolder.ofUser().contexts().stream()
        .filter(each -> each.pid() == ProcessHandle.current().pid())
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** What a tool reads there that has found the context before its server was killed. */
  private static long revisionFor(ContextRecord context) {
    LinkOptions link =
        LinkOptions.to(
            ServerUri.endpoint(context.uri()), Role.READER, context.secrets().get(Role.READER));
    try {
      EngineSession tool = new EngineSession(Link.connect(link));
      try {
        return Engines.get(tool.ping()).revision();
      } finally {
        tool.close();
      }
    } catch (EngineException gone) {
      throw new AssertionError(context.uri(), gone);
    }
  }
}
