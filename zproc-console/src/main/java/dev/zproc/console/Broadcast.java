package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the context for all viewers at once, and only while there are any: four times a second,
 * and less often where looking takes long, which may be because the server is busy.
 *
 * <p>Threads: safe for use by many threads. A thread of its own, {@code zproc-console}, looks and
 * encodes; it waits for no viewer, and ends with the last one.
 */
final class Broadcast implements AutoCloseable {

  static final int MAX_VIEWERS = 16;

  private static final long INTERVAL_MILLIS = 250;
  private static final int REST = 20;
  private static final long LONGEST_REST_MILLIS = 2_000;

  private final List<Section> sections;

  // Guarded by this.
  private final List<Viewer> viewers = new ArrayList<>();
  private final List<Viewer> joining = new ArrayList<>();
  private @Nullable Thread thread;
  private boolean closed;

  /** What is wrong at present; empty if nothing is. Owned by the thread that looks. */
  private String problem = "";

  Broadcast(ObservedContext context) {
    ServerSection server = new ServerSection(context);
    this.sections =
        List.of(
            new Hello(context),
            new Story(context),
            new ProcessSection(context),
            new WaitSection(context),
            server,
            new StateSection(context, server),
            new SwarmSection(context));
  }

  /** Lets somebody look; null if too many do, or it is over. */
  synchronized @Nullable Viewer join() {
    if (closed || viewers.size() + joining.size() >= MAX_VIEWERS) {
      return null;
    }
    Viewer viewer = new Viewer();
    joining.add(viewer);
    if (thread == null) {
      Thread made = new Thread(this::run, "zproc-console");
      made.setDaemon(true);
      thread = made;
      made.start();
    }
    notifyAll();
    return viewer;
  }

  synchronized void leave(Viewer viewer) {
    viewers.remove(viewer);
    joining.remove(viewer);
    viewer.drop();
    notifyAll();
  }

  /** How many look. */
  synchronized int viewers() {
    return viewers.size() + joining.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(viewers).forEach(this::leave);
    List.copyOf(joining).forEach(this::leave);
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      lookWhileWanted();
    } catch (RuntimeException | Error e) {
      // Of what no section is guilty; whoever comes next may have more luck.
      System.getLogger(Broadcast.class.getName())
          .log(System.Logger.Level.WARNING, "the console has failed; its viewers come anew", e);
    } finally {
      over();
    }
  }

  private void lookWhileWanted() {
    try {
      do {
        while (isWanted()) {
          long start = System.nanoTime();
          lookAgain();
          long rest = Math.min(LONGEST_REST_MILLIS, REST * millisSince(start));
          pause(Math.max(INTERVAL_MILLIS, rest), start);
        }
        sections.forEach(Section::rest);
      } while (!ended());
    } catch (InterruptedException e) {
      sections.forEach(Section::rest); // it is over
    }
  }

  /** However the thread has ended: nobody waits for it who could have another one. */
  private synchronized void over() {
    if (thread == Thread.currentThread()) {
      thread = null;
      List.copyOf(viewers).forEach(this::leave);
      List.copyOf(joining).forEach(this::leave);
    }
  }

  /** Lets the next who comes start another thread, unless somebody has come meanwhile. */
  private synchronized boolean ended() {
    if (isWanted()) {
      return false;
    }
    thread = null;
    return true;
  }

  private synchronized boolean isWanted() {
    return !closed && !(viewers.isEmpty() && joining.isEmpty());
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** Waits until it is time again, or somebody comes who has seen nothing yet. */
  private synchronized void pause(long millis, long start) throws InterruptedException {
    long left = millis - millisSince(start);
    while (left > 0 && joining.isEmpty() && !viewers.isEmpty() && !closed) {
      wait(left);
      left = millis - millisSince(start);
    }
  }

  private void lookAgain() {
    List<byte[]> news = new ArrayList<>();
    String wrong = "";
    for (Section section : sections) {
      try {
        news.addAll(section.look());
      } catch (RuntimeException | Error e) { // an Error, too, should be seen, and not end all
        wrong = Text.cut(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }
    if (!wrong.equals(problem)) {
      problem = wrong;
      news.add(problem());
    }
    List<Viewer> old;
    List<Viewer> fresh;
    synchronized (this) {
      old = List.copyOf(viewers);
      fresh = List.copyOf(joining);
      viewers.addAll(fresh);
      joining.clear();
    }
    old.forEach(viewer -> news.forEach(viewer::offer));
    if (!fresh.isEmpty()) {
      List<byte[]> all = new ArrayList<>();
      sections.forEach(section -> all.addAll(section.all()));
      all.add(problem());
      fresh.forEach(viewer -> all.forEach(viewer::offer));
    }
  }

  private byte[] problem() {
    return Frames.of("problem", Json.object("text", problem));
  }
}
