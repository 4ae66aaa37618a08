package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.etcd.EtcdServers;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Fixtures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Samples as they are, from two roots at once that share a state on three etcds. */
@EnabledIf("dev.zproc.etcd.EtcdServers#areInstalled")
class EtcdSamplesIT {

  private static EtcdServers servers;

  private final String engine = servers.address();

  @BeforeAll
  static void start() {
    servers = new EtcdServers(3);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /** Runs it twice at the same time, with one option; both roots use etcd. */
  private List<SampleRun> twice(Class<?> program, String... arguments) {
    List<CompletableFuture<SampleRun>> both =
        Stream.of(1, 2)
            .map(
                each ->
                    CompletableFuture.supplyAsync(
                        () -> once(program, arguments), task -> new Thread(task).start()))
            .toList();
    List<SampleRun> runs = both.stream().map(CompletableFuture::join).toList();
    SampleRun.assertNothingLeft(program);
    return runs;
  }

  private SampleRun once(Class<?> program, String... arguments) {
    Matcher first = Pattern.compile("127.0.0.1:[0-9]+").matcher(engine);
    assertThat(first.find()).isTrue();
    try (FaultProxy proxy = new FaultProxy("tcp://" + first.group(), 42)) {
      String own = first.replaceFirst(proxy.endpoint().replace("tcp://", ""));
      SampleRun run = SampleRun.of(List.of("-Dzproc.engine=" + own), program, arguments);
      assertThat(run.exitCode()).as(run.errors()).isZero();
      assertThat(proxy.accepted()).as("connections of the root to etcd").isPositive();
      return run;
    }
  }

  private ZProc join() {
    String before = System.setProperty("zproc.engine", engine);
    try {
      return ZProc.open();
    } finally {
      if (before == null) {
        System.clearProperty("zproc.engine");
      }
    }
  }

  @Test
  void chainsReact() {
    for (SampleRun chain : twice(ChainReaction.class)) {
      assertThat(chain.lines()).containsExactlyInAnyOrderElementsOf(ChainReactionIT.OUTPUT);
    }
    try (ZProc zproc = join()) {
      assertThat(FooState.of(zproc).foo().get()).isEqualTo("bar");
    }
  }

  /** Any number is a lucky one, since the first root that has one stops both generators. */
  @Test
  void listenersStopGenerators() {
    try (ZProc zproc = join()) {
      long begin = zproc.ping().revision();
      int numbers = 0;
      for (SampleRun luck : twice(LuckTest.class, "0", "1")) {
        assertThat(luck.linesOf("generator: "))
            .last()
            .isEqualTo("generator: STOP was set, so I exit");
        assertThat(luck.linesOf("listener: ")).hasSize(2).last().isEqualTo("listener: I set STOP");
        numbers += luck.linesOf("generator: num is ").size();
      }
      assertThat(LuckState.of(zproc).stop().get()).isTrue();
      assertThat(zproc.ping().revision()).isGreaterThanOrEqualTo(begin + numbers + 2);
    }
  }

  @Test
  void whatBothBakeIsEaten() {
    try (ZProc zproc = join()) {
      long begin = zproc.ping().revision();
      for (SampleRun jar : twice(CookieEater.class, "20")) {
        assertThat(jar.linesOf("baker: ")).hasSize(20);
        assertThat(jar.linesOf("eater: ")).hasSize(20);
      }
      assertThat(CookieJarState.of(zproc).cookies().get()).isZero();
      assertThat(zproc.ping().revision()).isGreaterThanOrEqualTo(begin + 2 * (20 + 20));
    }
  }

  @Test
  void bothCountAllWords() {
    for (SampleRun words : twice(WordCount.class)) {
      assertThat(words.lines())
          .first()
          .isEqualTo("500000 words, 20 different ones, in 100 of 100 files");
    }
  }

  /** Two roots of which each does a part: what one listens for, the other generates. */
  @Test
  void aListenerOfOneRootHearsTheGeneratorOfAnother() {
    try (ZProc one = join();
        ZProc other = join()) {
      var listener = one.spawn(LuckTestLauncher.listener(0.6, 0.62));
      var generator = other.spawn(LuckTestLauncher.generator());
      listener.join();
      generator.join();
      assertThat(LuckState.of(other).stop().get()).isTrue();
    }
    assertThat(Fixtures.descendants().stream().filter(EtcdSamplesIT::isJava)).isEmpty();
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("java");
  }
}
