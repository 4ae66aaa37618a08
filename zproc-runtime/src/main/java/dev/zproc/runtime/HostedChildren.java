package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.supervision.AttemptEnd;
import dev.zproc.runtime.internal.supervision.LeftResult;
import dev.zproc.runtime.internal.supervision.RestartLimit;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.FutureMatch;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The children of a background context, in the process that hosts them: does what programs ask for
 * by writing it into the state, and tells there what becomes of the children.
 *
 * <p>Threads: asked for in the thread {@code zproc-background}; what happens to children is told by
 * those to whom it happens, which it does not hold up.
 */
final class HostedChildren implements Flow.Subscriber<ChildEvent> {

  /** Of how many children that have ended it is kept what they came to. */
  private static final int MAX_ENDED = 1_000;

  private static final String TOO_LARGE_TYPE = "dev.zproc.runtime.failure.LimitExceededException";
  private static final String TOO_LARGE_TEXT =
      "its result, or the end of its stderr, is larger than maxValueBytes or finds no room in the"
          + " state; pass large data by file";
  private static final TaskEnd TOO_LARGE =
      new TaskEnd.Failed(
          new ChildEnd.Threw(
              TOO_LARGE_TYPE, TOO_LARGE_TEXT, TOO_LARGE_TYPE + ": " + TOO_LARGE_TEXT),
          1,
          -1,
          "");

  private final ZProc zproc;
  private final StateEngine engine;
  private final Children children;
  private final Runnable stop;
  private final Runnable fault;

  // Guarded by this.
  private final Map<String, Hosted> byName = new HashMap<>();
  private final Map<String, Hosted> byId = new HashMap<>();
  private final Deque<String> ended = new ArrayDeque<>();

  /** Those that could not be started, which somebody has still to be told. */
  private final Set<String> broken = new HashSet<>();

  /** How many have been asked for. Owned by the thread that serves. */
  private long asked;

  /**
   * Makes them.
   *
   * @param engine where the programs ask, and are told
   * @param stop called when a program wants all to end; returns at once
   * @param fault the same when nobody can be served any more
   */
  HostedChildren(ZProc zproc, StateEngine engine, Runnable stop, Runnable fault) {
    this.zproc = zproc;
    this.engine = engine;
    this.children = zproc.children.made();
    this.stop = stop;
    this.fault = fault;
  }

