package dev.zproc.etcd;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * Where things are at etcd.
 *
 * <pre>
 * prefix/s/…         a key of the state, and its value
 * prefix/tx/client   the number of the last proposal of a root
 * prefix/last        written by every commit, so that its revision is that of the newest one
 * </pre>
 */
final class Layout {

  private final Bytes state;
  final KeyRange all;
  final KeyRange allState;
  final Bytes last;

  /** The key of this root's own number. */
  final Bytes own;

  Layout(String prefix, String client) {
    Bytes root = Bytes.utf8(prefix + "/");
    state = root.concat(Bytes.utf8("s/"));
    all = KeyRange.prefix(root);
    allState = KeyRange.prefix(state);
    last = root.concat(Bytes.utf8("last"));
    own = root.concat(Bytes.utf8("tx/" + client));
  }

  /** The key at etcd of a key of the state. */
  Bytes of(Bytes key) {
    return state.concat(key);
  }

  /** The same of a range. */
  KeyRange of(KeyRange range) {
    Bytes to = range.to();
    return new KeyRange(of(range.from()), to == null ? allState.to() : of(to));
  }

  /** The key of the state that {@code key} holds; null if it holds something else. */
  @Nullable Bytes keyOf(Bytes key) {
    return key.startsWith(state) ? key.from(state.size()) : null;
  }
}
