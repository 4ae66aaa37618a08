package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a worker does all its life: one task after the other, in the main thread of its process.
 *
 * <p>Threads: used by the main thread of a worker.
 */
public final class WorkerLoop implements TaskCalls.SetUp {

  private static final long CLOSE_MILLIS = 500;
  private static final byte[] EMPTY = new byte[0];

  private final Desk desk = new Desk(Thread.currentThread());
  private final BooleanSupplier filled = desk::hasNext;
  private final WorkerLink link;
  private final Mark mark;
  private final BooleanSupplier isStopped;

  /** The task that is being done, and when it began. */
  private long at;

  private long started;

  /**
   * Makes the loop of this process.
   *
   * @param socket connects to the broker
   * @param mark where the worker is to say which task it is at; may be empty
   * @param isStopped whether this process is to end
   * @param fault told what the thread of the link has died of
   */
  public WorkerLoop(
      ClientSocket socket,
      long worker,
      byte[] secret,
      String mark,
      TaskCalls calls,
      BooleanSupplier isStopped,
      Consumer<Throwable> fault) {
    this.link = new WorkerLink(socket, worker, Secret.of(secret), calls, desk, fault);
    this.mark = Mark.open(mark);
    this.isStopped = isStopped;
  }

  /**
   * Does tasks until this process is to end.
   *
   * @throws IllegalStateException if the broker is lost
   */
  public void run() {
    mark.set(Mark.NONE);
    Thread thread = new Thread(null, link, "zproc-swarm-link");
    thread.setDaemon(true);
    thread.start();
    ForeignExit.watch(Thread.currentThread(), mark);
    try {
      serve();
    } finally {
      link.stop();
      awaitEnd(thread);
    }
    String lost = desk.lost();
    if (lost != null && !isStopped.getAsBoolean()) {
      throw new IllegalStateException(lost);
    }
  }

  /** A JVM that ends while threads of a socket wait in native code takes 0.3 s longer. */
  private static void awaitEnd(Thread thread) {
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    while (!isStopped.getAsBoolean()) {
      try {
        link.lead(filled);
        Job job = desk.next();
        if (job == null) {
          return;
        }
        work(job);
      } catch (InterruptedException e) {
        // A word to the process, which is looked at; or to a task that was over by then.
      }
    }
  }

  /** Does a task, and those that are there when it is done. */
  private void work(Job first) {
    long start = System.nanoTime();
    for (Job job = first; job != null; ) {
      at = job.id;
      started = start;
      mark.set(at);
      if (job.isLong) {
        desk.begun(at);
        link.results();
        started = System.nanoTime();
      }
      TaskCalls.Answer answer = job.method.call(job, this);
      mark.set(Mark.NONE);
      long end = System.nanoTime();
      job = told(job, answer, end - started, end);
      start = end;
      if (desk.isDue()) {
        link.results();
        start = System.nanoTime();
      }
      HeldHeap heap = link.heap();
      if (heap != null && heap.isDue()) {
        collect(heap);
        start = System.nanoTime();
      }
      if (isStopped.getAsBoolean()) {
        return;
      }
    }
  }

  /** What that takes is not of the time of a task that is here, or comes meanwhile. */
  private void collect(HeldHeap heap) {
    desk.pauses();
    link.results();
    desk.awaitTold(); // afterwards this JVM may stand still
    heap.collect();
    desk.goesOn();
    link.results();
  }

  @Override
  public void begins() {
    desk.settingUp(at);
    announce();
  }

  /** The time of the task counts from here on. */
  @Override
  public void ends() {
    desk.begun(at);
    announce();
    started = System.nanoTime();
  }

  private void announce() {
    if (desk.isDue()) {
      link.results();
    }
  }

  private @Nullable Job told(Job job, TaskCalls.Answer answer, long nanos, long now) {
    Outcome otherwise = answer.otherwise();
    Object payload = answer.result();
    if (payload instanceof byte[] encoded && encoded.length > link.maxResultBytes()) {
      otherwise = tooLarge(encoded.length);
    }
    int kind = payload == null ? SwarmProtocol.NOTHING : SwarmProtocol.RESULT;
    if (otherwise != null) {
      kind = SwarmProtocol.OTHERWISE;
      payload = otherwise.encode().shared();
    }
    return desk.done(job.id, nanos, kind, payload == null ? EMPTY : payload, now);
  }

  private Outcome tooLarge(int bytes) {
    String type = "dev.zproc.runtime.failure.LimitExceededException";
    String message =
        "the result takes "
            + bytes
            + " bytes, more than the "
            + link.maxResultBytes()
            + " of maxMessageBytes; raise it where the context is opened, or pass large data by"
            + " file";
    return new Outcome.Threw(
        new ChildEnd.Threw(type, message, type + ": " + message), List.of(type));
  }
}
