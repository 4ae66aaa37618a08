package dev.zproc.runtime.internal.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.GiveUp;
import dev.zproc.runtime.child.GroupStatus;
import dev.zproc.runtime.child.GroupStrategy;
import dev.zproc.runtime.internal.supervision.GroupPlan.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupMachineTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration START = Duration.ofSeconds(30);
  private static final GroupPlan.Member PLAIN = new GroupPlan.Member(true, false, Readiness.UP);

  private final List<String> orders = new ArrayList<>();
  private long nowNanos = 1_000;

  @Test
  void startsEachWhenTheOneBeforeItIsReady() {
    GroupMachine group = group(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN);

    group.begin();
    assertThat(taken()).containsExactly("no alarm", "start 0", "alarm 30");
    group.up(0);
    assertThat(taken()).containsExactly("no alarm", "start 1", "alarm 30");
    assertThat(group.status()).isEqualTo(GroupStatus.STARTING);
    group.up(1);

    assertThat(taken()).containsExactly("no alarm", "started");
    assertThat(group.status()).isEqualTo(GroupStatus.RUNNING);
  }

  @Test
  void waitsForTheReadinessThatIsAskedFor() {
    GroupMachine group =
        group(
            GroupStrategy.ONE_FOR_ONE,
            new GroupPlan.Member(true, false, Readiness.CONDITION),
            new GroupPlan.Member(true, false, Readiness.RETURNED),
            PLAIN);
    group.begin();
    taken();

    group.up(0);
    assertThat(taken()).isEmpty();
    group.ready(0);
    assertThat(taken()).contains("start 1");
    group.up(1);
    assertThat(taken()).isEmpty();
    group.over(1, false, GiveUp.FAIL_WAITERS);

    assertThat(taken()).contains("start 2");
  }

  @Test
  void stopsWhatHasStartedIfOneFailsBeforeItIsReady() {
    GroupMachine group = group(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN, PLAIN);
    group.begin();
    group.up(0);
    taken();

    group.over(1, true, GiveUp.FAIL_WAITERS);
    assertThat(taken()).containsExactly("no alarm", "stop 2");
    group.over(2, false, GiveUp.FAIL_WAITERS); // which has never started
    assertThat(taken()).containsExactly("stop 0");
    group.over(0, false, GiveUp.FAIL_WAITERS);

    assertThat(taken()).containsExactly("no alarm", "ended");
  }

  @Test
  void givesUpOneThatIsNotReadyInTime() {
    GroupMachine group = group(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN);
    group.begin();
    taken();

    group.elapsed();

    assertThat(taken()).containsExactly("late 0");
  }

  @Test
  void leavesARestartToTheChildIfItConcernsNobodyElse() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN);

    assertThat(group.again(0, SECOND, nowNanos)).isInstanceOf(GroupLink.Alone.class);
    group.up(0);

    assertThat(taken()).isEmpty();
    assertThat(group.status()).isEqualTo(GroupStatus.RUNNING);
  }

  @Test
  void restartsAllInOrderAfterStoppingThemInReverse() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ALL, PLAIN, PLAIN, PLAIN);

    assertThat(group.again(1, SECOND, nowNanos)).isInstanceOf(GroupLink.Deferred.class);
    assertThat(taken()).containsExactly("alarm 1", "suspend 2");
    assertThat(group.status()).isEqualTo(GroupStatus.RESTARTING);
    group.suspended(2);
    assertThat(taken()).containsExactly("suspend 0");
    group.suspended(0);
    assertThat(taken()).isEmpty(); // the delay is not over
    group.elapsed();
    assertThat(taken()).containsExactly("no alarm", "start 0", "alarm 30");
    group.up(0);
    group.up(1);
    group.up(2);

    assertThat(taken())
        .containsExactly(
            "no alarm", "start 1", "alarm 30", "no alarm", "start 2", "alarm 30", "no alarm");
    assertThat(group.status()).isEqualTo(GroupStatus.RUNNING);
  }

  @Test
  void restartsTheRestOnly() {
    GroupMachine group = running(GroupStrategy.REST_FOR_ONE, PLAIN, PLAIN, PLAIN);

    group.again(1, SECOND, nowNanos);
    group.suspended(2);
    group.elapsed();
    group.up(1);
    group.up(2);

    assertThat(taken())
        .containsExactly(
            "alarm 1",
            "suspend 2",
            "no alarm",
            "start 1",
            "alarm 30",
            "no alarm",
            "start 2",
            "alarm 30",
            "no alarm");
  }

  @Test
  void doesNotStartAgainWhatMayNotOrHasEnded() {
    GroupPlan.Member never = new GroupPlan.Member(false, false, Readiness.UP);
    GroupMachine group = running(GroupStrategy.ONE_FOR_ALL, PLAIN, never, PLAIN);
    group.over(2, false, GiveUp.FAIL_WAITERS);

    group.again(0, SECOND, nowNanos);
    assertThat(taken()).containsExactly("alarm 1", "stop 1");
    group.over(1, false, GiveUp.FAIL_WAITERS);
    group.elapsed();
    group.up(0);

    assertThat(taken()).containsExactly("no alarm", "start 0", "alarm 30", "no alarm");
  }

  @Test
  void takesASecondFailureIntoTheSameRestart() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ALL, PLAIN, PLAIN, PLAIN);
    group.again(0, SECOND, nowNanos);
    taken();

    // 2 is being stopped; 1 fails by itself, and wants a longer delay
    assertThat(group.again(1, SECOND.multipliedBy(3), nowNanos))
        .isInstanceOf(GroupLink.Deferred.class);
    assertThat(taken()).containsExactly("alarm 3");
    group.suspended(2);
    group.elapsed();

    assertThat(taken()).containsExactly("no alarm", "start 0", "alarm 30");
  }

  @Test
  void goesOnIfOneEndsByItselfBeforeItIsSuspended() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ALL, PLAIN, PLAIN, PLAIN);
    group.again(1, SECOND, nowNanos);
    assertThat(taken()).containsExactly("alarm 1", "suspend 2");

    // 2 has died together with 1, and what it is told comes too late
    assertThat(group.again(2, SECOND, nowNanos)).isInstanceOf(GroupLink.Deferred.class);
    assertThat(taken()).containsExactly("suspend 0");
    group.suspended(0);
    group.elapsed();

    assertThat(taken()).containsExactly("no alarm", "start 0", "alarm 30");
  }

  @Test
  void failsTooOftenAsAGroup() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN);
    for (int i = 0; i < 3; i++) {
      assertThat(group.again(i % 2, SECOND, nowNanos)).isInstanceOf(GroupLink.Alone.class);
    }

    assertThat(group.again(0, SECOND, nowNanos))
        .isEqualTo(new GroupLink.Final(new RestartLimit("g", 3, Duration.ofMinutes(1))));
    group.over(0, true, GiveUp.FAIL_WAITERS);
    assertThat(taken()).containsExactly("no alarm", "stop 1");
  }

  /** With a plan that starts children again after a return, too. */
  @Test
  void stopsAfterTooManyRestartsHoweverTheLastChildHasEnded() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN);
    for (int i = 0; i < 3; i++) {
      group.again(0, SECOND, nowNanos);
    }

    assertThat(group.again(0, SECOND, nowNanos)).isInstanceOf(GroupLink.Final.class);
    group.over(0, false, GiveUp.FAIL_WAITERS);

    assertThat(taken()).containsExactly("no alarm", "stop 1");
  }

  @Test
  void forgetsRestartsThatArePastThePeriod() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN);
    for (int i = 0; i < 20; i++) {
      nowNanos += Duration.ofSeconds(21).toNanos();
      assertThat(group.again(0, SECOND, nowNanos)).isInstanceOf(GroupLink.Alone.class);
    }
  }

  @Test
  void livesOnAfterAFailureThatConcernsTheWaitersOnly() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN);

    group.over(0, true, GiveUp.FAIL_WAITERS);
    assertThat(taken()).isEmpty();
    group.over(1, false, GiveUp.FAIL_WAITERS);

    assertThat(taken()).containsExactly("no alarm", "ended");
  }

  @Test
  void stopsWhenAChildGivesUpForTheGroup() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN);

    group.over(0, true, GiveUp.STOP_GROUP);

    assertThat(taken()).containsExactly("no alarm", "stop 1");
  }

  @Test
  void stopsWhenASignificantChildHasEnded() {
    GroupMachine group =
        running(
            GroupStrategy.ONE_FOR_ONE,
            PLAIN,
            new GroupPlan.Member(true, true, Readiness.UP),
            PLAIN);

    group.over(1, false, GiveUp.FAIL_WAITERS);

    assertThat(taken()).containsExactly("no alarm", "stop 2");
    assertThat(group.status()).isEqualTo(GroupStatus.STOPPING);
  }

  @Test
  void stopsInReverseOrderEachWhenTheNextHasEnded() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ONE, PLAIN, PLAIN, PLAIN);

    group.stop();
    assertThat(taken()).containsExactly("no alarm", "stop 2");
    group.over(0, true, GiveUp.STOP_GROUP); // by itself, meanwhile
    assertThat(taken()).isEmpty();
    group.over(2, false, GiveUp.FAIL_WAITERS);
    assertThat(taken()).containsExactly("stop 1");
    group.over(1, false, GiveUp.FAIL_WAITERS);

    assertThat(taken()).containsExactly("no alarm", "ended");
    assertThat(group.status()).isEqualTo(GroupStatus.ENDED);
  }

  @Test
  void startsNothingAgainOnceItStops() {
    GroupMachine group = running(GroupStrategy.ONE_FOR_ALL, PLAIN, PLAIN);
    group.again(0, SECOND, nowNanos);
    group.stop();
    taken();

    assertThat(group.again(1, SECOND, nowNanos)).isEqualTo(new GroupLink.Final(null));
    group.over(1, false, GiveUp.FAIL_WAITERS);
    group.elapsed();
    group.over(0, false, GiveUp.FAIL_WAITERS);

    assertThat(taken()).doesNotContain("start 0", "start 1").endsWith("ended");
  }

  @Test
  void staysEndedIfItIsStoppedBeforeItBegins() {
    GroupMachine group = group(GroupStrategy.ONE_FOR_ONE, PLAIN);
    group.stop();
    group.over(0, false, GiveUp.FAIL_WAITERS);
    taken();

    group.begin();

    assertThat(taken()).isEmpty();
    assertThat(group.status()).isEqualTo(GroupStatus.ENDED);
  }

  /** Whatever happens: order is kept, and a group that stops comes to its end. */
  @ParameterizedTest
  @EnumSource(GroupStrategy.class)
  void keepsItsOrderWhateverHappens(GroupStrategy strategy) {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      new World(strategy, random, "seed " + seed + ", round " + round).run();
    }
  }

  private List<String> taken() {
    List<String> taken = List.copyOf(orders);
    orders.clear();
    return taken;
  }

  private GroupMachine running(GroupStrategy strategy, GroupPlan.Member... members) {
    GroupMachine group = group(strategy, members);
    group.begin();
    IntStream.range(0, members.length).forEach(group::up);
    assertThat(taken()).endsWith("started");
    return group;
  }

  private GroupMachine group(GroupStrategy strategy, GroupPlan.Member... members) {
    return new GroupMachine(plan(strategy, 3), List.of(members), new Recorder(orders));
  }

  private static GroupPlan plan(GroupStrategy strategy, int max) {
    return new GroupPlan("g", strategy, max, Duration.ofMinutes(1), START);
  }

  private record Recorder(List<String> orders) implements GroupMachine.Orders {
    @Override
    public void start(int child) {
      orders.add("start " + child);
    }

    @Override
    public void suspend(int child) {
      orders.add("suspend " + child);
    }

    @Override
    public void stop(int child) {
      orders.add("stop " + child);
    }

    @Override
    public void late(int child) {
      orders.add("late " + child);
    }

    @Override
    public void alarm(Duration delay) {
      orders.add("alarm " + delay.toSeconds());
    }

    @Override
    public void noAlarm() {
      orders.add("no alarm");
    }

    @Override
    public void started() {
      orders.add("started");
    }

    @Override
    public void ended() {
      orders.add("ended");
    }
  }

  /** Children without processes, which do at random whatever real ones may do. */
  private static final class World implements GroupMachine.Orders {

    private enum Life {
      IDLE,
      STARTING,
      UP,
      LEAVING,
      STOPPING,
      OVER
    }

    private final Random random;
    private final String what;
    private final List<GroupPlan.Member> members = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>();
    private final GroupMachine group;
    private boolean alarm;
    private boolean ended;
    private int late = -1;

    World(GroupStrategy strategy, Random random, String what) {
      this.random = random;
      this.what = what;
      int size = 1 + random.nextInt(4);
      for (int i = 0; i < size; i++) {
        members.add(
            new GroupPlan.Member(random.nextInt(4) > 0, random.nextInt(6) == 0, Readiness.UP));
        lives.add(Life.IDLE);
      }
      group = new GroupMachine(plan(strategy, 10), members, this);
    }

    void run() {
      group.begin();
      for (int step = 0; step < 60 && !ended; step++) {
        if (random.nextInt(40) == 0) {
          group.stop();
        } else if (alarm && random.nextInt(4) == 0) {
          alarm = false;
          group.elapsed();
        } else {
          live(random.nextInt(members.size()));
        }
      }
      settle();
      assertThat(group.status())
          .as("%s: it settles: %s", what, lives)
          .isIn(GroupStatus.RUNNING, GroupStatus.ENDED);
      group.stop();
      for (int step = 0; step < 200 && !ended; step++) {
        live(random.nextInt(members.size()));
      }
      assertThat(ended).as("%s: it ends: %s", what, lives).isTrue();
      assertThat(lives).as(what).containsOnly(Life.OVER);
    }

    /** Nothing happens any more but what has been ordered. */
    private void settle() {
      for (int step = 0; step < 40 && !ended; step++) {
        for (int child = 0; child < members.size(); child++) {
          switch (lives.get(child)) {
            case STARTING -> up(child);
            case LEAVING -> leave(child);
            case STOPPING -> over(child, false);
            default -> {}
          }
        }
        if (alarm && !lives.contains(Life.STARTING)) {
          alarm = false;
          group.elapsed();
        }
      }
    }

    private void live(int child) {
      switch (lives.get(child)) {
        case STARTING, UP -> act(child);
        case LEAVING -> {
          if (random.nextInt(3) == 0) {
            act(child); // what it is told to do is still under way
          } else {
            leave(child);
          }
        }
        case STOPPING -> over(child, false);
        default -> {}
      }
    }

    private void leave(int child) {
      lives.set(child, Life.IDLE);
      group.suspended(child);
    }

    private void up(int child) {
      if (lives.get(child) == Life.STARTING) {
        lives.set(child, Life.UP);
      }
      group.up(child);
    }

    private void act(int child) {
      int choice = random.nextInt(10);
      if (choice < 6) {
        up(child);
      } else if (choice < 9 && members.get(child).restartable()) {
        lives.set(child, Life.IDLE);
        GroupLink.Verdict verdict = group.again(child, SECOND, 1_000);
        if (verdict instanceof GroupLink.Alone) {
          lives.set(child, Life.STARTING);
        } else if (verdict instanceof GroupLink.Final) {
          over(child, true);
        }
      } else {
        over(child, random.nextBoolean());
      }
    }

    private void over(int child, boolean failed) {
      lives.set(child, Life.OVER);
      group.over(child, failed, random.nextInt(5) == 0 ? GiveUp.STOP_GROUP : GiveUp.FAIL_WAITERS);
    }

    @Override
    public void start(int child) {
      assertThat(lives.get(child))
          .as("%s: start %d in %s", what, child, lives)
          .isNotEqualTo(Life.OVER);
      // Nobody after it lives, and everybody before it is up, has ended, or sees to itself.
      for (int i = child + 1; i < members.size(); i++) {
        assertThat(lives.get(i))
            .as("%s: start %d in %s", what, child, lives)
            .isIn(Life.IDLE, Life.OVER);
      }
      lives.set(child, Life.STARTING);
    }

    @Override
    public void suspend(int child) {
      if (child == late) {
        return; // it is being killed already
      }
      assertThat(lives.get(child)).as(what).isIn(Life.STARTING, Life.UP);
      assertThat(lives).as(what).doesNotContain(Life.LEAVING);
      assertThat(members.get(child).restartable()).as(what).isTrue();
      lives.set(child, Life.LEAVING);
    }

    @Override
    public void stop(int child) {
      assertThat(lives.get(child)).as(what).isNotEqualTo(Life.OVER);
      for (int i = child + 1; i < members.size(); i++) {
        if (group.status() == GroupStatus.STOPPING) {
          assertThat(lives.get(i)).as("%s: stop %d in %s", what, child, lives).isEqualTo(Life.OVER);
        }
      }
      lives.set(child, Life.STOPPING);
    }

    @Override
    public void late(int child) {
      late = child;
      lives.set(child, Life.STOPPING);
    }

    @Override
    public void alarm(Duration delay) {
      alarm = true;
    }

    @Override
    public void noAlarm() {
      alarm = false;
    }

    @Override
    public void started() {}

    @Override
    public void ended() {
      assertThat(ended).as(what).isFalse();
      ended = true;
    }
  }
}
