package dev.zproc.runtime.internal.standby;

import dev.zproc.runtime.internal.process.IdleJvm;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.process.ParentJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JVMs that wait for calls of one kind: how many there are to be, which there are, and what
 * their failures mean for the next.
 *
 * <p>Threads: not safe; guarded by the {@link StandbyPool}.
 */
final class Reserve {

  /** After so many that did not get warm, one after the other, no other is tried. */
  static final int LAST_FAILURE = 5;

  /** How many kinds of calls a JVM gets ready for; the pipe takes that much at once. */
  private static final int MOST_ENTRIES = 8;

  private static final long FIRST_DELAY_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_DELAY_NANOS = Duration.ofSeconds(30).toNanos();

  final JvmSpec chosen;
  final JvmSpec worker;
  final boolean inheritsOut;
  private final List<IdleJvm> idle = new ArrayList<>();

  /** The classes that calls have named which came here, or are said to come; the newest last. */
  private final Set<String> entries = new LinkedHashSet<>();

  private int wanted;

  /**
   * How many ended without having been taken since the last that was, and how many never waited.
   */
  private int deaths;

  private int failures;

  private long notBefore;

  /**
   * Makes a reserve of none.
   *
   * @param chosen what was asked for
   * @param worker what is started
   */
  Reserve(JvmSpec chosen, JvmSpec worker, boolean inheritsOut, long now) {
    this.chosen = chosen;
    this.worker = worker;
    this.inheritsOut = inheritsOut;
    this.notBefore = now;
  }

  /** A call of {@code entry} has come, or is to be expected. */
  void expect(String entry) {
    entries.remove(entry);
    entries.add(entry);
    if (entries.size() > MOST_ENTRIES) {
      entries.remove(entries.iterator().next());
    }
  }

  /** The classes that the next had better load. */
  List<String> expected() {
    return List.copyOf(entries);
  }

  boolean isFor(JvmSpec other, boolean otherInheritsOut) {
    return worker.equals(other) && inheritsOut == otherInheritsOut;
  }

  /** Wants so many from here on, and tries anew; returns those that are too many. */
  List<IdleJvm> want(int count, long now) {
    wanted = count;
    failures = 0;
    deaths = 0;
    notBefore = now;
    List<IdleJvm> surplus = new ArrayList<>();
    while (idle.size() > wanted) {
      surplus.add(idle.remove(idle.size() - 1));
    }
    return surplus;
  }

  int wanted() {
    return wanted;
  }

  List<IdleJvm> idle() {
    return idle;
  }

  /**
   * Takes the one that has waited for longest; null if none is warm.
   *
   * @param useless gets those for which something else would be settled at their start now: they
   *     would wait for ever, and others that fit may be started in their place
   */
  @Nullable IdleJvm take(String name, ParentJvm host, long now, List<IdleJvm> useless) {
    IdleJvm taken = null;
    for (Iterator<IdleJvm> each = idle.iterator(); taken == null && each.hasNext(); ) {
      IdleJvm one = each.next();
      if (one.isReady() && !one.exit().isDone()) {
        each.remove();
        if (one.isAs(worker, name, host)) {
          taken = one;
        } else {
          useless.add(one);
        }
      }
    }
    if (taken != null) {
      deaths = 0;
    } else if (!useless.isEmpty()) {
      delay(++deaths, now); // what changes all the time would have them started all the time
    }
    return taken;
  }

  /** Whether one is missing, and another is to be tried some time. */
  boolean isShort() {
    return idle.size() < wanted && failures < LAST_FAILURE;
  }

  /** Whether as many wait as are wanted. */
  boolean isReady() {
    return idle.stream().filter(each -> each.isReady() && !each.exit().isDone()).count() >= wanted;
  }

  /** Whether fewer wait than are wanted, and no other is tried. */
  boolean isGivenUp() {
    return idle.size() < wanted && !isShort();
  }

  /** When the next may be tried. */
  long notBefore() {
    return notBefore;
  }

  void add(IdleJvm jvm) {
    idle.add(jvm);
  }

  /** One has got warm. */
  void warm() {
    failures = 0;
  }

  /** One has ended though it was warm. Whether it was still one of these. */
  boolean died(IdleJvm jvm, long now) {
    if (!idle.remove(jvm)) {
      return false;
    }
    delay(++deaths, now);
    return true;
  }

  /** One did not get warm, or could not be started. Whether no other is tried. */
  boolean failed(@Nullable IdleJvm jvm, long now) {
    idle.remove(jvm);
    delay(++failures, now);
    return failures == LAST_FAILURE;
  }

  private void delay(int times, long now) {
    notBefore = now + Math.min(FIRST_DELAY_NANOS << Math.min(times - 1, 20), LONGEST_DELAY_NANOS);
  }
}
