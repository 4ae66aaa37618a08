package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A scheduler among workers that a program plays, with a clock that it sets: they are late, they
 * die, which is told at once or some time after their connection has ended, they are stopped, they
 * answer after they were given up, some of the tasks kill, as they begin or as they arrive, and
 * some run for ever and heed no interrupt. Whatever happens, each task ends once, each poison as a
 * failure and each other one as a result; no worker that is lost is given anything; and none is
 * left at a task that nobody wants.
 */
class SchedulerModelTest {

  private static final int RUNS = 1_000;
  private static final int STEPS = 20_000;
  private static final int ATTEMPTS = 3;
  private static final long TASK_NANOS = 50_000_000;
  private static final WorkerDeath DEATH =
      new WorkerDeath(new ChildEnd.Signalled(9, "SIGKILL"), 1, "");

  @Test
  void losesNothingAndDoesNothingTwice() {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + RUNS; seed++) {
      try {
        new World(new Random(seed)).run();
      } catch (Throwable e) {
        throw new AssertionError("with the seed " + seed, e);
      }
    }
  }

  private static final class Worker {
    final Deque<Runnable> mail = new ArrayDeque<>();
    final Deque<Task> tasks = new ArrayDeque<>();
    final List<Task> results = new ArrayList<>();
    boolean up;
    boolean stopped;
    boolean killed;
    boolean lost;
    int done;
    Task begun;
  }

  private static final class World implements Actions {
    private final Random random;
    private final Map<Integer, Worker> workers = new LinkedHashMap<>();

    /** Said by those that have died, and still on its way. */
    private final List<Runnable> late = new ArrayList<>();

    private final Scheduler scheduler;
    private final TestTasks tasks;
    private final Set<Long> poisons = new HashSet<>();

    /** Those that kill as they arrive, before the worker can say that it is at them. */
    private final Set<Long> early = new HashSet<>();

    private final Set<Long> endless = new HashSet<>();
    private final Set<Long> cancelled = new HashSet<>();
    private final boolean known;

    /** Whether tasks have a time-out; those that run for ever end by being cancelled otherwise. */
    private final boolean timed;

    /** How many tasks a worker may do; 0 for any number. */
    private final int recycle;

    private final int count;
    private int submitted;

    /**
     * One less than attempts: each may cost the same item one, and so may each early one, by which
     * whatever is being done as it arrives is to blame, it seems.
     */
    private int kills = ATTEMPTS - 1;

    /** Deaths of workers that are at none, which cost nothing if that is known. */
    private int idleKills;

    private int failedStarts = 2;
    private long now = 1;

    World(Random random) {
      this.random = random;
      known = random.nextBoolean();
      idleKills = known ? 1 : 0;
      timed = random.nextBoolean();
      count = random.nextInt(60);
      tasks = new TestTasks(random.nextBoolean() ? count : 0, random.nextInt(3));
      recycle = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0;
      long idle = random.nextInt(4) == 0 ? 1_000_000 : 0;
      scheduler =
          new Scheduler(
              1 + random.nextInt(4),
              new SchedulerOptions(
                  ATTEMPTS, timed ? TASK_NANOS : 0, 0, 5_000_000, recycle, 0, 0, idle),
              this);
    }

    void run() {
      scheduler.advance(now);
      for (int step = 0; step < STEPS && !isOver(); step++) {
        step();
        now += random.nextInt(100_000);
        if (workers.isEmpty()) { // nothing happens before one is started
          now += scheduler.due(now, TASK_NANOS);
        }
        scheduler.advance(now);
      }
      List.copyOf(late).forEach(Runnable::run);
      assertThat(scheduler.broken()).isNull();
      assertThat(tasks.ends).as("done").hasSize(count);
      tasks.ends.forEach(this::check);
      assertThat(scheduler.unfinished()).isZero();
      assertThat(scheduler.busy()).as("workers at tasks that have all ended").isZero();
    }

    private boolean isOver() {
      return submitted == count && tasks.ends.size() == count && scheduler.busy() == 0;
    }

    private void check(long index, TaskEnd end) {
      if (cancelled.contains(index) && end instanceof TaskEnd.Cancelled) {
        return;
      }
      boolean bad = poisons.contains(index) || early.contains(index) || endless.contains(index);
      assertThat(end)
          .as("task %s", index)
          .isInstanceOf(bad ? TaskEnd.Failed.class : TaskEnd.Returned.class);
    }

    private void step() {
      if (submitted < count && random.nextInt(4) == 0) {
        submit();
      }
      if (!late.isEmpty() && random.nextInt(4) == 0) {
        late.remove(random.nextInt(late.size())).run();
      }
      if (tasks.ends.size() < count) { // afterwards nobody cancels what might have been forgotten
        cancelSome();
      }
      if (random.nextInt(200) == 0) {
        scheduler.resize(1 + random.nextInt(4), now);
      }
      List<Integer> all = List.copyOf(workers.keySet());
      if (all.isEmpty()) {
        return;
      }
      int number = all.get(random.nextInt(all.size()));
      play(number, workers.get(number));
    }

    private void submit() {
      Task task = tasks.make(1);
      if (random.nextInt(12) == 0) {
        poisons.add(task.index());
      } else if (kills > 0 && random.nextInt(40) == 0) {
        early.add(task.index());
        kills--;
      } else if (random.nextInt(20) == 0) {
        endless.add(task.index());
      }
      submitted++;
      scheduler.submit(task);
    }

    private void cancelSome() {
      if (random.nextInt(500) == 0) {
        cancelOneOf(tasks.all);
      }
      if (!timed && random.nextInt(50) == 0) {
        cancelOneOf(tasks.all.stream().filter(this::runsForEver).toList());
      }
      if (random.nextInt(1_000) == 0) {
        cancel(scheduler.unfinished(tasks.batch));
      }
    }

    private boolean runsForEver(Task task) {
      return endless.contains(task.index()) && !task.isDone();
    }

    private void cancelOneOf(List<Task> some) {
      if (!some.isEmpty()) {
        cancel(List.of(some.get(random.nextInt(some.size()))));
      }
    }

    private void cancel(List<Task> some) {
      some.forEach(task -> cancelled.add(task.index()));
      scheduler.cancel(some, now);
    }

    private void play(int number, Worker worker) {
      if (worker.killed || worker.lost) {
        die(number, worker);
      } else if (!worker.up) {
        if (failedStarts > 0 && random.nextInt(20) == 0) {
          failedStarts--;
          die(number, worker);
        } else {
          worker.up = true;
          scheduler.joined(number, now);
        }
      } else if (kills > 0 && random.nextInt(300) == 0) {
        kills--;
        if (random.nextBoolean()) {
          scheduler.silent(number); // stopped, as by SIGSTOP; it goes on, and then is killed
        } else {
          end(number, worker);
        }
      } else if (idleKills > 0 && worker.begun == null && random.nextInt(100) == 0) {
        idleKills--;
        end(number, worker);
      } else if (!worker.mail.isEmpty() && random.nextBoolean()) {
        worker.mail.remove().run();
      } else {
        work(number, worker);
      }
    }

    private void work(int number, Worker worker) {
      if (worker.begun == null) {
        worker.begun = worker.tasks.poll();
      } else if (poisons.contains(worker.begun.index())) {
        end(number, worker);
        return;
      } else if (!endless.contains(worker.begun.index())) {
        worker.results.add(worker.begun);
        worker.begun = null;
        worker.done++;
        assertThat(recycle == 0 || worker.done <= recycle).as("few enough tasks").isTrue();
      }
      if (random.nextInt(3) == 0) {
        tell(number, worker);
      }
      if (worker.stopped && worker.begun == null && worker.tasks.isEmpty()) {
        tell(number, worker);
        die(number, worker);
      }
    }

    private void tell(int number, Worker worker) {
      for (Task task : List.copyOf(worker.results)) {
        tasks.batch.measured(1, 1 + random.nextInt(3_000_000));
        scheduler.done(number, task.id, new TaskEnd.Returned(null), now);
      }
      worker.results.clear();
    }

    /** Its death is told now, or that its connection has ended. */
    private void end(int number, Worker worker) {
      if (random.nextBoolean()) {
        die(number, worker);
      } else {
        worker.lost = true;
        scheduler.staff.lost(number);
      }
    }

    private void die(int number, Worker worker) {
      workers.remove(number);
      Worker dead = worker;
      late.add(() -> tell(number, dead)); // what was on its way comes after the death
      long at = !known ? 0 : worker.begun == null ? Mark.NONE : worker.begun.id;
      scheduler.died(number, DEATH, at, now);
    }

    @Override
    public void start(int worker) {
      workers.put(worker, new Worker());
    }

    @Override
    public void send(int number, List<Task> chunk) {
      Worker worker = workers.get(number);
      assertThat(worker.lost).isFalse();
      List<Task> copy = List.copyOf(chunk);
      worker.mail.add(() -> arrive(number, worker, copy));
    }

    private void arrive(int number, Worker worker, List<Task> chunk) {
      if (chunk.stream().anyMatch(task -> early.contains(task.index()))) {
        end(number, worker);
      } else {
        worker.tasks.addAll(chunk);
      }
    }

    @Override
    public void takeBack(int number) {
      Worker worker = workers.get(number);
      assertThat(worker.lost).isFalse();
      worker.mail.add(() -> giveBack(number, worker, new ArrayList<>(worker.tasks)));
    }

    @Override
    public void cancel(int number, List<Task> unwanted) {
      Worker worker = workers.get(number);
      List<Task> copy = List.copyOf(unwanted);
      worker.mail.add(
          () -> {
            List<Task> waiting = new ArrayList<>(worker.tasks);
            waiting.retainAll(copy);
            giveBack(number, worker, waiting);
          });
    }

    private void giveBack(int number, Worker worker, List<Task> given) {
      tell(number, worker);
      worker.tasks.removeAll(given);
      scheduler.gave(number, given.stream().mapToLong(task -> task.id).toArray(), now);
    }

    @Override
    public void stop(int worker) {
      workers.get(worker).stopped = true;
    }

    @Override
    public void kill(int worker) {
      workers.get(worker).killed = true;
    }

    @Override
    public void failed(int worker, Task task, TaskEnd.Failed end, long nanos) {}

    @Override
    public void broken(String why) {
      throw new AssertionError("broken: " + why);
    }
  }
}
