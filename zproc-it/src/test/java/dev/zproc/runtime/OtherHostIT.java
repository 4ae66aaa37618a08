package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.fixtures.BakeryState;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Children on another host, played by an sshd of this one that has a home of its own. */
@EnabledOnOs(OS.LINUX)
class OtherHostIT {

  /** The size of the jar that is sent; with {@code -Pfull} 500 MB. */
  private static final int MEGABYTES = Boolean.getBoolean("zproc.full") ? 500 : 5;

  @TempDir static Path folder;

  private static Sshd sshd;

  private ZProc zproc;

  @TempDir Path temp;

  @BeforeAll
  static void start() throws Exception {
    sshd = Sshd.start(folder);
  }

  @AfterAll
  static void end() {
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void open() {
    zproc = ZProc.open(o -> o.transport(Transport.UNIX));
  }

  @AfterEach
  void close() {
    zproc.close();
    await().atMost(Duration.ofSeconds(10)).until(() -> sshd.sessions().isEmpty());
    await().until(() -> sshd.clients().isEmpty());
    assertThat(sshd.cache().resolve("run")).isEmptyDirectory();
  }

  @Test
  void runsThereAndReturns() throws IOException {
    Path out = temp.resolve("out");
    Child<Integer> sum = zproc.spawn(KidsLauncher.add(2, 3), s -> s.on(sshd.host()));
    Child<String> home = zproc.spawn(KidsLauncher.look("$HOME"), s -> s.on(sshd.host()));
    Child<Void> print =
        zproc.spawn(
            KidsLauncher.print("ünder", 3), s -> s.on(sshd.host()).output(Output.file(out)));

    assertThat(sum.join()).isEqualTo(5);
    assertThat(home.join()).isEqualTo(sshd.home().toString());
    print.join();
    assertThat(Files.readString(out))
        .contains("ünder 0\nünder 1\nünder 2\n", "ünder is done\n", "ünder open end")
        .doesNotContain("zproc");
    assertThat(sum.pid()).isEqualTo(-1);
    assertThat(sum.exitCode()).hasValue(0);
  }

  /** Over TCP it is a port that is forwarded. */
  @Test
  void runsThereOverZeroMqToo() {
    try (ZProc tcp = ZProc.open(o -> o.transport(Transport.ZEROMQ));
        Swarm swarm = tcp.swarm(s -> s.on(sshd.host()).workers(1))) {
      assertThat(tcp.spawn(KidsLauncher.add(2, 3), s -> s.on(sshd.host())).join()).isEqualTo(5);
      assertThat(swarm.submit(KidsLauncher.look("$HOME")).join()).isEqualTo(sshd.home().toString());
    }
  }

  @Test
  void groupsThereWaitForTheStateAndHaveChildren() {
    BakeryState bakery = BakeryState.of(zproc);
    Call<Integer> bake = BakersLauncher.bake(5);
    Call<String> below = OtherHostRootLauncher.below();
    try (ChildGroup group =
        zproc.group(
            "there",
            g -> g.child(bake, m -> m.on(sshd.host())).child(below, m -> m.on(sshd.host())))) {
      bakery.cookies().set(7);
      bakery.cookies().set(0);

      assertThat(group.child(bake).join()).isEqualTo(7);
      assertThat(group.child(below).join()).isEqualTo(sshd.home().toString());
    }
  }

  @Test
  void itsFailureNamesTheHost() {
    Child<Void> thrower = failing("throw");
    Child<Void> exiter = failing("exit 3");
    Child<Void> halter = failing("halt 255");
    Child<Void> victim = failing("kill KILL");
    Child<Void> mutterer = failing("mutter");
    Child<Void> parent = failing("leave-daemon");

    assertThat(failure(thrower).host()).isEqualTo("forge");
    assertThat(failure(thrower))
        .hasMessageContaining("on forge")
        .hasMessageContaining("threw java.io.IOException: disk full")
        .hasMessageContaining("at dev.zproc.runtime.Kids.end(Kids.java");
    assertThat(failure(exiter).end()).isEqualTo(new ChildEnd.Exited(3, false));
    assertThat(failure(halter).end()).isEqualTo(new ChildEnd.Exited(255, false));
    assertThat(failure(victim).end()).isEqualTo(new ChildEnd.Signalled(9, "SIGKILL"));
    assertThat(failure(mutterer))
        .hasMessageContaining("--- the end of its stderr ---\nlast words\n---");
    assertThat(failure(parent).end()).isEqualTo(new ChildEnd.Exited(5, false));
    assertThat(sshd.endProgram("sleep")).as("its daemon, which holds its stdout").isTrue();
  }

  private Child<Void> failing(String how) {
    return zproc.spawn(KidsLauncher.end(how), s -> s.on(sshd.host()));
  }

  private static ChildFailedException failure(Child<Void> child) {
    return catchThrowableOfType(ChildFailedException.class, child::join);
  }

  @Test
  void isStartedAgain() {
    Child<Integer> child =
        zproc.spawn(
            KidsLauncher.count(temp.resolve("count"), 3),
            s ->
                s.on(sshd.host())
                    .restart(
                        RestartPolicy.ON_FAILURE, 5, Duration.ofMinutes(1), Duration.ofMillis(10)));

    assertThat(child.join()).isEqualTo(3);
    assertThat(child.restarts()).isEqualTo(2);
  }

  @Test
  void isStoppedSignalledAndKilled() {
    Child<Void> stopped = zproc.spawn(KidsLauncher.stay("forever"), s -> s.on(sshd.host()));
    Child<Void> termed = zproc.spawn(KidsLauncher.stay("deaf"), s -> s.on(sshd.host()));
    Child<Void> killed = zproc.spawn(KidsLauncher.stay("deaf to TERM"), s -> s.on(sshd.host()));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                stopped.status() == ChildStatus.RUNNING
                    && termed.status() == ChildStatus.RUNNING
                    && killed.status() == ChildStatus.RUNNING);

    stopped.stop();
    assertThat(stopped.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(termed.signal(Signal.TERM)).isTrue();
    assertThat(termed.onExit().join()).isEqualTo(new ChildEnd.Signalled(15, "SIGTERM"));
    killed.kill();
    assertThat(killed.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(killed.exitCode()).hasValue(137);
  }

  /** Whatever has been sent is known by its content, and there for whoever comes next. */
  @Test
  void sendsTheClassPathOnceAndAChangedJarAlone() throws Exception {
    Path jar = jar("one");
    Map<String, Object> before = spawnWith(jar, sshd.host());
    Host looksAnew = sshd.host().maxClassPath(1 << 30);

    assertThat(spawnWith(jar, looksAnew)).isEqualTo(before);

    assertThat(jar("two")).isEqualTo(jar);
    Map<String, Object> after = spawnWith(jar, looksAnew);

    assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 1);
  }

  private Path jar(String content) throws IOException {
    Path jar = temp.resolve("extra.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(Deflater.NO_COMPRESSION);
      out.putNextEntry(new JarEntry("content"));
      out.write(content.getBytes(StandardCharsets.UTF_8));
      byte[] some = new byte[1 << 20];
      new Random(42).nextBytes(some);
      for (int i = 0; i < MEGABYTES; i++) {
        out.write(some);
      }
    }
    return jar;
  }

  /** Runs a child with a jar more than usual, and returns which files there are then. */
  private Map<String, Object> spawnWith(Path jar, Host host) throws IOException {
    List<Path> path =
        Stream.concat(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of),
                Stream.of(jar))
            .toList();
    assertThat(
            zproc
                .spawn(KidsLauncher.add(1, 1), s -> s.on(host).classPath(path.toArray(new Path[0])))
                .join())
        .isEqualTo(2);
    Map<String, Object> files = new TreeMap<>();
    try (Stream<Path> jars = Files.list(sshd.cache().resolve("jars"))) {
      for (Path each : jars.toList()) {
        files.put(each.getFileName().toString(), Files.getAttribute(each, "unix:ino"));
      }
    }
    return files;
  }
}
