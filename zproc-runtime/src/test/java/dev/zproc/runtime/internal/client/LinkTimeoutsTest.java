package dev.zproc.runtime.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a server that says nothing is taken for one that another connection is needed to. */
class LinkTimeoutsTest {

  private static final long QUIET_SECONDS = 3;
  private static final long PING_SECONDS = 5;

  private final LinkTimeouts timeouts =
      new LinkTimeouts(LinkOptions.to("unix:nowhere", 2, Secret.random()), at(0));

  private static long at(long seconds) {
    return TimeUnit.SECONDS.toNanos(1_000 + seconds);
  }

  @BeforeEach
  void open() {
    timeouts.connected(at(0));
    timeouts.saidHello(at(0));
    timeouts.welcomed(at(0), false);
    assertThat(timeouts.isPingDue(at(QUIET_SECONDS - 1), true)).isFalse();
    assertThat(timeouts.isPingDue(at(QUIET_SECONDS), true)).isTrue();
  }

  @Test
  void aQuestionThatWasSentIsAnsweredInTimeOrAnotherConnectionIsTried() {
    timeouts.pinging(at(3));
    timeouts.sent(at(3), 100, true);

    assertThat(timeouts.isPingDue(at(4), true)).isFalse();
    assertThat(timeouts.isReopenDue(at(7))).isFalse();
    assertThat(timeouts.isReopenDue(at(9))).isTrue();

    timeouts.heard(at(9));
    assertThat(timeouts.isReopenDue(at(9))).isFalse();
    assertThat(timeouts.isPingDue(at(12), true)).isTrue();
  }

  @Test
  void whatTheSocketTakesIsASignOfLifeUntilTheQuestionIsSent() {
    timeouts.pinging(at(3));
    for (int second = 3; second < 600; second++) {
      timeouts.sent(at(second), 65_536L * second, false);
      assertThat(timeouts.isReopenDue(at(second))).isFalse();
    }
    // Much of it may still be on its way.
    timeouts.sent(at(600), 65_536L * 600, true);
    assertThat(timeouts.isReopenDue(at(600 + 2 * PING_SECONDS))).isFalse();
    assertThat(timeouts.isReopenDue(at(600 + 90))).isTrue();
  }

  @Test
  void aSocketThatTakesNothingIsNoSignOfLife() {
    timeouts.pinging(at(3));
    timeouts.sent(at(3), 0, false);
    timeouts.sent(at(6), 0, false);
    assertThat(timeouts.isReopenDue(at(7))).isFalse();
    assertThat(timeouts.sleepMillis(at(7), true, true)).isBetween(1_000L, 1_001L);
    assertThat(timeouts.isReopenDue(at(8))).isTrue();
  }

  @Test
  void whatIsSentAfterTheQuestionDoesNotPutTheAnswerOff() {
    timeouts.pinging(at(3));
    timeouts.sent(at(3), 100, true);
    timeouts.sent(at(7), 10 << 20, true);
    assertThat(timeouts.isReopenDue(at(9))).isTrue();
  }

  /** Seconds after which the link gives up a server that is away, tried every second. */
  private static long patience(LinkTimeouts link) {
    link.disconnected(at(0), true);
    long second = 0;
    while (link.giveUp(at(second)) == null) {
      second++;
      link.unreachable(at(second), false);
    }
    return second;
  }

  private static LinkTimeouts welcomed(LinkOptions options, boolean returns) {
    LinkTimeouts link = new LinkTimeouts(options, at(0));
    link.connected(at(0));
    link.saidHello(at(0));
    link.welcomed(at(0), returns);
    return link;
  }

  @Test
  void aServerThatIsStartedAgainIsWaitedForAsLongAsItsStartMayTake() {
    LinkOptions member = LinkOptions.to("unix:nowhere", 2, Secret.random());
    assertThat(patience(welcomed(member, false))).isEqualTo(11);
    assertThat(patience(welcomed(member, true))).isEqualTo(76);
    LinkOptions guest = LinkOptions.to("unix:nowhere", Role.CLIENT, Secret.random());
    assertThat(patience(welcomed(guest, true))).isEqualTo(11);
  }

  @Test
  void aServerThatIsStartedAgainMayLeaveItsAddressForAWhile() {
    LinkTimeouts link = welcomed(LinkOptions.to("unix:nowhere", 2, Secret.random()), true);
    link.disconnected(at(0), true);
    link.unreachable(at(1), true);
    assertThat(link.giveUp(at(70))).isNull();
    assertThat(link.giveUp(at(76))).contains("75 s");
  }

  /** It has cut the connection, say, since this process did not keep up, and is paused then. */
  @Test
  void aServerThatIsThereIsWaitedForThoughItSaysNothing() {
    LinkTimeouts link = welcomed(LinkOptions.to("unix:nowhere", 2, Secret.random()), false);
    link.disconnected(at(0), true);
    long second = 1;
    for (; second < 100; second += 8) {
      link.connected(at(second));
      link.saidHello(at(second));
      assertThat(link.giveUp(at(second + 8))).isNull();
      assertThat(link.isReopenDue(at(second + 8))).isTrue();
      link.reopening(at(second + 8));
      assertThat(link.giveUp(at(second + 8))).isNull();
    }
    // From here on nobody is there.
    assertThat(link.giveUp(at(second + 8))).isNull();
    assertThat(link.giveUp(at(second + 10))).contains("lostTimeout");
  }

  @Test
  void whoClosesEachConnectionIsNotThere() {
    LinkTimeouts link = welcomed(LinkOptions.to("unix:nowhere", 2, Secret.random()), false);
    link.disconnected(at(0), true);
    for (int second = 1; second <= 10; second++) {
      assertThat(link.giveUp(at(second))).isNull();
      link.connected(at(second));
      link.saidHello(at(second));
      link.disconnected(at(second + 1), false);
    }
    assertThat(link.giveUp(at(11))).contains("lostTimeout");
  }
}
