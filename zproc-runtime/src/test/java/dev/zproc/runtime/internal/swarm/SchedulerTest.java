package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.child.ChildEnd;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchedulerTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SETUP_NANOS = 200 * MILLI;
  private static final SchedulerOptions OPTIONS = options(0, 0, 0);
  private static final WorkerDeath KILLED =
      new WorkerDeath(new ChildEnd.Signalled(9, "SIGKILL"), 1, "last words");
  private static final WorkerDeath NO_ROOM =
      new WorkerDeath(new ChildEnd.StartFailed("no room", "java"), -1, "");
  private static final TaskEnd DONE = new TaskEnd.Returned(null);

  /** What the scheduler wants, in order. */
  private static final class Wishes implements Actions {
    final List<String> said = new ArrayList<>();
    final List<List<Task>> sent = new ArrayList<>();

    @Override
    public void start(int worker) {
      said.add("start " + worker);
    }

    @Override
    public void send(int worker, List<Task> chunk) {
      said.add("send " + worker + " " + chunk.stream().map(Task::index).toList());
      sent.add(List.copyOf(chunk));
    }

    @Override
    public void takeBack(int worker) {
      said.add("take back " + worker);
    }

    @Override
    public void cancel(int worker, List<Task> tasks) {
      said.add("cancel " + worker + " " + tasks.stream().map(Task::index).toList());
    }

    @Override
    public void stop(int worker) {
      said.add("stop " + worker);
    }

    @Override
    public void kill(int worker) {
      said.add("kill " + worker);
    }

    @Override
    public void failed(int worker, Task task, TaskEnd.Failed end, long nanos) {
      assertThat(task.isDone()).isFalse();
    }

    @Override
    public void broken(String why) {
      said.add("broken " + why.lines().findFirst().orElse(""));
    }

    List<String> take() {
      List<String> taken = List.copyOf(said);
      said.clear();
      return taken;
    }
  }

  private final Wishes wishes = new Wishes();

  private static SchedulerOptions options(long taskNanos, long recycleTasks, long idleNanos) {
    return new SchedulerOptions(
        2, taskNanos, SETUP_NANOS, 10 * MILLI, recycleTasks, 0, 0, idleNanos);
  }

  /** A scheduler whose workers are up. */
  private Scheduler scheduler(int workers, SchedulerOptions options) {
    Scheduler scheduler = new Scheduler(workers, options, wishes);
    scheduler.advance(0);
    for (int i = 1; i <= workers; i++) {
      scheduler.joined(i, 1);
    }
    wishes.take();
    return scheduler;
  }

  private static void submit(Scheduler scheduler, TestTasks tasks, int count) {
    for (int i = 0; i < count; i++) {
      scheduler.submit(tasks.make(1));
    }
    scheduler.advance(1);
  }

  @Test
  void startsAllWorkersAtOnce() {
    new Scheduler(3, OPTIONS, wishes).advance(0);
    assertThat(wishes.take()).containsExactly("start 1", "start 2", "start 3");
  }

  @Test
  void beginsWithAnEighthOfTheShareOfEachWorker() {
    Scheduler scheduler = scheduler(2, OPTIONS);
    submit(scheduler, new TestTasks(160, 0), 160);
    assertThat(wishes.sent.get(0)).hasSize(10);
    // Three chunks each: the one that is done, and those on their way.
    assertThat(wishes.sent).hasSize(6);
  }

  @Test
  void sendsSlowTasksOneByOneAndQuickOnesInThousands() {
    TestTasks slow = new TestTasks(0, 0);
    slow.batch.measured(1, 50 * MILLI);
    Scheduler scheduler = scheduler(1, OPTIONS);
    submit(scheduler, slow, 100);
    assertThat(wishes.sent).allSatisfy(chunk -> assertThat(chunk).hasSize(1));

    TestTasks quick = new TestTasks(0, 0);
    quick.batch.measured(100, 100_000);
    Scheduler other = scheduler(1, OPTIONS);
    wishes.sent.clear();
    submit(other, quick, 10_000);
    assertThat(wishes.sent.get(0)).hasSize(2_000);
  }

  @Test
  void boundsTheBytesOnTheWayToAWorker() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 0);
    tasks.batch.measured(100, 100_000);
    for (int i = 0; i < 100; i++) {
      scheduler.submit(tasks.make(1 << 20));
    }
    scheduler.advance(1);
    assertThat(wishes.sent.stream().mapToInt(List::size).sum()).isBetween(1, 5);
  }

  @Test
  void takesBackWhatWaitsBehindASlowTask() {
    Scheduler scheduler = scheduler(2, OPTIONS);
    submit(scheduler, new TestTasks(0, 2), 4);
    assertThat(wishes.take()).containsExactly("send 1 [0, 1]", "send 2 [2, 3]");
    scheduler.done(2, 3, DONE, MILLI);
    scheduler.done(2, 4, DONE, MILLI);
    scheduler.advance(MILLI);
    assertThat(wishes.take()).as("1 has not been at its task for long").isEmpty();
    scheduler.advance(3 * MILLI);
    assertThat(wishes.take()).containsExactly("take back 1");
    scheduler.gave(1, new long[] {2}, 3 * MILLI);
    scheduler.advance(3 * MILLI);
    assertThat(wishes.take()).contains("send 2 [1]");
  }

  @Test
  void triesTheTaskThatKilledAgainAloneAndThenFailsIt() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 3);
    submit(scheduler, tasks, 3);
    wishes.take();
    scheduler.done(1, 1, DONE, 1);
    scheduler.died(1, KILLED, 2, 2);
    assertThat(wishes.take()).containsExactly("start 2");
    scheduler.joined(2, 3);
    scheduler.advance(3);
    assertThat(wishes.take()).containsExactly("send 2 [1]");
    scheduler.died(2, KILLED, 2, 4);
    assertThat(tasks.ends.get(1L)).isEqualTo(new TaskEnd.Failed(KILLED.end(), 2, 1, "last words"));
    scheduler.joined(3, 5);
    scheduler.advance(5);
    assertThat(wishes.take()).containsExactly("start 3", "send 3 [2]");
    scheduler.done(3, 3, DONE, 6);
    assertThat(scheduler.unfinished()).isZero();
  }

  @Test
  void findsTheTaskThatKilledByHalvesWhereNobodyKnowsIt() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 8);
    submit(scheduler, tasks, 8);
    int worker = 1;
    int deaths = 0;
    for (int step = 0; scheduler.unfinished() > 0 && step < 100; step++) {
      List<Task> last = wishes.sent.get(wishes.sent.size() - 1);
      boolean poisoned = last.stream().anyMatch(task -> task.index() == 5);
      if (poisoned) {
        deaths++;
        scheduler.died(worker, KILLED, 0, step);
        scheduler.joined(++worker, step);
      } else {
        for (Task task : last) {
          scheduler.done(worker, task.id, DONE, step);
        }
      }
      scheduler.advance(step);
    }
    assertThat(scheduler.unfinished()).isZero();
    assertThat(tasks.ends.get(5L)).isInstanceOf(TaskEnd.Failed.class);
    tasks.ends.remove(5L);
    assertThat(tasks.ends.values()).hasSize(7).allMatch(DONE::equals);
    assertThat(deaths).as("8, 4, 2, 1, and 1 once more").isEqualTo(5);
  }

  /** It was killed between two tasks, or so it seems the first time. */
  @Test
  void blamesNobodyForAWorkerThatWasAtNoTaskButNotTwice() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 2);
    submit(scheduler, tasks, 1);
    scheduler.died(1, KILLED, Mark.NONE, 1);
    submit(scheduler, tasks, 1);
    scheduler.joined(2, 2);
    wishes.take();
    scheduler.advance(2);
    assertThat(wishes.take()).as("nobody is tried alone").containsExactly("send 2 [0, 1]");
    scheduler.died(2, KILLED, Mark.NONE, 3);
    scheduler.joined(3, 4);
    wishes.take();
    scheduler.advance(4);
    assertThat(wishes.take()).as("both may be it").containsExactly("send 3 [0]");
    scheduler.done(3, 1, DONE, 5);
    scheduler.advance(5);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThat(tasks.ends).containsOnlyKeys(0L);
      assertThat(wishes.take()).contains("send " + (3 + attempt) + " [1]");
      scheduler.died(3 + attempt, KILLED, Mark.NONE, 6);
      scheduler.joined(4 + attempt, 7);
      scheduler.advance(7);
    }
    assertThat(tasks.ends).containsEntry(1L, new TaskEnd.Failed(KILLED.end(), 2, 1, "last words"));
  }

  @Test
  void triesAgainAloneWhatItHasSparedAlone() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 2);
    submit(scheduler, tasks, 2);
    scheduler.died(1, KILLED, 1, 1);
    scheduler.joined(2, 2);
    scheduler.advance(2);
    scheduler.died(2, KILLED, Mark.NONE, 3);
    scheduler.joined(3, 4);
    wishes.take();
    scheduler.advance(4);
    assertThat(wishes.take()).containsExactly("send 3 [0]");
    scheduler.done(3, 1, DONE, 5);
    assertThat(tasks.ends).containsEntry(0L, DONE);
  }

  /** Its connection has ended, and its death is not known yet. */
  @Test
  void givesNothingToWhoIsLost() {
    Scheduler scheduler = scheduler(2, options(50 * MILLI, 0, 0));
    TestTasks tasks = new TestTasks(0, 1);
    submit(scheduler, tasks, 4);
    scheduler.done(2, 2, DONE, 1);
    scheduler.done(2, 4, DONE, 1);
    wishes.take();
    scheduler.staff.lost(1);
    assertThat(scheduler.live()).isEqualTo(1);
    scheduler.advance(60 * MILLI);
    assertThat(wishes.take()).as("it takes nothing back, and counts no time").isEmpty();
    assertThat(scheduler.due(60 * MILLI, MILLI * 1_000)).isEqualTo(MILLI * 1_000);
    scheduler.died(1, KILLED, 1, 61 * MILLI);
    assertThat(wishes.take()).containsExactly("start 3", "send 2 [0]");
  }

  @Test
  void blamesNobodyForAWorkerThatWasLostWithItsHost() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 3);
    submit(scheduler, tasks, 3);
    WorkerDeath lost = new WorkerDeath(new ChildEnd.Disconnected("forge", "cut"), -1, "");
    int worker = 1;
    for (int i = 0; i < 20; i++) {
      scheduler.died(worker, lost, 0, i);
      scheduler.joined(++worker, i);
      scheduler.advance(i);
    }
    for (Task task : wishes.sent.get(wishes.sent.size() - 1)) {
      scheduler.done(worker, task.id, DONE, 20);
    }
    assertThat(tasks.ends.values()).hasSize(3).allMatch(DONE::equals);
  }

  @Test
  void doesNotBelieveWhoWasGivenUp() {
    Scheduler scheduler = scheduler(2, OPTIONS);
    TestTasks tasks = new TestTasks(0, 1);
    submit(scheduler, tasks, 1);
    scheduler.silent(1);
    scheduler.done(1, 1, DONE, 2);
    assertThat(tasks.ends).isEmpty();
    scheduler.died(1, KILLED, 0, 3);
    scheduler.advance(3);
    assertThat(wishes.take()).contains("kill 1", "send 2 [0]");
    scheduler.done(1, 1, DONE, 4);
    scheduler.done(2, 1, new TaskEnd.Returned(new byte[] {2}), 5);
    assertThat(((TaskEnd.Returned) tasks.ends.get(0L)).result()).containsExactly(2);
  }

  @Test
  void killsTheWorkerOfATaskThatTakesTooLong() {
    Scheduler scheduler = scheduler(1, options(50 * MILLI, 0, 0));
    TestTasks tasks = new TestTasks(0, 2);
    submit(scheduler, tasks, 2);
    scheduler.advance(49 * MILLI);
    wishes.take();
    assertThat(scheduler.due(49 * MILLI, Long.MAX_VALUE)).isLessThanOrEqualTo(2 * MILLI);
    scheduler.advance(52 * MILLI);
    assertThat(wishes.take()).contains("kill 1");
    scheduler.died(1, KILLED, 1, 53 * MILLI);
    assertThat(tasks.ends.get(0L))
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class,
            failed -> assertThat(failed.end()).isInstanceOf(ChildEnd.TimedOut.class));
    assertThat(tasks.ends).doesNotContainKey(1L);
  }

  @Test
  void doesNotCountTheSetUpToTheTimeOfATask() {
    Scheduler scheduler = scheduler(1, options(50 * MILLI, 0, 0));
    TestTasks tasks = new TestTasks(0, 1);
    submit(scheduler, tasks, 1);
    wishes.take();
    scheduler.staff.settingUp(1, 1, 10 * MILLI);
    scheduler.advance(200 * MILLI);
    assertThat(wishes.take()).isEmpty();
    assertThat(scheduler.due(200 * MILLI, Long.MAX_VALUE)).isLessThanOrEqualTo(10 * MILLI);
    scheduler.staff.begun(1, 1, 205 * MILLI);
    scheduler.advance(254 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(255 * MILLI);
    assertThat(wishes.take()).contains("kill 1");
    assertThat(scheduler.told(1, KILLED).end())
        .as("the worker and its task are told alike")
        .isEqualTo(new ChildEnd.TimedOut(Duration.ofMillis(50)));
    scheduler.died(1, KILLED, 1, 256 * MILLI);
    assertThat(((TaskEnd.Failed) tasks.ends.get(0L)).end())
        .isEqualTo(new ChildEnd.TimedOut(Duration.ofMillis(50)));
  }

  /** It looks what its heap holds, say; the second task comes while it does. */
  @Test
  void countsNoTimeInWhichAWorkerPauses() {
    Scheduler scheduler = scheduler(1, options(50 * MILLI, 0, 0));
    TestTasks tasks = new TestTasks(0, 1);
    scheduler.staff.settingUp(1, SwarmProtocol.ANY_TASK, 0);
    submit(scheduler, tasks, 1);
    wishes.take();
    scheduler.advance(150 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.staff.begun(1, SwarmProtocol.ANY_TASK, 150 * MILLI);
    scheduler.advance(190 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(201 * MILLI);
    assertThat(wishes.take()).containsExactly("kill 1", "start 2");
  }

  /** Two attempts of a task each; a swarm goes on after four such workers, not after five. */
  @Test
  void boundsTheSetUpAndEndsWithTheReasonWhereNoneGetsThroughIt() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 1);
    submit(scheduler, tasks, 5);
    for (int worker = 1; worker <= 5; worker++) {
      assertThat(scheduler.broken()).isNull();
      long now = worker * 1_000 * MILLI;
      scheduler.joined(worker, now);
      scheduler.advance(now);
      Task first = scheduler.staff.heard(worker).held.peek();
      scheduler.staff.settingUp(worker, first.id, now);
      scheduler.advance(now + SETUP_NANOS);
      assertThat(wishes.take()).contains("kill " + worker);
      scheduler.died(worker, KILLED, first.id, now + SETUP_NANOS + MILLI);
    }
    assertThat(tasks.ends.get(0L))
        .isEqualTo(
            new TaskEnd.Failed(
                new ChildEnd.SetUpTimedOut(Duration.ofMillis(200)), 2, 1, "last words"));
    assertThat(scheduler.broken())
        .contains("each of the last 5 workers ended before it was set up")
        .contains("took longer than 200 ms");
    assertThat(tasks.ends.get(4L)).isInstanceOf(TaskEnd.Broken.class);
  }

  /** Its own thread has exited, or one that an earlier task has left. */
  @Test
  void triesAgainWhatMayNotHaveExitedItself() {
    WorkerDeath exited = new WorkerDeath(new ChildEnd.Exited(3, false), 1, "");
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 1);
    submit(scheduler, tasks, 2);
    scheduler.died(1, exited, -1, 2);
    assertThat(tasks.ends).isEmpty();
    scheduler.joined(2, 3);
    scheduler.advance(3);
    scheduler.done(2, 1, DONE, 4);
    scheduler.advance(4);
    assertThat(tasks.ends).containsOnlyKeys(0L).containsValue(DONE);
    scheduler.died(2, exited, 2, 5);
    assertThat(tasks.ends.get(1L)).isEqualTo(new TaskEnd.Failed(exited.end(), 1, 1, ""));
  }

  @Test
  void cancelsWhatWaitsAndWhatRuns() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 1);
    submit(scheduler, tasks, 10);
    wishes.take();
    scheduler.cancel(scheduler.unfinished(tasks.batch), 0);
    assertThat(tasks.ends.values()).hasSize(10).allMatch(TaskEnd.Cancelled.class::isInstance);
    assertThat(wishes.take()).containsExactly("cancel 1 [0, 1, 2]");
    scheduler.gave(1, new long[] {2, 3}, MILLI);
    scheduler.advance(5 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(11 * MILLI);
    assertThat(wishes.take())
        .as("it does not heed the interrupt")
        .containsExactly("kill 1", "start 2");
    scheduler.died(1, KILLED, 1, 12 * MILLI);
    assertThat(wishes.take()).isEmpty();
    assertThat(scheduler.unfinished()).isZero();
  }

  /** The worker is at the second already, and has not told yet what became of the first. */
  @Test
  void killsForACancelledTaskThatGetsInFrontAfterwards() {
    for (boolean all : List.of(true, false)) {
      Scheduler scheduler = scheduler(1, OPTIONS);
      TestTasks tasks = new TestTasks(0, 3);
      submit(scheduler, tasks, 3);
      scheduler.cancel(all ? tasks.all : List.of(tasks.all.get(1)), 0);
      scheduler.advance(0);
      scheduler.done(1, 1, DONE, MILLI);
      if (all) {
        scheduler.gave(1, new long[] {3}, MILLI);
      }
      wishes.take();
      assertThat(scheduler.deal(MILLI)).as("there is more to do").isTrue();
      scheduler.advance(MILLI);
      assertThat(wishes.take()).as("its time has only begun").isEmpty();
      assertThat(scheduler.due(MILLI, Long.MAX_VALUE)).isEqualTo(10 * MILLI);
      scheduler.advance(11 * MILLI);
      assertThat(wishes.take()).containsExactly("kill 1", "start 2");
    }
  }

  /** It has exited when it was interrupted, say. */
  @Test
  void blamesNobodyElseForWhatACancelledTaskDid() {
    for (int held = 2; held <= 3; held++) {
      Scheduler scheduler = scheduler(1, OPTIONS);
      TestTasks tasks = new TestTasks(0, 1);
      submit(scheduler, tasks, held);
      Task first = scheduler.staff.heard(1).find(1);
      assertThat(first).isNotNull();
      scheduler.cancel(List.of(first), 0);
      scheduler.died(1, new WorkerDeath(new ChildEnd.Exited(3, false), 1, ""), 1, MILLI);
      assertThat(tasks.ends).containsOnlyKeys(0L);
      wishes.take();
      scheduler.joined(2, 2 * MILLI);
      scheduler.advance(2 * MILLI);
      assertThat(wishes.take()).as("nobody is tried alone").hasSize(held - 1);
      assertThat(scheduler.failed()).isZero();
    }
  }

  /** More of them in a row than may end before they had anything to do. */
  @Test
  void goesOnWhereFreshWorkersDieOfCancelledTasks() {
    WorkerDeath exited = new WorkerDeath(new ChildEnd.Exited(3, false), 1, "");
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 1);
    for (int worker = 1; worker <= 6; worker++) {
      submit(scheduler, tasks, 1);
      scheduler.cancel(tasks.all, 1);
      scheduler.died(worker, exited, worker, 1);
      scheduler.joined(worker + 1, 1);
    }
    assertThat(scheduler.broken()).isNull();
    submit(scheduler, tasks, 1);
    scheduler.done(7, 7, DONE, 2);
    assertThat(tasks.ends).containsEntry(6L, DONE);
  }

  @Test
  void replacesOneWorkerAtATime() {
    Scheduler scheduler =
        scheduler(2, new SchedulerOptions(2, 0, SETUP_NANOS, 10 * MILLI, 0, 50 * MILLI, 0, 0));
    scheduler.advance(51 * MILLI);
    assertThat(wishes.take()).containsExactly("stop 1", "start 3");
    scheduler.advance(52 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.joined(3, 53 * MILLI);
    scheduler.died(1, new WorkerDeath(new ChildEnd.Returned(), 1, ""), 0, 54 * MILLI);
    scheduler.advance(55 * MILLI);
    assertThat(wishes.take()).containsExactly("stop 2", "start 4");
  }

  @Test
  void letsIdleWorkersGoAndStartsThemAgain() {
    Scheduler scheduler = scheduler(2, options(0, 0, 100 * MILLI));
    scheduler.advance(50 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(102 * MILLI);
    assertThat(wishes.take()).containsExactlyInAnyOrder("stop 1", "stop 2");
    scheduler.died(1, new WorkerDeath(new ChildEnd.Returned(), 1, ""), 0, 103 * MILLI);
    scheduler.died(2, new WorkerDeath(new ChildEnd.Returned(), 1, ""), 0, 103 * MILLI);
    assertThat(wishes.take()).isEmpty();
    submit(scheduler, new TestTasks(0, 1), 1);
    assertThat(wishes.take()).containsExactly("start 3");
  }

  /** It is about to be up, and the other has had nothing to do for long. */
  @Test
  void letsTheIdleWorkerGoAndNotTheOneThatStarts() {
    Scheduler scheduler = scheduler(1, options(0, 0, 100 * MILLI));
    scheduler.resize(2, 1);
    submit(scheduler, new TestTasks(0, 1), 2);
    scheduler.done(1, 1, DONE, 2);
    scheduler.done(1, 2, DONE, 2);
    assertThat(wishes.take()).contains("start 2");
    scheduler.advance(103 * MILLI);
    assertThat(wishes.take()).containsExactly("stop 1");
    scheduler.joined(2, 104 * MILLI);
    scheduler.advance(105 * MILLI);
    assertThat(wishes.take()).isEmpty();
  }

  @Test
  void resizes() {
    Scheduler scheduler = scheduler(3, OPTIONS);
    scheduler.resize(1, 2);
    assertThat(wishes.take()).containsExactly("stop 1", "stop 2");
    scheduler.resize(2, 3);
    assertThat(wishes.take()).containsExactly("start 4");
  }

  /** They have been set up, perhaps for long. */
  @Test
  void keepsThoseThatAreUpAndOfTheseTheLastThatHadSomethingToDo() {
    Scheduler scheduler = scheduler(2, OPTIONS);
    scheduler.resize(4, 2);
    wishes.take();
    scheduler.resize(2, 3);
    assertThat(wishes.take()).containsExactly("stop 3", "stop 4");
    submit(scheduler, new TestTasks(0, 1), 1);
    scheduler.done(1, 1, DONE, 4);
    wishes.take();
    scheduler.resize(1, 5);
    assertThat(wishes.take()).containsExactly("stop 2");
  }

  /** It says nothing, though its JVM is up; something holds that. */
  @Test
  void replacesAWorkerThatNeverGreets() {
    Scheduler scheduler = new Scheduler(1, OPTIONS, wishes);
    long last = SETUP_NANOS + 60_000 * MILLI;
    for (long now = 0; now < last; now += 500 * MILLI) {
      scheduler.advance(now);
    }
    assertThat(wishes.take()).containsExactly("start 1");
    assertThat(scheduler.deal(last)).as("there is more to do").isTrue();
    scheduler.advance(last);
    assertThat(wishes.take()).containsExactly("kill 1", "start 2");
    scheduler.joined(1, last + 1);
    assertThat(scheduler.live()).isZero();
  }

  @Test
  void endsWithTheReasonWhereNoWorkerStarts() {
    Scheduler scheduler = new Scheduler(1, OPTIONS, wishes);
    TestTasks tasks = new TestTasks(0, 1);
    scheduler.submit(tasks.make(1));
    scheduler.advance(0);
    ChildEnd end = new ChildEnd.StartFailed("no such option", "java -x");
    long now = 1;
    for (int i = 1; scheduler.broken() == null && i < 100; i++) {
      scheduler.died(i, new WorkerDeath(end, -1, "Unrecognized option: -x"), 0, now);
      now += scheduler.due(now, Long.MAX_VALUE);
      scheduler.advance(now);
    }
    assertThat(scheduler.broken())
        .contains("each of the last 5 workers")
        .contains("could not start: no such option")
        .contains("Unrecognized option: -x");
    assertThat(tasks.ends.get(0L)).isInstanceOf(TaskEnd.Broken.class);
    scheduler.submit(tasks.make(1));
    assertThat(tasks.ends.get(1L)).isInstanceOf(TaskEnd.Broken.class);
  }

  /** Its host is lost, or there is no room for another process for a moment. */
  @Test
  void goesOnWithWorkersThatAreAtWorkWhileNoOtherGetsUp() {
    Scheduler scheduler = scheduler(3, OPTIONS);
    TestTasks tasks = new TestTasks(0, 1);
    submit(scheduler, tasks, 3);
    long now = 1;
    scheduler.died(1, KILLED, 1, now);
    List<Long> starts = new ArrayList<>();
    starts.add(now);
    for (int i = 0; i < 10; i++) {
      scheduler.died(4 + i, NO_ROOM, 0, now);
      wishes.take();
      now += scheduler.due(now, Long.MAX_VALUE);
      scheduler.advance(now);
      assertThat(wishes.take()).contains("start " + (5 + i));
      starts.add(now);
    }
    assertThat(scheduler.broken()).isNull();
    assertThat(starts.get(2) - starts.get(1)).isGreaterThan(starts.get(1) - starts.get(0));
    assertThat(starts.get(10) - starts.get(9)).isEqualTo(5_000 * MILLI);
    scheduler.joined(14, now);
    scheduler.died(14, KILLED, 0, now);
    wishes.take();
    scheduler.advance(now + 100 * MILLI);
    assertThat(wishes.take()).as("one has got up meanwhile").containsExactly("start 15");
  }

  /** There is something to say for the fifth try only when it has failed, too. */
  @Test
  void doesNotEndWhileAnOlderWorkerIsOnItsWay() {
    Scheduler scheduler = new Scheduler(2, OPTIONS, wishes);
    scheduler.advance(0);
    long now = 1;
    for (int i = 0; i < 10; i++) {
      scheduler.died(2 + i, NO_ROOM, 0, now);
      now += scheduler.due(now, Long.MAX_VALUE);
      scheduler.advance(now);
    }
    assertThat(scheduler.broken()).isNull();
    scheduler.died(1, NO_ROOM, 0, now);
    assertThat(scheduler.broken()).contains("each of the last 11 workers");
  }

  @Test
  void countsThoseThatDoNotGetUpTogetherOnce() {
    Scheduler scheduler = new Scheduler(8, OPTIONS, wishes);
    scheduler.advance(0);
    for (int worker = 1; worker <= 8; worker++) {
      scheduler.died(worker, NO_ROOM, 0, 1);
    }
    assertThat(scheduler.broken()).isNull();
    wishes.take();
    scheduler.advance(100 * MILLI);
    assertThat(wishes.take()).as("not yet").isEmpty();
    scheduler.advance(100 * MILLI + 1);
    assertThat(wishes.take()).hasSize(8).startsWith("start 9");
  }

  @Test
  void doesNotCountIdleWorkersThatAreLostWithTheirHost() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    WorkerDeath lost = new WorkerDeath(new ChildEnd.Disconnected("forge", "cut"), -1, "");
    for (int worker = 1; worker <= 10; worker++) {
      scheduler.died(worker, lost, 0, worker * 1_000 * MILLI);
      scheduler.advance(worker * 1_000 * MILLI + 500 * MILLI);
      scheduler.joined(worker + 1, worker * 1_000 * MILLI + 600 * MILLI);
    }
    assertThat(scheduler.broken()).isNull();
  }

  /** It was stopped, or its machine was. */
  @Test
  void doesNotCountTheTimeInWhichNobodyLooked() {
    Scheduler scheduler = scheduler(2, options(5_000 * MILLI, 0, 0));
    TestTasks tasks = new TestTasks(0, 1);
    submit(scheduler, tasks, 2);
    for (long now = 500; now <= 3_000; now += 500) {
      scheduler.advance(now * MILLI);
    }
    wishes.take();
    scheduler.cancel(List.of(tasks.all.get(1)), 3_000 * MILLI);
    assertThat(wishes.take()).containsExactly("cancel 2 [1]");
    scheduler.advance(60_000 * MILLI);
    scheduler.advance(60_005 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(60_010 * MILLI);
    assertThat(wishes.take()).as("it had 10 ms").containsExactly("kill 2", "start 3");
    for (long now = 60_500; now < 62_000; now += 500) {
      scheduler.advance(now * MILLI);
    }
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(62_001 * MILLI);
    assertThat(wishes.take()).as("it had 2 s left").containsExactly("kill 1", "start 4");
  }

  /** It has heard of a worker before it looks at the time. */
  @Test
  void countsFromWhatItHasHeardSince() {
    Scheduler scheduler = scheduler(1, options(50 * MILLI, 0, 0));
    submit(scheduler, new TestTasks(0, 1), 2);
    wishes.take();
    scheduler.done(1, 1, DONE, 60_000 * MILLI);
    scheduler.advance(60_001 * MILLI);
    scheduler.advance(60_050 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(60_051 * MILLI);
    assertThat(wishes.take()).containsExactly("kill 1", "start 2");
  }

  /** It may be cleaning up, with something that an interrupt breaks. */
  @Test
  void interruptsACancelledTaskOnce() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 3);
    submit(scheduler, tasks, 3);
    wishes.take();
    scheduler.cancel(List.of(tasks.all.get(0)), 1);
    assertThat(wishes.take()).containsExactly("cancel 1 [0]");
    scheduler.cancel(List.of(), 2);
    scheduler.cancel(List.of(tasks.all.get(0)), 2);
    assertThat(wishes.take()).isEmpty();
    scheduler.cancel(tasks.all, 3);
    assertThat(wishes.take()).containsExactly("cancel 1 [1, 2]");
  }

  @Test
  void givesNoWorkerMoreTasksThanItMayDo() {
    Scheduler scheduler = scheduler(2, options(0, 3, 0));
    submit(scheduler, new TestTasks(0, 2), 9);
    assertThat(wishes.take())
        .containsExactly("send 1 [0, 1]", "send 2 [2, 3]", "send 1 [4]", "send 2 [5]");
    for (Task task : scheduler.staff.heard(1).held.toArray(Task[]::new)) {
      scheduler.done(1, task.id, DONE, 2);
      scheduler.advance(2);
    }
    assertThat(wishes.take()).containsExactly("stop 1", "start 3");
    for (Task task : scheduler.staff.heard(2).held.toArray(Task[]::new)) {
      scheduler.done(2, task.id, DONE, 3);
    }
    scheduler.advance(3);
    assertThat(wishes.take()).as("it does not wait for the other").contains("stop 2", "start 4");
  }

  /** A group of suspects that is larger than what it may do yet is tried in two. */
  @Test
  void triesNoMoreSuspectsThanAWorkerMayDo() {
    Scheduler scheduler = scheduler(2, options(0, 3, 0));
    TestTasks tasks = new TestTasks(0, 2);
    submit(scheduler, tasks, 5);
    assertThat(wishes.take()).containsExactly("send 1 [0, 1]", "send 2 [2, 3]", "send 1 [4]");
    scheduler.done(2, tasks.all.get(2).id, DONE, 2);
    scheduler.done(2, tasks.all.get(3).id, DONE, 2);
    scheduler.died(1, KILLED, 0, 2); // a group of two, and one of one
    assertThat(wishes.take()).containsExactly("start 3", "send 2 [0]");
    scheduler.joined(3, 3);
    scheduler.advance(3);
    assertThat(wishes.take()).containsExactly("send 3 [4]");
    scheduler.done(3, tasks.all.get(4).id, DONE, 4);
    scheduler.advance(4);
    assertThat(wishes.take()).containsExactly("send 3 [1]");
  }

  /** It is on its way for as long as the line takes. */
  @Test
  void countsTheTimeOfATaskOnceItHasCome() {
    Scheduler scheduler = scheduler(1, options(50 * MILLI, 0, 0));
    TestTasks tasks = new TestTasks(0, 1);
    scheduler.submit(tasks.make(300 << 10));
    scheduler.advance(1);
    wishes.take();
    scheduler.advance(900 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.staff.begun(1, 1, 900 * MILLI);
    scheduler.advance(949 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(950 * MILLI);
    assertThat(wishes.take()).containsExactly("kill 1", "start 2");
  }

  @Test
  void countsNoTimeWhileAResultIsOnItsWay() {
    Scheduler scheduler = scheduler(1, options(50 * MILLI, 0, 0));
    submit(scheduler, new TestTasks(0, 1), 2);
    wishes.take();
    scheduler.advance(49 * MILLI);
    scheduler.staff.telling(1, true);
    scheduler.advance(900 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.done(1, 1, DONE, 901 * MILLI);
    scheduler.staff.telling(1, false);
    scheduler.advance(950 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(951 * MILLI);
    assertThat(wishes.take()).containsExactly("kill 1", "start 2");
  }

  /** Another worker would be sent nothing sooner for it. */
  @Test
  void killsForACancelledTaskOnceItHasCome() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 1);
    scheduler.submit(tasks.make(300 << 10));
    scheduler.advance(1);
    scheduler.cancel(tasks.all, 1);
    scheduler.advance(1);
    wishes.take();
    scheduler.advance(900 * MILLI);
    assertThat(wishes.take()).isEmpty();
    assertThat(scheduler.due(900 * MILLI, 500 * MILLI)).isEqualTo(500 * MILLI);
    scheduler.staff.begun(1, 1, 901 * MILLI);
    scheduler.advance(910 * MILLI);
    assertThat(wishes.take()).isEmpty();
    scheduler.advance(911 * MILLI);
    assertThat(wishes.take()).containsExactly("kill 1", "start 2");
  }

  /** As futures are, that a program gives up: looking at all of them for each took a minute. */
  @Test
  void cancelsManyOneByOne() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    TestTasks tasks = new TestTasks(0, 1);
    submit(scheduler, tasks, 100_000);
    List<Task> fromBehind = new ArrayList<>(tasks.all);
    Collections.reverse(fromBehind);
    Task last = fromBehind.remove(0);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();

    for (Task task : fromBehind) {
      scheduler.cancel(List.of(task), MILLI);
    }

    long took = threads.getCurrentThreadCpuTime() - before;
    assertThat(TimeUnit.NANOSECONDS.toSeconds(took)).as("s of work").isLessThan(4);
    assertThat(scheduler.unfinished(tasks.batch)).containsExactly(last);
    for (long id = 1; id <= 10; id++) { // what the worker has had; it may have done it before
      scheduler.done(1, id, DONE, MILLI);
    }
    wishes.take();
    scheduler.advance(MILLI);
    assertThat(wishes.take()).containsExactly("send 1 [99999]");
  }

  /** Told of its end, a task throws at the second call of all, as where there is no memory. */
  private static TestTasks throwingAtTheSecond(List<Long> told) {
    AtomicInteger calls = new AtomicInteger();
    return new TestTasks(0, 1) {
      @Override
      void done(Task task) {
        if (calls.incrementAndGet() == 2) {
          throw new OutOfMemoryError("no room to tell");
        }
        told.add(task.index());
      }
    };
  }

  @Test
  void tellsAllWhereOneResultCouldNotBeTold() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    List<Long> told = new ArrayList<>();
    submit(scheduler, throwingAtTheSecond(told), 6);
    scheduler.done(1, 1, DONE, 2);
    assertThatThrownBy(() -> scheduler.done(1, 2, DONE, 2)).isInstanceOf(OutOfMemoryError.class);
    scheduler.fail("no memory");
    assertThat(told).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(scheduler.unfinished()).isZero();
  }

  @Test
  void tellsAllThatItIsBrokenWhereOneCouldNotBeTold() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    List<Long> told = new ArrayList<>();
    submit(scheduler, throwingAtTheSecond(told), 6);
    scheduler.fail("closed");
    assertThat(told).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(scheduler.unfinished()).isZero();
    assertThat(wishes.take()).contains("broken closed");
  }

  @Test
  void tellsAllOthersWhereOneCanNeverBeTold() {
    Scheduler scheduler = scheduler(1, OPTIONS);
    List<Long> told = new ArrayList<>();
    TestTasks tasks =
        new TestTasks(0, 1) {
          @Override
          void done(Task task) {
            if (task.index() == 1) {
              throw new OutOfMemoryError("no room to tell");
            }
            told.add(task.index());
          }
        };
    submit(scheduler, tasks, 6);
    assertThatThrownBy(() -> scheduler.fail("closed")).isInstanceOf(OutOfMemoryError.class);
    assertThat(told).containsExactlyInAnyOrder(0L, 2L, 3L, 4L, 5L);
    assertThat(wishes.take()).contains("broken closed");
  }
}
