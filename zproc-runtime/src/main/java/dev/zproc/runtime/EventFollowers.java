package dev.zproc.runtime;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.console.Happening;
import dev.zproc.runtime.internal.wait.CallbackThreads;
import dev.zproc.runtime.internal.wire.ToolWord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The tools that are told what happens to the children of a context: all that is kept of the past,
 * and then what comes.
 *
 * <p>Threads: safe for use by many threads; {@code zproc-supervisor} tells of events, and is held
 * up for nobody.
 */
final class EventFollowers {

  /** How many events go at once. */
  private static final int AT_ONCE = 50;

  /** How many are followers without it being looked whether they are there. */
  static final int UNSEEN = 64;

  private final EngineSession session;
  private final ChildEvents events;

  /** By the session of the tool. Guarded by this. */
  private final Map<Long, Follower> followers = new HashMap<>();

  /** The last that somebody was told of events. Guarded by this. */
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  EventFollowers(EngineSession session, ChildEvents events) {
    this.session = session;
    this.events = events;
  }

  /** Somebody who is told what happens. */
  private static final class Follower {

    /** Up to which event it was told, and is to be. */
    long told;

    long most;

    Follower(long told) {
      this.told = told;
    }
  }

  /** Tells a tool what happens, as it has asked for; more as it asks again. */
  synchronized void follow(long tool, Happening.Wanted wanted) {
    if (followers.isEmpty()) {
      events.follow(this::happened);
    }
    if (!followers.containsKey(tool) && followers.size() >= UNSEEN) {
      followers.forEach(this::look);
    }
    Follower follower = followers.computeIfAbsent(tool, made -> new Follower(wanted.after()));
    follower.most = Math.max(follower.most, wanted.most());
    tell(tool, follower);
  }

  /**
   * Tells it nothing, which fails if it has gone. Nothing else says so as long as nothing happens,
   * and those that are there may have nothing to say for as long as that.
   */
  private void look(long tool, Follower follower) {
    session
        .tell(tool, ToolWord.HAPPENED, Happening.encode(List.of()))
        .whenComplete((told, failure) -> leftIf(failure != null, tool, follower));
  }

  /** How many are told what happens, or have left and were not missed yet. */
  synchronized int count() {
    return followers.size();
  }

  private synchronized void happened() {
    followers.forEach(this::tell);
  }

  /** Tells it what it has not been told. */
  private void tell(long tool, Follower follower) {
    while (follower.told < follower.most) {
      int most = (int) Math.min(AT_ONCE, follower.most - follower.told);
      List<Happening> news = events.story().after(follower.told, most);
      if (news.isEmpty()) {
        return;
      }
      follower.told = news.get(news.size() - 1).number();
      last = session.tell(tool, ToolWord.HAPPENED, Happening.encode(news));
      last.whenComplete((told, failure) -> leftIf(failure != null, tool, follower));
    }
  }

  /** Nothing more will happen: waits, a second at most, until the server has the last of it. */
  void close() {
    CompletableFuture<Void> told;
    synchronized (this) {
      told = last;
    }
    try {
      told.get(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The tool has gone, or the server is about to.
    }
  }

  private void leftIf(boolean gone, long tool, Follower follower) {
    if (gone) {
      CallbackThreads.SHARED.execute(
          () -> {
            synchronized (this) {
              followers.remove(tool, follower);
            }
          });
    }
  }
}
