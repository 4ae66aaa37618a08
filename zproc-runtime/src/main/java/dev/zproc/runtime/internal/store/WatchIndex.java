package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the watches and waits that a change may concern, at a cost that those which it doesn't
 * concern have no part in: by key, by key and value where only one value matters, and by range.
 *
 * <p>It may find one twice, or one that the change does not concern; {@link Interest#accepted}
 * tells.
 *
 * <p>Threads: owned by the store's thread.
 */
final class WatchIndex {

  /** Those that look at one key. */
  private static final class AtKey {
    final Set<Interest> atAnyValue = new LinkedHashSet<>(4);
    final Map<Object, Set<Interest>> atValue = new HashMap<>(4);

    /** Those that wait for a float, or for an integer, as a value of the other kind finds them. */
    final Map<Object, Set<Interest>> atFloat = new HashMap<>(4);

    final Map<Object, Set<Interest>> atInteger = new HashMap<>(4);

    /** Where a bucket is, if it is; most often there are none of its kind, and nothing to ask. */
    Map<Object, Set<Interest>> at(Object bucket) {
      if (bucket instanceof Guard.AsFloat asFloat) {
        return asFloat.literalIsFloat() ? atFloat : atInteger;
      }
      return atValue;
    }

    boolean isEmpty() {
      return atAnyValue.isEmpty() && atValue.isEmpty() && atFloat.isEmpty() && atInteger.isEmpty();
    }
  }

  private final Map<Bytes, AtKey> byKey = new HashMap<>();
  private final RangeIndex byRange = new RangeIndex();

  void add(Interest interest) {
    for (KeyRange range : interest.scope.ranges()) {
      if (range.isSingle()) {
        at(range.from()).atAnyValue.add(interest);
      } else {
        byRange.add(range, interest);
      }
    }
    for (Guard guard : interest.scope.guards().values()) {
      for (Object bucket : guard.buckets()) {
        at(guard.key())
            .at(bucket)
            .computeIfAbsent(bucket, key -> new LinkedHashSet<>())
            .add(interest);
      }
    }
  }

  private AtKey at(Bytes key) {
    return byKey.computeIfAbsent(key, absent -> new AtKey());
  }

  /** Takes {@code interest} out; does nothing if it is not in. */
  void remove(Interest interest) {
    for (KeyRange range : interest.scope.ranges()) {
      if (range.isSingle()) {
        AtKey there = byKey.get(range.from());
        if (there != null) {
          there.atAnyValue.remove(interest);
          forgetIfEmpty(range.from(), there);
        }
      } else {
        byRange.remove(range, interest);
      }
    }
    for (Guard guard : interest.scope.guards().values()) {
      AtKey there = byKey.get(guard.key());
      if (there != null) {
        for (Object bucket : guard.buckets()) {
          there
              .at(bucket)
              .computeIfPresent(
                  bucket, (key, all) -> all.remove(interest) && all.isEmpty() ? null : all);
        }
        forgetIfEmpty(guard.key(), there);
      }
    }
  }

  private void forgetIfEmpty(Bytes key, AtKey there) {
    if (there.isEmpty()) {
      byKey.remove(key);
    }
  }

  /** Gives {@code to} all that {@code change} may concern. */
  void find(KeyChange change, Consumer<Interest> to) {
    AtKey there = byKey.isEmpty() ? null : byKey.get(change.key());
    if (there != null) {
      there.atAnyValue.forEach(to);
      if (!there.atValue.isEmpty()) {
        for (Object bucket : Guard.bucketsOf(change.value())) {
          Map<Object, Set<Interest>> waiting = there.at(bucket);
          if (!waiting.isEmpty()) {
            give(waiting.get(bucket), to);
          }
        }
      }
    }
    byRange.find(change.key(), to);
  }

  private static void give(@Nullable Set<Interest> interests, Consumer<Interest> to) {
    if (interests != null) {
      interests.forEach(to);
    }
  }

  /** Whether nothing is in it. */
  boolean isEmpty() {
    return byKey.isEmpty() && byRange.isEmpty();
  }
}