  /** Begins; {@code host} says which process this is. What another host has left is dropped. */
  void begin(Bytes host) {
    Calls.get(
        engine.commit(
            none(
                new Operation.DeleteRange(Keys.background()),
                new Operation.Put(Keys.backgroundHost(), host))));
    zproc.events(Runnable::run).subscribe(this);
    Thread thread = new Thread(this::serve, "zproc-background");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, bug) -> {
          bug.printStackTrace(); // to the log, which stays
          fault.run();
        });
    thread.start();
  }

  private void serve() {
    while (true) {
      try {
        awaitAsked();
        // First this: what is asked for from here on says so anew.
        Calls.get(engine.commit(none(new Operation.Delete(Keys.backgroundAsked()))));
        Calls.get(engine.range(Keys.backgroundAsks(), StateEngine.AFTER_OWN))
            .entries()
            .forEach(this::handle);
      } catch (StorageException full) {
        LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(Again.MILLIS));
      } catch (ZProcException over) {
        stop.run(); // the context is closed, or its server has failed
        return;
      }
    }
  }

  private void awaitAsked() {
    Criterion asked = new Criterion.Exists(Keys.backgroundAsked());
    ConditionSpec wait = new ConditionSpec(asked, 0, 0, false, false, List.of());
    FutureMatch.open(engine, wait, 1).take(Deadline.NEVER, "what programs ask for");
  }

  private void handle(Entry asked) {
    String id = asked.key().from(Keys.backgroundAsk("").size()).asUtf8();
    Operation done = new Operation.Delete(asked.key());
    BackgroundAsk ask;
    try {
      ask = BackgroundAsk.decode(asked.value());
    } catch (ProtocolException | IllegalArgumentException foreign) {
      System.err.println("zproc background context: of another release: " + foreign.getMessage());
      engine.commit(none(done));
      return;
    }
    if (ask instanceof BackgroundAsk.Spawn spawn) {
      spawn(id, spawn, done);
      return;
    }
    engine.commit(none(done));
    if (ask instanceof BackgroundAsk.Stop how) {
      Hosted child = find(how.child());
      if (child != null && how.grace() == null) {
        child.child.supervisor().stop();
      } else if (child != null) {
        child.child.supervisor().stop(how.grace());
      }
    } else if (ask instanceof BackgroundAsk.Kill kill) {
      Hosted child = find(kill.child());
      if (child != null) {
        child.child.supervisor().kill();
      }
    } else {
      stop.run();
    }
  }

  private synchronized @Nullable Hosted find(String id) {
    return byId.get(id);
  }

  private synchronized boolean isDone(String id) {
    return byId.containsKey(id) || broken.contains(id) || ended.contains(id);
  }

  private void spawn(String id, BackgroundAsk.Spawn ask, Operation done) {
    if (isDone(id)) {
      return; // that could not be stored, and will be, or was after all this was read
    }
    String name = children.names.next(ask.launch().name());
    BackgroundRecord record =
        new BackgroundRecord(
            ++asked,
            name,
            ask.call(),
            ask.launch().boot().entry(),
            ask.launch().boot().closure(),
            -1,
            0,
            ChildStatus.STARTING,
            "",
            null);
    ForkedChild<Void> child;
    try {
      child =
          (ForkedChild<Void>)
              children.start(
                  Call.of(new Foreign(ask.owner(), ask.process())),
                  ask.launch().named(name),
                  new Throwable("spawned by another program"));
    } catch (RuntimeException refused) {
      String why = refused instanceof LimitExceededException ? BackgroundRecord.LIMIT : "";
      TaskEnd end = new TaskEnd.Broken(String.valueOf(refused.getMessage()));
      synchronized (this) {
        broken.add(id); // or else it would be tried again, and done although it was refused
      }
      tell(id, record.ended(why, end), null);
      return;
    }
    Hosted hosted = new Hosted(id, record, child);
    synchronized (this) {
      byName.put(name, hosted);
      byId.put(id, hosted);
      engine
          .commit(
              none(
                  done,
                  new Operation.Put(Keys.backgroundLive(id), hosted.now().encode()),
                  new Operation.Put(Keys.backgroundListed(id), record.listed().encode())))
          .whenComplete((committed, refused) -> unkept(child, refused));
    }
    child.done().thenAccept(how -> ended(hosted, how));
  }

  /** Nobody would know of a child of which nothing can be kept. */
  private static void unkept(ForkedChild<Void> child, @Nullable Throwable refused) {
    if (refused != null) {
      System.err.println(
          "zproc background context: '" + child.name() + "' is killed: " + refused.getMessage());
      child.supervisor().kill();
    }
  }

  @Override
  public void onNext(ChildEvent event) {
    String name = name(event);
    synchronized (this) {
      Hosted hosted = name == null ? null : byName.get(name);
      if (hosted != null) {
        Bytes now = hosted.now().encode();
        engine.commit(none(new Operation.Put(Keys.backgroundLive(hosted.id), now)));
      }
    }
  }

  private static @Nullable String name(ChildEvent event) {
    if (event instanceof ChildEvent.Started started) {
      return started.child();
    } else if (event instanceof ChildEvent.Waiting waiting) {
      return waiting.child();
    } else if (event instanceof ChildEvent.Running running) {
      return running.child();
    } else if (event instanceof ChildEvent.Restarting restarting) {
      return restarting.child();
    }
    return null;
  }

  private void ended(Hosted hosted, AttemptEnd how) {
    children.seen(hosted.child); // by whoever asks for what is told here
    LeftResult left = how.result();
    byte[] result = left == null ? null : left.encoded();
    TaskEnd end =
        how.end() instanceof ChildEnd.Returned && how.isSuccess()
            ? new TaskEnd.Returned(result)
            : new TaskEnd.Failed(how.end(), how.attempt(), hosted.child.pid(), how.stderr());
    if (left != null) {
      left.decoded();
    }
    RestartLimit limit = how.gaveUp();
    BackgroundRecord now = hosted.now();
    synchronized (this) {
      byName.remove(now.name()); // so that nothing else is told of it
    }
    tell(
        hosted.id, now.ended(limit == null ? "" : limit.toString(), end), now.ended("", TOO_LARGE));
  }

  /**
   * Tells what a child came to, again and again until that can be stored.
   *
   * @param otherwise what is told if that is too large; null if there is nothing else to be told
   */
  private void tell(String id, BackgroundRecord record, @Nullable BackgroundRecord otherwise) {
    engine
        .commit(
            none(
                new Operation.Delete(Keys.backgroundAsk(id)),
                new Operation.Delete(Keys.backgroundLive(id)),
                new Operation.Put(Keys.backgroundEnded(id), record.encode()),
                new Operation.Put(Keys.backgroundListed(id), record.listed().encode())))
        .whenComplete(
            (committed, refused) -> {
              if (refused == null) {
                told(id);
              } else if (refused instanceof EngineException.Rejected && otherwise != null) {
                tell(id, otherwise, null);
              } else if (!(refused instanceof EngineException.Closed)) {
                Again.later(() -> tell(id, record, otherwise));
              }
            });
  }

  /** It is kept what it came to; what the oldest did is dropped if there are too many. */
  private synchronized void told(String id) {
    byId.remove(id);
    broken.remove(id);
    ended.add(id);
    if (ended.size() > MAX_ENDED) {
      String oldest = ended.remove();
      engine.commit(
          none(
              new Operation.Delete(Keys.backgroundEnded(oldest)),
              new Operation.Delete(Keys.backgroundListed(oldest))));
    }
  }

  private static Commit none(Operation... operations) {
    return Commit.of(Commit.Results.NONE, operations);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onError(Throwable failure) {
    // It has none.
  }

  @Override
  public void onComplete() {
    // The context is closed.
  }

  private record Hosted(String id, BackgroundRecord begun, ForkedChild<Void> child) {

    BackgroundRecord now() {
      return begun.at(child.pid(), child.restarts() + 1, child.status());
    }
  }

  /** Stands for a method whose class this process does not have. */
  private static final class Foreign extends ChildEntry<Void> {

    Foreign(String owner, String name) {
      super(owner, name, ValueTypes.VOID);
    }

    @Override
    public @Nullable Void run(Invocation in) {
      throw new UnsupportedOperationException(this + " is run by the child");
    }
  }
}
