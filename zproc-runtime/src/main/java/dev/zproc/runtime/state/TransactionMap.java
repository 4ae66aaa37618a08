package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Held;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The map of a draft: reads see what the transaction has written, and join it.
 *
 * <p>Threads: not safe; used by the thread of the transaction.
 */
final class TransactionMap<K, V> extends WritableMap<K, V> {

  private final Transaction transaction;

  TransactionMap(Transaction transaction, Slot<V> slot) {
    super(slot);
    this.transaction = transaction;
  }

  @Override
  @Nullable Held fetch(Bytes entry) {
    return transaction.readHeld(entry);
  }

  @Override
  List<Held> fetchAll() {
    // Whoever has seen all entries relies on there being no others.
    transaction.readSize(slot.key);
    return transaction.readAll(entries());
  }

  @Override
  List<@Nullable Bytes> fetchEach(List<Bytes> entries) {
    transaction.readAhead(entries);
    return super.fetchEach(entries);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    List<Bytes> entries = new ArrayList<>(map.size());
    for (K key : map.keySet()) {
      entries.add(entryKey(key));
    }
    transaction.readAhead(entries);
    super.putAll(map);
  }

  @Override
  boolean removeKeys(Collection<?> keys) {
    List<Bytes> entries = new ArrayList<>(keys.size());
    for (Object key : keys) {
      Bytes entry = entryKeyOf(key);
      if (entry != null) {
        entries.add(entry);
      }
    }
    transaction.readAhead(entries);
    return super.removeKeys(keys);
  }

  @Override
  public int size() {
    return transaction.readSize(slot.key);
  }

  @Override
  Outcome alter(Bytes entry, boolean likelyAbsent, UnaryOperator<@Nullable Bytes> change) {
    Bytes before = transaction.read(entry);
    Bytes after = transaction.computing(entry, slot, change, before);
    if (after != before) {
      transaction.write(entry, after);
      if (before == null != (after == null)) {
        transaction.resize(slot.key, before == null ? 1 : -1);
      }
    }
    return new Outcome(before, after);
  }

  @Override
  @Nullable Bytes exchange(Bytes entry, @Nullable Bytes value) {
    return alter(entry, false, before -> value).before();
  }

  @Override
  public void clear() {
    for (Held held : fetchAll()) {
      alter(held.key, false, before -> null);
    }
  }
}
