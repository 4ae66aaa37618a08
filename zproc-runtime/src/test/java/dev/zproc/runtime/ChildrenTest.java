package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.internal.supervision.LaunchSpec;
import dev.zproc.runtime.internal.supervision.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Children whose start meets the end of their context. They end of nothing but a signal. */
@DisabledOnOs(OS.WINDOWS)
class ChildrenTest {

  private static final Call<String> CALL = ArchiveTraining.call(null);

  @TempDir Path folder;

  private Path home;

  /** A Java that does not even hear that its parent is gone. */
  @BeforeEach
  void makeJava() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("java").resolve("bin"));
    Files.setPosixFilePermissions(
        Files.writeString(bin.resolve("java"), "#!/bin/sh\nexec sleep 600\n"),
        PosixFilePermissions.fromString("rwxr-xr-x"));
    home = bin.getParent();
  }

  private void options(ChildOptions<?> spawn) {
    spawn.javaHome(home).output(Output.DISCARD);
  }

  /** The thread that spawns it was slower than a closing context waits for. */
  @Test
  void oneThatIsThereOnlyWhenAllIsOverEndsAllTheSame() throws Exception {
    ZProc zproc = ZProc.open();
    Children children = zproc.children.made();
    SpawnOptions spawn = new SpawnOptions(CALL.entry(), zproc.children.options());
    options(spawn);
    LaunchSpec spec = new Launches(zproc.spaces(), zproc.session).spec(CALL, "late", spawn);
    Start start = Objects.requireNonNull(zproc.children.supervision()).begin(spec);
    start.await();
    zproc.close();
    ForkedChild<String> child =
        new ForkedChild<>(children, spec, CALL, start.child(), new Throwable());

    children.add(child);

    assertThat(child.onExit()).isCompletedWithValue(new ChildEnd.Stopped());
    assertThat(children.alive()).isEmpty();
    await().until(() -> isGone(child.pid()));
  }

  /** A subscriber holds up the thread that starts it, for longer than a context waits for it. */
  @Test
  void oneThatIsForkedWhileItsContextIsClosedIsNotLeftBehind() throws Exception {
    CompletableFuture<Long> forked = new CompletableFuture<>();
    ZProc zproc = ZProc.open();
    zproc.events(Runnable::run).subscribe(new SlowSubscriber(forked));
    CompletableFuture<Child<String>> spawn =
        CompletableFuture.supplyAsync(
            () -> zproc.spawn(CALL, this::options), task -> new Thread(task).start());
    long pid = forked.get(60, TimeUnit.SECONDS);

    Thread.currentThread().interrupt();
    zproc.close();

    assertThat(Thread.interrupted()).isTrue();
    await().until(() -> isGone(pid));
    Child<String> child = spawn.exceptionally(ChildrenTest::none).get(20, TimeUnit.SECONDS);
    assertThat(child == null || child.onExit().isDone()).isTrue();
  }

  /** The loop may be quick enough to have one, and then its end is told. */
  private static @Nullable Child<String> none(Throwable refused) {
    assertThat(refused).hasCauseInstanceOf(ContextClosedException.class);
    return null;
  }

  /** A subscriber holds up the thread that would tell that its members have ended. */
  @Test
  void nobodyWaitsForAGroupWhoseServerHasFailed() throws Exception {
    CompletableFuture<Long> forked = new CompletableFuture<>();
    try (ZProc zproc = ZProc.open()) {
      zproc.events(Runnable::run).subscribe(new SlowSubscriber(forked));
      CompletableFuture<?> start =
          CompletableFuture.runAsync(
              () -> zproc.group("g", g -> g.child(CALL, this::options)),
              task -> new Thread(task).start());
      long pid = forked.get(60, TimeUnit.SECONDS);

      zproc.children.serverFailing("its disk is full");
      zproc.children.serverFailed();

      assertThat(start)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(ServerGoneException.class);
      await().until(() -> isGone(pid));
    }
  }

  /** Takes the first event until it is interrupted, and tells the process of which it is. */
  private record SlowSubscriber(CompletableFuture<Long> forked)
      implements Flow.Subscriber<ChildEvent> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(ChildEvent event) {
      forked.complete(((ChildEvent.Started) event).pid());
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true);
  }
}
