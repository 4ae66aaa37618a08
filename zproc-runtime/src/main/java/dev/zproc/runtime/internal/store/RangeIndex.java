package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ranges that a key lies in, in logarithmic time for each that it finds.
 *
 * <p>An interval tree: a search tree over where ranges begin, in which each node knows where the
 * last range below it ends, kept balanced by giving nodes random priorities (a treap).
 *
 * <p>Threads: owned by the store's thread.
 */
final class RangeIndex {

  private static final class Node {
    final KeyRange range;
    final int priority;
    final Set<Interest> interests = new LinkedHashSet<>(4);
    @Nullable Node left;
    @Nullable Node right;

    /**
     * Where the last of the ranges of this node and those below it ends; null if one never does.
     */
    @Nullable Bytes end;

    Node(KeyRange range, int priority) {
      this.range = range;
      this.priority = priority;
      this.end = range.to();
    }
  }

  private final SplittableRandom random = new SplittableRandom(1);
  private @Nullable Node root;

  boolean isEmpty() {
    return root == null;
  }

  void add(KeyRange range, Interest interest) {
    root = add(root, range, interest);
  }

  void remove(KeyRange range, Interest interest) {
    root = remove(root, range, interest);
  }

  /** Gives {@code to} everything whose range contains {@code key}. */
  void find(Bytes key, Consumer<Interest> to) {
    find(root, key, to);
  }

  private static void find(@Nullable Node node, Bytes key, Consumer<Interest> to) {
    Node at = node;
    while (at != null && (at.end == null || key.compareTo(at.end) < 0)) {
      find(at.left, key, to);
      if (key.compareTo(at.range.from()) < 0) {
        return; // all to the right begins even later
      }
      if (at.range.contains(key)) {
        at.interests.forEach(to);
      }
      at = at.right;
    }
  }

  private Node add(@Nullable Node node, KeyRange range, Interest interest) {
    if (node == null) {
      Node leaf = new Node(range, random.nextInt());
      leaf.interests.add(interest);
      return leaf;
    }
    int order = compare(range, node.range);
    if (order == 0) {
      node.interests.add(interest);
      return node;
    }
    Node below;
    if (order < 0) {
      below = add(node.left, range, interest);
      node.left = below;
    } else {
      below = add(node.right, range, interest);
      node.right = below;
    }
    return update(below.priority > node.priority ? lift(below, node) : node);
  }

  /** Puts {@code child} in the place of its parent. */
  private static Node lift(Node child, Node parent) {
    if (parent.left == child) {
      parent.left = child.right;
      child.right = update(parent);
    } else {
      parent.right = child.left;
      child.left = update(parent);
    }
    return child;
  }

  private static @Nullable Node remove(@Nullable Node node, KeyRange range, Interest interest) {
    if (node == null) {
      return null;
    }
    int order = compare(range, node.range);
    if (order < 0) {
      node.left = remove(node.left, range, interest);
    } else if (order > 0) {
      node.right = remove(node.right, range, interest);
    } else if (node.interests.remove(interest) && node.interests.isEmpty()) {
      return merge(node.left, node.right);
    }
    return update(node);
  }

  /** Makes one tree of two, all of whose left ranges come before all right ones. */
  private static @Nullable Node merge(@Nullable Node left, @Nullable Node right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    if (left.priority > right.priority) {
      left.right = merge(left.right, right);
      return update(left);
    }
    right.left = merge(left, right.left);
    return update(right);
  }

  private static Node update(Node node) {
    node.end = later(node.range.to(), later(endOf(node.left), endOf(node.right)));
    return node;
  }

  /** Returns the end of a subtree; an empty one ends before everything. */
  private static @Nullable Bytes endOf(@Nullable Node node) {
    return node == null ? Bytes.EMPTY : node.end;
  }

  private static @Nullable Bytes later(@Nullable Bytes one, @Nullable Bytes other) {
    if (one == null || other == null) {
      return null;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static int compare(KeyRange one, KeyRange other) {
    int order = one.from().compareTo(other.from());
    if (order != 0) {
      return order;
    }
    Bytes oneEnd = one.to();
    Bytes otherEnd = other.to();
    if (oneEnd == null || otherEnd == null) {
      return oneEnd == otherEnd ? 0 : oneEnd == null ? 1 : -1;
    }
    return oneEnd.compareTo(otherEnd);
  }
}
