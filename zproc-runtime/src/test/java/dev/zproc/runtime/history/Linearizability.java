package dev.zproc.runtime.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a history is linearizable: whether its operations can be put into one order that
 * the model allows, and in which none comes before one that had ended when it began.
 *
 * <p>The search is that of J. M. Wing and C. Gong, "Testing and verifying concurrent objects"
 * (Journal of Parallel and Distributed Computing 17, 1993): try every operation that may come next,
 * and go back where none may. It remembers which sets of operations have led to which states, and
 * never searches on from the same twice, as G. Lowe proposes in "Testing for linearizability"
 * (Concurrency and Computation: Practice and Experience 29(4), 2017).
 *
 * <p>An operation whose outcome is unknown may be anywhere after its beginning, or nowhere.
 *
 * <p>{@link #byKey} cuts a history into parts that may be checked one by one: a history is
 * linearizable if its restriction to each object is (M. Herlihy and J. M. Wing, "Linearizability: a
 * correctness condition for concurrent objects", TOPLAS 12(3), 1990). Keys that one operation looks
 * at together belong to one object.
 */
final class Linearizability {

  /** Enough for any history that is right; one that is wrong may have no end. */
  private static final int MAX_STEPS = 20_000_000;

  private Linearizability() {}

  /**
   * The beginning or the end of an operation, in a list from which it can be taken and put back.
   */
  private static final class Node {
    final int operation;
    final @Nullable Node end; // of a beginning whose end is in the list
    final boolean begins;
    Node before = this;
    Node after = this;

    Node(int operation, boolean begins, @Nullable Node end) {
      this.operation = operation;
      this.begins = begins;
      this.end = end;
    }

    void linkBefore(Node other) {
      before = other.before;
      after = other;
      relink();
    }

    /** Takes this beginning, and its end, out of the list. */
    void lift() {
      unlink();
      if (end != null) {
        end.unlink();
      }
    }

    /** Undoes the last {@link #lift}. */
    void putBack() {
      if (end != null) {
        end.relink();
      }
      relink();
    }

    private void unlink() {
      before.after = after;
      after.before = before;
    }

    private void relink() {
      before.after = this;
      after.before = this;
    }
  }

  private record Reached<S>(BitSet operations, S state) {}

  private record Taken<S>(Node node, S before) {}

  /**
   * Returns why {@code history} is not linearizable, or nothing if it is. The reason shows how far
   * the best order came, and what could not follow.
   */
  static <S, O> Optional<String> violation(Model<S, O> model, List<Timed<O>> history) {
    Node list = list(history);
    long left = history.stream().filter(each -> !each.isUnknown()).count();
    Set<Reached<S>> reached = new HashSet<>();
    Deque<Taken<S>> order = new ArrayDeque<>();
    List<Integer> best = List.of();
    BitSet done = new BitSet(history.size());
    S state = model.initial();
    Node at = list.after;
    int steps = 0;
    while (left > 0) {
      if (++steps > MAX_STEPS) {
        return Optional.of("undecided after " + steps + " steps; " + report(history, best));
      }
      if (at.begins) {
        Timed<O> next = history.get(at.operation);
        S then = model.step(state, next.what());
        if (then != null && reached.add(new Reached<>(with(done, at.operation), then))) {
          order.push(new Taken<>(at, state));
          state = then;
          done.set(at.operation);
          left -= next.isUnknown() ? 0 : 1;
          at.lift();
          at = list.after;
        } else {
          at = at.after;
        }
        continue;
      }
      // An operation has ended that has not been put into the order, so there is no going on.
      if (order.size() > best.size()) {
        best = operations(order);
      }
      if (order.isEmpty()) {
        return Optional.of(report(history, best));
      }
      Taken<S> last = order.pop();
      state = last.before();
      done.clear(last.node().operation);
      left += history.get(last.node().operation).isUnknown() ? 0 : 1;
      last.node().putBack();
      at = last.node().after;
    }
    return Optional.empty();
  }

  /** Beginnings and ends in the order of time, in a ring that starts at the node returned. */
  private static <O> Node list(List<Timed<O>> history) {
    record At(long time, Node node) {}
    List<At> all = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      Timed<O> each = history.get(i);
      Node end = each.isUnknown() ? null : new Node(i, false, null);
      if (end != null) {
        all.add(new At(each.end(), end));
      }
      all.add(new At(each.begin(), new Node(i, true, end)));
    }
    // Of what happens at the same time, beginnings come first: such operations are concurrent.
    all.sort(Comparator.comparingLong(At::time).thenComparing(each -> each.node().begins ? 0 : 1));
    Node ring = new Node(-1, false, null);
    all.forEach(each -> each.node().linkBefore(ring));
    return ring;
  }

  private static BitSet with(BitSet set, int more) {
    BitSet bigger = (BitSet) set.clone();
    bigger.set(more);
    return bigger;
  }

  private static <S> List<Integer> operations(Deque<Taken<S>> order) {
    List<Integer> operations = new ArrayList<>();
    order.descendingIterator().forEachRemaining(each -> operations.add(each.node().operation));
    return operations;
  }

  private static <O> String report(List<Timed<O>> history, List<Integer> best) {
    StringBuilder text = new StringBuilder("not linearizable; the longest order has ");
    text.append(best.size()).append(" of ").append(history.size()).append(" operations");
    int shown = Math.max(0, best.size() - 20);
    text.append(shown > 0 ? ", and ends in" : ":");
    best.subList(shown, best.size()).forEach(each -> text.append("\n  ").append(history.get(each)));
    Set<Integer> placed = new HashSet<>(best);
    long deadline = Long.MAX_VALUE;
    for (int i = 0; i < history.size(); i++) {
      if (!placed.contains(i)) {
        deadline = Math.min(deadline, history.get(i).end());
      }
    }
    text.append("\nthen one of these would have to follow, but none can:");
    for (int i = 0; i < history.size(); i++) {
      if (!placed.contains(i) && history.get(i).begin() <= deadline) {
        text.append("\n  ").append(history.get(i));
      }
    }
    return text.toString();
  }

  /** The parts of a history that concern keys which no operation ties together. */
  static <O, K> List<List<Timed<O>>> byKey(List<Timed<O>> history, Function<O, Set<K>> keys) {
    Map<K, K> parents = new HashMap<>();
    for (Timed<O> each : history) {
      K first = null;
      for (K key : keys.apply(each.what())) {
        parents.putIfAbsent(key, key);
        if (first != null) {
          parents.put(root(parents, key), root(parents, first));
        }
        first = key;
      }
    }
    Map<K, List<Timed<O>>> parts = new LinkedHashMap<>();
    for (Timed<O> each : history) {
      for (K key : keys.apply(each.what())) {
        parts.computeIfAbsent(root(parents, key), root -> new ArrayList<>()).add(each);
        break;
      }
    }
    return List.copyOf(parts.values());
  }

  private static <K> K root(Map<K, K> parents, K key) {
    K at = key;
    for (K parent = parents.get(at); parent != null && !parent.equals(at); ) {
      at = parent;
      parent = parents.get(at);
    }
    return at;
  }
}
