package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavedTest {

  private final List<String> events = new ArrayList<>();

  @Test
  void everyContenderPlaysOnceInEachRound() throws Exception {
    List<Round> rounds = run("--rounds=50", "--warm-up=0", "--seed=1");

    assertThat(rounds).hasSize(50);
    assertThat(rounds).allSatisfy(round -> assertThat(round.samples()).containsOnlyKeys("a", "b"));
  }

  @Test
  void warmUpIsPlayedAndForgotten() throws Exception {
    List<Round> rounds = run("--rounds=2", "--warm-up=3", "--seed=1");

    assertThat(events.stream().filter("sample a"::equals)).hasSize(5);
    assertThat(rounds).extracting(round -> round.of("a").p50()).containsExactly(4.0, 5.0);
  }

  @Test
  void theOrderVariesAndTheSeedDecidesIt() throws Exception {
    List<List<String>> first = orders(run("--rounds=50", "--seed=7"));
    List<List<String>> again = orders(run("--rounds=50", "--seed=7"));

    assertThat(first).contains(List.of("a", "b"), List.of("b", "a"));
    assertThat(again).isEqualTo(first);
  }

  @Test
  void contendersAreOpenedInOrderAndClosedInReverse() throws Exception {
    run("--rounds=1", "--warm-up=0", "--seed=1");

    assertThat(events).startsWith("open a", "open b").endsWith("close b", "close a");
  }

  @Test
  void whoeverIsMissingTakesNoPart() throws Exception {
    Contender missing = new PlayerContender("missing", List.of("no-such-program"), 1, "install it");

    List<Round> rounds = runWith(List.of(new Recorder("a"), missing), "--rounds=1");

    assertThat(rounds.get(0).samples()).containsOnlyKeys("a");
  }

  @Test
  void aFailureNamesTheContenderAndClosesAll() {
    Contender broken =
        Contender.timed(
            "broken",
            () -> {
              throw new IllegalArgumentException("no luck");
            });

    assertThatThrownBy(() -> runWith(List.of(new Recorder("a"), broken), "--rounds=1"))
        .hasMessageContaining("'broken'")
        .hasRootCauseMessage("no luck");
    assertThat(events).endsWith("close a");
  }

  private static List<List<String>> orders(List<Round> rounds) {
    return rounds.stream().map(round -> List.copyOf(round.samples().keySet())).toList();
  }

  private List<Round> run(String... arguments) throws Exception {
    return runWith(List.of(new Recorder("a"), new Recorder("b")), arguments);
  }

  private static List<Round> runWith(List<Contender> contenders, String... arguments)
      throws Exception {
    return new Interleaved(Options.parse(arguments)).run(new Fixture(contenders));
  }

  private record Fixture(List<Contender> contenders) implements Benchmark {
    @Override
    public String name() {
      return "Fixture";
    }

    @Override
    public String measures() {
      return "how often it was asked";
    }
  }

  /** Writes down what happens to it; its samples count up from one. */
  private final class Recorder implements Contender {
    private final String name;
    private int samples;

    Recorder(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void open() {
      events.add("open " + name);
    }

    @Override
    public double sample() {
      events.add("sample " + name);
      return ++samples;
    }

    @Override
    public void close() {
      events.add("close " + name);
    }
  }
}
