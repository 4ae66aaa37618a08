package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.testing.CalmTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that wait for calls: what they take, what they do not, and what becomes of them. */
@ExtendWith(NoOrphans.class)
class StandbyIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD));

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void takeTheNextSpawnsAndAreReplaced() {
    zproc.standby(settings -> {}, 2);
    Set<Long> waiting = ready(2);
    assertThat(zproc.children()).isEmpty();

    Child<Integer> first = zproc.spawn(KidsLauncher.add(40, 2));
    Child<Integer> second = zproc.spawn(KidsLauncher.add(1, 2));

    assertThat(first.join()).isEqualTo(42);
    assertThat(second.join()).isEqualTo(3);
    assertThat(waiting).containsExactlyInAnyOrder(first.pid(), second.pid());
    assertThat(first.end()).isEqualTo(new ChildEnd.Returned());
    assertThat(ready(2)).doesNotContainAnyElementsOf(waiting);
  }

  @Test
  void areToldOfInOrderAndByTheThreadThatTellsOfAllChildren() {
    zproc.standby(settings -> {}, 1);
    ready(1);
    ChildEventsTest.Collector events = new ChildEventsTest.Collector();
    events.atOnce = Long.MAX_VALUE;
    Set<String> tellers = ConcurrentHashMap.newKeySet();
    zproc.events(task -> toldBy(tellers, task)).subscribe(events);
    tellers.clear();

    assertThat(zproc.spawn(KidsLauncher.add(40, 2)).join()).isEqualTo(42);

    await().atMost(LONG).until(() -> events.names().contains("Ended"));
    assertThat(events.names())
        .filteredOn(name -> !name.equals("Running")) // a child may end before it is heard
        .containsExactly("Started", "Exited", "Ended");
    assertThat(tellers).containsExactly("zproc-supervisor");
  }

  private static void toldBy(Set<String> tellers, Runnable task) {
    tellers.add(Thread.currentThread().getName());
    task.run();
  }

  @Test
  void areAskedForWithTheContext() {
    try (ZProc context = ZProc.open(options -> options.output(Output.DISCARD).standby(1))) {
      await().atMost(LONG).until(() -> ready(context).size() == 1);
    }
  }

  @Test
  void takeNoSpawnOfOtherSettings(@TempDir Path folder) {
    zproc.standby(settings -> settings.systemProperty("kind", "one"), 1);
    Set<Long> waiting = ready(1);

    List<Child<Integer>> forked = new ArrayList<>();
    forked.add(zproc.spawn(KidsLauncher.add(1, 1)));
    forked.add(zproc.spawn(KidsLauncher.add(1, 1), spawn -> spawn.systemProperty("kind", "two")));
    forked.add(
        zproc.spawn(
            KidsLauncher.add(1, 1),
            spawn -> spawn.systemProperty("kind", "one").directory(folder)));
    forked.add(
        zproc.spawn(
            KidsLauncher.add(1, 1), spawn -> spawn.systemProperty("kind", "one").env("A", "b")));

    assertThat(forked).extracting(Child::join).containsOnly(2);
    assertThat(forked).extracting(Child::pid).doesNotContainAnyElementsOf(waiting);
    assertThat(ready(1)).isEqualTo(waiting);
    assertThat(zproc.standbys().get(0).settings()).isEqualTo("-Dkind");
    Child<Integer> same =
        zproc.spawn(KidsLauncher.add(1, 1), spawn -> spawn.systemProperty("kind", "one"));
    assertThat(same.join()).isEqualTo(2);
    assertThat(waiting).containsExactly(same.pid());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void areShownAsWorkers() throws Exception {
    zproc.standby(KidsLauncher.add(1, 1), 1);
    long pid = ready(1).iterator().next();

    assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline")))
        .contains("\0dev.zproc.runtime.Worker\0zproc:");
  }

  @Test
  void tellTheirMainClassToTheCall() {
    zproc.standby(KeepersLauncher.command(), 1);
    ready(1);

    assertThat(zproc.spawn(KeepersLauncher.command()).join())
        .startsWith("dev.zproc.runtime.Keepers_CommandMain zproc:");
  }

  @Test
  void areKeptByChildrenToo() {
    assertThat(zproc.spawn(KeepersLauncher.keep()).join()).isTrue();
  }

  @Test
  void areThereOverUnixSocketsToo() {
    try (ZProc unix =
        ZProc.open(
            options -> options.output(Output.DISCARD).transport(Transport.UNIX).standby(1))) {
      await().atMost(LONG).until(() -> ready(unix).size() == 1);
      Set<Long> waiting = ready(unix);

      Child<Integer> child = unix.spawn(KidsLauncher.add(1, 1));

      assertThat(child.join()).isEqualTo(2);
      assertThat(waiting).containsExactly(child.pid());
    }
  }

  @Test
  void areRefusedWhereTheirNumberMakesNoSense() {
    assertThatThrownBy(() -> zproc.standby(settings -> {}, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0 to 256")
        .hasMessageContaining("not -1");
    assertThatThrownBy(() -> ZProc.open(options -> options.standby(257)))
        .hasMessageContaining("not 257");
    assertThat(zproc.standbys()).isEmpty();
  }

  @Test
  void endWhenNoneIsWanted() {
    zproc.standby(settings -> {}, 1);
    long pid = ready(1).iterator().next();

    zproc.standby(settings -> {}, 0);

    assertThat(zproc.standbys()).isEmpty();
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void endWithTheContext() {
    zproc.standby(settings -> {}, 1);
    long pid = ready(1).iterator().next();

    zproc.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(zproc.standbys()).isEmpty();
  }

  @Test
  void areReplacedIfTheyEnd() {
    zproc.standby(settings -> {}, 1);
    Set<Long> before = ready(1);

    before.forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
    await().until(() -> zproc.standbys().stream().noneMatch(one -> before.contains(one.pid())));

    assertThat(ready(1)).doesNotContainAnyElementsOf(before);
  }

  /** As the properties are now; none of those that wait could be taken any more. */
  @Test
  void areReplacedIfTheyWouldBeStartedOtherwiseNow() {
    zproc.standby(settings -> {}, 1);
    Set<Long> before = ready(1);
    String encoding = System.getProperty("file.encoding");
    System.setProperty("file.encoding", encoding.equals("UTF-8") ? "ISO-8859-1" : "UTF-8");
    try {
      assertThat(zproc.spawn(KidsLauncher.add(1, 1)).join()).isEqualTo(2);
      await()
          .atMost(LONG)
          .until(() -> zproc.standbys().stream().noneMatch(one -> before.contains(one.pid())));
      Set<Long> after = ready(1);

      Child<Integer> child = zproc.spawn(KidsLauncher.add(1, 1));

      assertThat(child.join()).isEqualTo(2);
      assertThat(after).containsExactly(child.pid());
    } finally {
      System.setProperty("file.encoding", encoding);
    }
    await().until(() -> before.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
  }

  /** It is stopped, so that it cannot read; and killed, so that it never will. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void loseNoCallThatTheyHaveNotRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("count");
    zproc.standby(settings -> {}, 1);
    long pid = ready(1).iterator().next();
    RootJvm.signal("STOP", pid);

    Child<Integer> child = zproc.spawn(KidsLauncher.count(file, 1));
    assertThat(child.pid()).isEqualTo(pid);
    RootJvm.signal("KILL", pid);

    assertThat(child.join()).isEqualTo(1);
    assertThat(child.pid()).isNotEqualTo(pid);
    assertThat(child.restarts()).isZero();
  }

  /** That it has its call is read late where what it says before is passed on slowly. */
  @Test
  void runNoCallTwiceHoweverLateIsReadThatTheyHaveIt(@TempDir Path folder) {
    CountDownLatch over = new CountDownLatch(1);
    Output slow = Output.lines(line -> awaitQuietly(over));
    String warning = "-XX:+PrintCommandLineFlags";
    zproc.standby(settings -> settings.output(slow).jvmArgs(warning), 1);
    long pid = ready(1).iterator().next();
    try {
      Child<Integer> child =
          zproc.spawn(
              KidsLauncher.count(folder.resolve("count"), 1),
              spawn -> spawn.output(slow).jvmArgs(warning));

      assertThat(child.join()).isEqualTo(1);
      assertThat(child.pid()).isEqualTo(pid);
    } finally {
      over.countDown();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void areTheChildOnceTheyHaveTheCall() throws Exception {
    zproc.standby(settings -> {}, 1);
    ready(1);
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"));
    await().atMost(LONG).until(() -> child.status() == ChildStatus.RUNNING);

    RootJvm.signal("KILL", child.pid());

    assertThat(child.onExit().join()).isEqualTo(new ChildEnd.Signalled(9, "SIGKILL"));
  }

  @Test
  void takeOtherAttemptsOfAChildToo(@TempDir Path folder) {
    zproc.standby(settings -> {}, 2);
    Set<Long> waiting = ready(2);

    Child<Integer> child =
        zproc.spawn(
            KidsLauncher.count(folder.resolve("count"), 2),
            spawn ->
                spawn.restart(
                    RestartPolicy.ON_FAILURE, 3, Duration.ofMinutes(1), Duration.ofMillis(10)));

    assertThat(child.join()).isEqualTo(2);
    assertThat(child.restarts()).isEqualTo(1);
    assertThat(waiting).contains(child.pid());
  }

  @Test
  void areGivenUpWithAWarningIfTheyCannotStart() {
    List<String> warnings = new CopyOnWriteArrayList<>();
    Handler handler = new Warnings(warnings);
    Logger logger = Logger.getLogger("dev.zproc.runtime.internal.standby.StandbyPool");
    logger.addHandler(handler);
    try {
      zproc.standby(settings -> settings.jvmArgs("-Xmxnonsense"), 1);

      await().atMost(LONG).until(() -> !warnings.isEmpty());
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(warnings.get(0))
        .contains("-Xmxnonsense", "Invalid maximum heap size", "start as they do without");
    assertThat(zproc.standbys()).isEmpty();
    assertThat(zproc.spawn(KidsLauncher.add(1, 1)).join()).isEqualTo(2);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void endWithARootThatIsKilled() throws Exception {
    try (RootJvm root = new RootJvm(StandbyRoot.class, "2")) {
      await().atMost(LONG).until(() -> root.pids().size() == 2);

      root.kill();

      assertThat(CalmTime.within(Duration.ofSeconds(2), () -> root.descendants().isEmpty()))
          .as("%s", root.descendants())
          .isTrue();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Set<Long> ready(int count) {
    await().atMost(LONG).until(() -> ready(zproc).size() == count);
    return ready(zproc);
  }

  private static Set<Long> ready(ZProc context) {
    return context.standbys().stream()
        .filter(Standby::ready)
        .map(Standby::pid)
        .collect(Collectors.toSet());
  }

  private static final class Warnings extends Handler {

    private final List<String> messages;

    Warnings(List<String> messages) {
      this.messages = messages;
    }

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        messages.add(entry.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
